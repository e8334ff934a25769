import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { sharedRead } from '../../platform/queue/index.js'
import { MAIN, orderable, storePool, type Pool, type PoolName } from './stock.domain.js'
import type { PoolId } from './stock.model.js'
import type { SoldOutGate } from './sold-out-gate.js'
import { poolId, type Line, type NewHolds, type Stocks } from './stock.repository.js'

/** A line with the pool that its units come from. */
export type PooledLine = Line & { readonly pool: PoolName }
type Chosen = Readonly<{
  lines: readonly PooledLine[]
  /** Those for which not enough is left. */
  lacking: readonly Readonly<{ skuId: Id<'sku'>; isGone: boolean }>[]
}>

export type Stock = ReturnType<typeof stockService>
/** The door for orders: everything that writes does so in the caller's transaction. */
export function stockService({ stocks, gate }: Readonly<{ stocks: Stocks; gate: SoldOutGate }>) {
  const poolsOf = sharedRead((ids: readonly PoolId[]) => stocks.withIds(ids))
  return {
    /** The pool that each of these SKUs is sold from: see `choose`. */
    pools: async (skuIds: readonly Id<'sku'>[], storeCode?: string) =>
      soldFrom(skuIds, storeCode, await stocks.withIds(candidates(skuIds, storeCode))),

    /** Who is refused without reading anything: see `sold-out-gate.ts`. */
    gate: gate as Pick<SoldOutGate, 'look' | 'shut' | 'refuses'>,

    /**
     * From which pool the lines of an order are taken: an order for a store takes from the store's own pool of the SKU when
     * there is one, be it empty or switched to sold out, and from `main` otherwise; an order without a store from `main`.
     * Pools are never removed, so the choice holds until the order is placed. `lacking` is cheap and without promise:
     * `hold` decides.
     */
    async choose(lines: readonly Line[], storeCode?: string): Promise<Chosen> {
      const skuIds = lines.map((line) => line.skuId)
      const pools = soldFrom(skuIds, storeCode, await poolsOf(candidates(skuIds, storeCode)))
      const lacking = lines.flatMap(({ skuId, qty }) => {
        const pool = pools.get(skuId)
        const left = pool === undefined ? 0 : (orderable(pool) ?? qty)
        return left < qty ? [{ skuId, isGone: left <= 0 }] : []
      })
      const pooled = lines.map((line) => ({ ...line, pool: pools.get(line.skuId)?.pool ?? MAIN }))
      return { lines: pooled, lacking }
    },

    /** Units of a pool that can still be held, as the transaction sees it; null: any number. */
    async left(
      { skuId, pool }: Readonly<{ skuId: Id<'sku'>; pool?: PoolName }>,
      { tx }: { tx: Tx },
    ): Promise<number | null> {
      const found = (await stocks.withIds([poolId(skuId, pool)], { tx })).get(poolId(skuId, pool))
      return found === undefined ? 0 : orderable(found)
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

/** The pools that an order for this store may take from. */
export function candidates(skuIds: readonly Id<'sku'>[], storeCode: string | undefined): PoolId[] {
  const main = skuIds.map((skuId) => poolId(skuId))
  return storeCode === undefined
    ? main
    : [...main, ...skuIds.map((skuId) => poolId(skuId, storePool(storeCode)))]
}

/** Of the candidates: the store's own where there is one. A SKU without any is missing from the answer. */
export function soldFrom(
  skuIds: readonly Id<'sku'>[],
  storeCode: string | undefined,
  pools: ReadonlyMap<PoolId, Pool>,
): Map<Id<'sku'>, Pool> {
  const own = (skuId: Id<'sku'>): Pool | undefined =>
    storeCode === undefined ? undefined : pools.get(poolId(skuId, storePool(storeCode)))
  return new Map(
    skuIds.flatMap((skuId) => {
      const pool = own(skuId) ?? pools.get(poolId(skuId))
      return pool === undefined ? [] : [[skuId, pool] as const]
    }),
  )
}
