import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { EVENTS } from './events.js'
import { SUMMARY } from './summary.js'

/** Has a dead event worked again; the reason goes into the audit trail. */
export function useReplay(key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST('/api/inbox/events/{key}/replay', {
          params: { path: { key } },
          body: { reason },
        }),
      ),
    // Not awaited: what asks for the replay is gone once the event is read anew, and would not hear of it.
    onSuccess: () => {
      for (const queryKey of [EVENTS, SUMMARY, ['inbox-event', key]]) {
        void client.invalidateQueries({ queryKey })
      }
    },
  })
}
