import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Order = Answer<'/api/orders/{orderId}'>

const REFRESH_MS = 5_000

const isUnderWay = ({ ownRefunds }: Order): boolean =>
  ownRefunds.some(({ state }) => state === 'requested' || state === 'processing')

/** One order with its payments, refunds and history; asked again while money is on its way back. */
export function useOrder(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: () => unwrap(api.GET('/api/orders/{orderId}', { params: { path: { orderId } } })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? REFRESH_MS : false,
  })
}
