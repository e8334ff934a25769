import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type DeadDeliveries = Answer<'/api/outbox/dead'>
export type DeadDelivery = Row<'/api/outbox/dead'>
const KEY = ['dead-deliveries'] as const

/** Inner events that a subscriber gave up on. */
export function useDeadDeliveries() {
  return useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET('/api/outbox/dead')) })
}

/** Delivers one of them again; the reason goes into the audit trail. */
export function useRetryDelivery() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      unwrap(api.POST('/api/outbox/{id}/retry', { params: { path: { id } }, body: { reason } })),
    // not awaited: the row that asked is gone once the list is read anew
    onSuccess: () => void client.invalidateQueries({ queryKey: KEY }),
  })
}

type Selection = { ids: string[] } | { filter: Record<string, never> }

/** Delivers some of them again, or the first 1,000; the reason goes into the audit trail. */
export function useRetryMany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ reason, ...selection }: Selection & { reason: string }) =>
      unwrap(api.POST('/api/outbox/retries', { body: { ...selection, reason } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: KEY }),
  })
}
