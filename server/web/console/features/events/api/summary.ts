import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type InboxSummary = Answer<'/api/inbox/summary'>
export const SUMMARY = ['inbox-summary'] as const
const REFRESH_MS = 10_000

/** How many events stand where, by hour of the last day, and how fast greetings went out. */
export function useInboxSummary() {
  return useQuery({
    queryKey: SUMMARY,
    queryFn: () => unwrap(api.GET('/api/inbox/summary')),
    refetchInterval: REFRESH_MS,
  })
}
