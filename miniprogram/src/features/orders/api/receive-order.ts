import { authorized, type Order } from '../../../platform/api'

/** The customer has what was sent. */
export const receiveOrder = (orderId: string): Promise<Order> =>
  authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}/receipt`, { method: 'POST' })
