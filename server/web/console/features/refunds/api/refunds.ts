import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Refund = Row<'/api/refunds'>
export type OpenGroup = 'needs-person' | 'retrying' | 'accepted'
export const REFUNDS = ['refunds'] as const

const REFRESH_MS = 10_000

const read = (group: OpenGroup | 'ended-today' | 'all', cursor: string | undefined) =>
  unwrap(api.GET('/api/refunds', { params: { query: { group, cursor } } }))

/** One group of the queue, newest first, as far as it has been asked for. */
export function useRefundGroup(group: OpenGroup) {
  return useInfiniteQuery({
    queryKey: [...REFUNDS, 'group', group],
    queryFn: ({ pageParam }) => read(group, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: REFRESH_MS,
  })
}

/** One page of what reached the customers today, or of all. */
export function useRefunds(group: 'ended-today' | 'all', cursor: string | undefined) {
  return useQuery({
    queryKey: [...REFUNDS, group, cursor],
    queryFn: () => read(group, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}
