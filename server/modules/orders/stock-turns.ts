import type { Id } from '../../platform/ids/index.js'
import { turnsByKey } from '../../platform/queue/index.js'
import type { OrderRows } from './orders.repository.js'
import type { Order } from './orders.domain.js'

export type StockTurns = ReturnType<typeof stockTurns>
/**
 * Whatever holds, sells or gives back units of a SKU in this process does so one after the other: a customer's cancel does
 * not fail because buyers crowd around the same pool. Between processes the database decides, as ever.
 */
export function stockTurns({ orders }: Readonly<{ orders: Pick<OrderRows, 'find'> }>) {
  const inTurn = turnsByKey()
  return {
    ofSkus: <Value>(skuIds: readonly Id<'sku'>[], work: () => Promise<Value>): Promise<Value> =>
      inTurn(skuIds, work),

    /** `work` with the SKUs of this order. */
    of: <Value>({ items }: Pick<Order, 'items'>, work: () => Promise<Value>): Promise<Value> =>
      inTurn(skusOf(items), work),

    /** The same for one that is yet to be read. */
    async ofId<Value>(orderId: Id<'ord'>, work: () => Promise<Value>): Promise<Value> {
      const order = await orders.find(orderId)
      return inTurn(skusOf(order?.items ?? []), work)
    },
  }
}

const skusOf = (items: Order['items']) => items.flatMap(({ skuId }) => skuId ?? [])
