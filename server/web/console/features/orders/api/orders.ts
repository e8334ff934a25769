import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import type { OrderStatus } from '../../../../shared/orders/order-status.js'

export type OrderRow = Row<'/api/orders'>
export type OrderQuery = {
  status?: OrderStatus | undefined
  source?: string | undefined
  search?: string | undefined
  cursor?: string | undefined
}

/** One page of orders, newest first; `search` is the beginning of an order number. */
export function useOrders(query: OrderQuery) {
  return useQuery({
    queryKey: ['orders', query],
    queryFn: () => unwrap(api.GET('/api/orders', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
