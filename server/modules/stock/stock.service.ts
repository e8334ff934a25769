import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { sharedRead } from '../../platform/queue/index.js'
import { available, type Pool } from './stock.domain.js'
import type { SoldOutGate } from './sold-out-gate.js'
import type { Line, NewHolds, Stocks } from './stock.repository.js'

export type Stock = ReturnType<typeof stockService>
/** The door for orders: everything that writes does so in the caller's transaction. */
export function stockService({ stocks, gate }: Readonly<{ stocks: Stocks; gate: SoldOutGate }>) {
  const poolsOf = sharedRead(stocks.pools)
  return {
    pools: (skuIds: readonly Id<'sku'>[]): Promise<Map<Id<'sku'>, Pool>> => stocks.pools(skuIds),

    /** Who is refused without reading anything: see `sold-out-gate.ts`. */
    gate: gate as Pick<SoldOutGate, 'look' | 'shut' | 'refuses'>,

    /** Those lines for which not enough is left now. Cheap and without promise: `hold` decides. */
    async lacking(lines: readonly Line[]): Promise<{ skuId: Id<'sku'>; isGone: boolean }[]> {
      const pools = await poolsOf(lines.map((line) => line.skuId))
      return lines.flatMap(({ skuId, qty }) => {
        const pool = pools.get(skuId)
        const left = pool === undefined ? 0 : (available(pool) ?? qty)
        return left < qty ? [{ skuId, isGone: left <= 0 }] : []
      })
    },

    /** Units of a SKU that can still be held, as the transaction sees it; null: any number. */
    async left(skuId: Id<'sku'>, { tx }: { tx: Tx }): Promise<number | null> {
      const pool = (await stocks.pools([skuId], { tx })).get(skuId)
      return pool === undefined ? 0 : available(pool)
    },

    /** Holds all lines (one per SKU) of these orders or answers `sold-out`, which must take the transaction back. */
    hold: (orders: readonly NewHolds[], { tx }: { tx: Tx }): Promise<'held' | 'sold-out'> =>
      stocks.hold(orders, { tx }),

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
