import { useInfiniteQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type TimelineEntry = Row<'/api/customers/{customerId}/timeline'>
export const KINDS = ['all', 'orders', 'mini', 'wecom', 'service'] as const
export type Kind = (typeof KINDS)[number]

const PAGE = 20

/** What happened with a customer, newest first, further back page by page. */
export function useTimeline(customerId: string, kind: Kind) {
  return useInfiniteQuery({
    queryKey: ['timeline', customerId, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/customers/{customerId}/timeline', {
          params: { path: { customerId }, query: { kind, cursor: pageParam, limit: PAGE } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}
