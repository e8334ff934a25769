import { authorized, type Order } from '../../../platform/api'

/** Cancels an unpaid order. The server asks WeChat first: an order paid meanwhile comes back paid. */
export const cancelOrder = (orderId: string): Promise<Order> =>
  authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}/cancel`, { method: 'POST' })
