import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { available, type Pool } from './stock.domain.js'
import type { Line, Stocks } from './stock.repository.js'

export type Stock = ReturnType<typeof stockService>
/** The door for orders: everything that writes does so in the caller's transaction. */
export function stockService({ stocks }: Readonly<{ stocks: Stocks }>) {
  return {
    pools: (skuIds: readonly Id<'sku'>[]): Promise<Map<Id<'sku'>, Pool>> => stocks.pools(skuIds),

    /** Those lines for which not enough is left now. Cheap and without promise: `hold` decides. */
    async lacking(lines: readonly Line[]): Promise<Id<'sku'>[]> {
      const pools = await stocks.pools(lines.map((line) => line.skuId))
      const lacks = ({ skuId, qty }: Line) => {
        const pool = pools.get(skuId)
        return pool === undefined || (available(pool) ?? qty) < qty
      }
      return lines.filter(lacks).map((line) => line.skuId)
    },

    /** Holds all lines (one per SKU) for an order or answers `sold-out`, which must take the transaction back. */
    hold: (
      order: Readonly<{ orderId: string; lines: readonly Line[]; at: Date }>,
      { tx }: { tx: Tx },
    ): Promise<'held' | 'sold-out'> => stocks.hold(order, { tx }),

    /** Gives back what a closed order held; safe to repeat. */
    release: (orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<number> =>
      stocks.end(orderId, 'release', { at, tx }),

    /** Holds again what an order had held before it lapsed; `sold-out`: not all of it is left, nothing changes. */
    holdAgain: (orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<'held' | 'sold-out'> =>
      stocks.holdAgain(orderId, { at, tx }),

    /** Puts what an order had bought back on the shelf; safe to repeat. */
    takeBack: (orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<number> =>
      stocks.takeBack(orderId, { at, tx }),

    /** Counts what a paid order held as sold; safe to repeat. */
    sell: (orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<number> =>
      stocks.end(orderId, 'sell', { at, tx }),
  }
}
