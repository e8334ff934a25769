import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Order } from './orders.domain.js'
import type { OrderRows } from './orders.repository.js'

/**
 * Takes orders of other systems out again, in the caller's transaction: those that nothing has happened to since. One with
 * a refund stays: money has moved on it. Answers what it took; a repeat takes nothing.
 */
export const withdrawOrders =
  (orders: OrderRows) =>
  async (orderIds: readonly Id<'ord'>[], tx: Tx): Promise<Order[]> =>
    orderIds.length === 0 ? [] : orders.removeUntouched(orderIds, { tx })
