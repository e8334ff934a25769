import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { BLOCKED, type BlockedRow } from './blocked-values.js'

export type NewBlockedValue = {
  type: BlockedRow['type']
  value: string
  scope?: string
  reason: BlockedRow['reason']
  note?: string
}

/** From now on this value names nobody. */
export function useAddBlockedValue() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ note = '', ...body }: NewBlockedValue) =>
      unwrap(api.POST('/api/identity/blocked', { body: { ...body, note } })),
    onSuccess: () => client.invalidateQueries({ queryKey: BLOCKED }),
  })
}

/** The value counts again, and what was kept for it comes home. */
export function useRemoveBlockedValue() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, reason }: { key: string; reason: string }) =>
      unwrap(
        api.POST('/api/identity/blocked/{key}/removal', {
          params: { path: { key } },
          body: { reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: BLOCKED }),
  })
}
