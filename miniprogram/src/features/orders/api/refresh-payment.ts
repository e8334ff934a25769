import { authorized, type Order } from '../../../platform/api'

/** Makes the server ask WeChat whether an unpaid order was paid; answers the order as it is now. */
export const refreshPayment = (orderId: string): Promise<Order> =>
  authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}/payment/refresh`, {
    method: 'POST',
  })
