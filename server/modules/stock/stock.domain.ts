import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'

/**
 * A stock pool. At any instant `total = available + held + sold` and `available ≥ 0`. An unlimited pool (made to order)
 * has no total and only counts.
 */
export type Pool = Readonly<{
  skuId: Id<'sku'>
  isUnlimited: boolean
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

/** Units that can still be ordered; null: any number. */
export function available({ isUnlimited, total, held, sold }: Pool): number | null {
  return isUnlimited ? null : total - held - sold
}

/** May this move be made? The repository asks the same in the filter of its one conditional update. */
export function allows(pool: Pool, move: Move, qty: number): boolean {
  const left = available(pool)
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
