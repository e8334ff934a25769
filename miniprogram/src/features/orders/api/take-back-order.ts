import { attempt, authorized, type Order } from '../../../platform/api'

/** Takes a paid order back. Pressing again after a lost answer is the same request. */
export const takeBackOrder = (orderId: string, reason: string): Promise<Order> =>
  attempt({ scope: `take-back.${orderId}`, body: { reason } }, (idempotencyKey) =>
    authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}/refund`, {
      method: 'POST',
      body: { reason },
      idempotencyKey,
    }),
  )
