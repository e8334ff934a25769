import { authorized, type Order } from '../../../platform/api'

/** One of the customer's own orders; anyone else's is `order-not-found`. */
export const getOrder = (orderId: string): Promise<Order> =>
  authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}`)
