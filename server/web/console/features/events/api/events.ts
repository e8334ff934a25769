import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type InboxEvent = Row<'/api/inbox/events'>
export type EventState = InboxEvent['state']
export const EVENTS = ['inbox-events'] as const

type Query = {
  state?: EventState | undefined
  source?: string | undefined
  type?: string | undefined
  reason?: string | undefined
  longWaiting?: 'true' | undefined
  search?: string | undefined
  cursor?: string | undefined
}

/** One page of received events, newest first; `search` is the beginning of a delivery key. */
export function useEvents(query: Query) {
  return useQuery({
    queryKey: [...EVENTS, query],
    queryFn: () => unwrap(api.GET('/api/inbox/events', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
