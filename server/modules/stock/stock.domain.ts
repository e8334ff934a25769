import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'

/** `main` is the shop's own; a store or a round of a campaign has a pool of its own once somebody gives it one. */
export type PoolName = 'main' | `${'store' | 'round'}:${string}`
export const MAIN: PoolName = 'main'
export const storePool = (storeCode: string): PoolName => `store:${storeCode}`

/**
 * A stock pool. At any instant `total = available + held + sold` and `available ≥ 0`. An unlimited pool (made to order)
 * has no total and only counts. `isSoldOut`: somebody has switched it off; its units stay where they are.
 */
export type Pool = Readonly<{
  skuId: Id<'sku'>
  pool: PoolName
  isUnlimited: boolean
  isSoldOut: boolean
  total: number
  held: number
  sold: number
}>

/** hold: for an order until it is paid or closed · release: back to the shelf · sell: the held units are paid · return: sold units come back. */
export type Move = 'hold' | 'release' | 'sell' | 'return'
export type Increments = Readonly<{ held: number; sold: number }>

const PER_UNIT: Readonly<Record<Move, Increments>> = {
  hold: { held: 1, sold: 0 },
  release: { held: -1, sold: 0 },
  sell: { held: -1, sold: 1 },
  return: { held: 0, sold: -1 },
}

/** What a move of `qty` (at least 1) units adds to a pool. */
export function increments(move: Move, qty: number): Increments {
  const { held, sold } = PER_UNIT[move]
  return { held: held * qty, sold: sold * qty }
}

/** Units that nobody holds or has bought; null: any number. */
export function available({ isUnlimited, total, held, sold }: Pool): number | null {
  return isUnlimited ? null : total - held - sold
}

/** Units that can be ordered now; null: any number. Nothing, while the pool is switched to sold out. */
export function orderable(pool: Pool): number | null {
  return pool.isSoldOut ? 0 : available(pool)
}

/** May this move be made? The repository asks the same in the filter of its one conditional update. */
export function allows(pool: Pool, move: Move, qty: number): boolean {
  const left = orderable(pool)
  switch (move) {
    case 'hold':
      return left === null || left >= qty
    case 'return':
      return pool.sold >= qty
    case 'release':
    case 'sell':
      return pool.held >= qty
  }
}

/** The pool after a move that it allows. */
export function moved(pool: Pool, move: Move, qty: number): Pool {
  const { held, sold } = increments(move, qty)
  return { ...pool, held: pool.held + held, sold: pool.sold + sold }
}

/** The pool with another total; null makes it unlimited. What is held and sold stays counted. */
export function decideTotal(
  pool: Pool,
  total: number | null,
): Result<Pool, 'stock-below-committed'> {
  if (total === null) {
    return ok({ ...pool, isUnlimited: true, total: 0 })
  }
  return total < pool.held + pool.sold
    ? refuse('stock-below-committed', `held and sold: ${pool.held + pool.sold}`)
    : ok({ ...pool, isUnlimited: false, total })
}

export type Transfer = Readonly<{ from: Pool; to: Pool; qty: number }>
type TransferRefusal = 'pool-same' | 'pool-is-unlimited' | 'not-enough-to-move'

/** Both pools after `qty` (at least 1) free units went over. Their totals together stay what they were. */
export function decideTransfer({
  from,
  to,
  qty,
}: Transfer): Result<Readonly<{ from: Pool; to: Pool }>, TransferRefusal> {
  if (from.pool === to.pool) {
    return refuse('pool-same')
  }
  const left = available(from)
  if (left === null || to.isUnlimited) {
    return refuse('pool-is-unlimited', left === null ? from.pool : to.pool)
  }
  return left < qty
    ? refuse('not-enough-to-move', `free: ${left}`)
    : ok({ from: { ...from, total: from.total - qty }, to: { ...to, total: to.total + qty } })
}

/**
 * The pool of a store, switched. A store without a pool of its own gets one where the SKU is made to order; elsewhere the
 * switch would shut the pool of all stores: refused.
 */
export function decideSwitch(
  { own, main, store }: Readonly<{ own: Pool | undefined; main: Pool; store: PoolName }>,
  isSoldOut: boolean,
): Result<Pool, 'store-has-no-pool'> {
  if (own !== undefined) {
    return ok({ ...own, isSoldOut })
  }
  return main.isUnlimited
    ? ok({ ...emptyPool(main.skuId, store, null), isSoldOut })
    : refuse('store-has-no-pool')
}

/** A pool that nothing was taken from yet; null: unlimited. */
export function emptyPool(skuId: Id<'sku'>, pool: PoolName, total: number | null): Pool {
  const counts = { total: total ?? 0, held: 0, sold: 0 }
  return { skuId, pool, isUnlimited: total === null, isSoldOut: false, ...counts }
}
