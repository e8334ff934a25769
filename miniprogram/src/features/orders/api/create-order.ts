import { attempt, authorized, type NewOrder, type Order } from '../../../platform/api'

/**
 * Places an order and holds its stock. Safe to press again after a lost answer: the same content goes
 * out under the same Idempotency-Key. Refuses price-changed, sold-out, too-many-open-orders.
 */
export const createOrder = (body: NewOrder): Promise<Order> =>
  attempt({ scope: 'order', body }, (idempotencyKey) =>
    authorized<Order>('/mini/v1/orders', { method: 'POST', body, idempotencyKey }),
  )
