import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type InboxEventDetail = Answer<'/api/inbox/events/{key}'>

const WHILE_WORKED_MS = 2_000

/** One event with its body, decrypted, phones masked; followed while it is being worked. */
export function useEvent(key: string) {
  return useQuery({
    queryKey: ['inbox-event', key],
    queryFn: () => unwrap(api.GET('/api/inbox/events/{key}', { params: { path: { key } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'pending' || data?.state === 'leased' ? WHILE_WORKED_MS : false,
  })
}
