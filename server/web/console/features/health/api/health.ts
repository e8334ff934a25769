import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Health = Answer<'/api/health'>
export type Finding = Health['findings'][number]

const REFRESH_MS = 10_000
/** A store that hangs keeps the server waiting; whoever looks here wants to know that soon. */
const PATIENCE_MS = 8_000

/** How everything is, asked again every ten seconds while it is shown; an error leaves the last answer standing. */
export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/health', {
          signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
        }),
      ),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })
}
