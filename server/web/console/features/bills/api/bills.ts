import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type BillDay = Row<'/api/bills'>
export const BILLS = ['bills'] as const
const UNDER_WAY_MS = 2_000

const isUnderWay = ({ state }: BillDay) => state === 'requested' || state === 'running'

/** Compared days, newest first; asked again while one is under way. */
export function useBills(cursor: string | undefined) {
  return useQuery({
    queryKey: [...BILLS, cursor],
    queryFn: () => unwrap(api.GET('/api/bills', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => state.data?.items.some(isUnderWay) && UNDER_WAY_MS,
  })
}

export type BillReport = Answer<'/api/bills/{day}'>
export type Difference = BillReport['differences'][number]

/** One day with its differences, open ones first. */
export function useBillDay(day: string) {
  return useQuery({
    queryKey: [...BILLS, 'day', day],
    queryFn: () => unwrap(api.GET('/api/bills/{day}', { params: { path: { day } } })),
    refetchInterval: ({ state }) => state.data && isUnderWay(state.data.day) && UNDER_WAY_MS,
  })
}
