import { authorized, type Order, type OrderStatus, type Page } from '../../../platform/api'

const PER_PAGE = 20

/** The customer's orders, newest first; `status` keeps only these. */
export function listOrders({
  status,
  cursor,
}: {
  status: OrderStatus | null
  cursor: string | null
}): Promise<Page<Order>> {
  const query = [`limit=${PER_PAGE}`]
  if (status !== null) {
    query.push(`status=${status}`)
  }
  if (cursor !== null) {
    query.push(`cursor=${encodeURIComponent(cursor)}`)
  }
  return authorized<Page<Order>>(`/mini/v1/orders?${query.join('&')}`)
}
