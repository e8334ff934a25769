import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { askAnew, IDENTITY } from './keys.js'

export type PendingRow = Row<'/api/identity/pending'>

/** Joins that were too many or too large to be made without a person. */
export function usePending(cursor: string | undefined) {
  return useQuery({
    queryKey: [...IDENTITY, 'pending', cursor],
    queryFn: () => unwrap(api.GET('/api/identity/pending', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}

export function useApply() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ pendingId, reason }: { pendingId: string; reason: string }) =>
      unwrap(
        api.POST('/api/identity/pending/{pendingId}/apply', {
          params: { path: { pendingId } },
          body: { reason },
        }),
      ),
    onSuccess: () => void askAnew(client),
  })
}
