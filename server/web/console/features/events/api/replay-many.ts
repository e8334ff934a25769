import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { EVENTS } from './events.js'
import { SUMMARY } from './summary.js'

export type DeadEvents = Answer<'/api/inbox/dead'>
export type DeadFilter = { type?: string; source?: string; reason?: string }
const DEAD = ['inbox-dead'] as const

/** How many dead events a filter finds and why they died: what a replay of all of them would do. */
export function useDeadEvents(filter: DeadFilter) {
  return useQuery({
    queryKey: [...DEAD, filter],
    queryFn: () => unwrap(api.GET('/api/inbox/dead', { params: { query: filter } })),
  })
}

export type Selection = { keys: string[] } | { filter: DeadFilter }

/** Has some dead events worked again, or the first of a filter; the reason goes into the audit trail. */
export function useReplayMany() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ reason, ...selection }: Selection & { reason: string }) =>
      unwrap(api.POST('/api/inbox/replays', { body: { ...selection, reason } })),
    onSuccess: () => {
      for (const queryKey of [EVENTS, SUMMARY, DEAD]) {
        void client.invalidateQueries({ queryKey })
      }
    },
  })
}
