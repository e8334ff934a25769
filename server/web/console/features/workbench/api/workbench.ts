import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Workbench = Answer<'/api/workbench'>
export type Days = 7 | 30

const REFRESH_MS = 30_000

/** The key numbers of the last `days` days and what is going on today; refreshed while it is shown. */
export function useWorkbench(days: Days) {
  return useQuery({
    queryKey: ['workbench', days],
    queryFn: () => unwrap(api.GET('/api/workbench', { params: { query: { days } } })),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  })
}
