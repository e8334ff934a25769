import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Fen } from '../../platform/money/index.js'

/** Which crossed-out price may stand beside a price (orders-and-money.md 1). */

/** Changes of a price that are read, newest first. */
export const HISTORY_READ = 100
const WINDOW_MS = 7 * 24 * 60 * 60_000

/** Another price from `at` on. */
export type PricePoint = Readonly<{ at: Date; toFen: Fen }>

export type Compared = Readonly<{
  /** From now on, or since long. */
  priceFen: Fen
  comparedFen: Fen
  /** What `comparedFen` is, in the shop's words: 门市价, 建议零售价. Missing: the lowest price of the last 7 days. */
  comparedBase?: string
  /** Of the SKU, any order; `isWhole`: nothing older was left out that was in force in the window. */
  history: Readonly<{ points: readonly PricePoint[]; isWhole: boolean }>
  now: Date
}>

export type ComparedRefusal =
  'compared-price-not-higher' | 'compared-price-not-lowest' | 'compared-price-raised-first'

/**
 * A crossed-out price is higher than the price, and either names its base or is the lowest deal price of the 7 days before
 * the present price began. `compared-price-raised-first`: it is a price that was put up within these 7 days and cut again.
 */
export function decideCompared(asked: Compared): Result<null, ComparedRefusal> {
  const { priceFen, comparedFen, comparedBase } = asked
  if (comparedFen <= priceFen) {
    return refuse('compared-price-not-higher')
  }
  if (comparedBase !== undefined) {
    return ok(null)
  }
  const lowest = lowestBefore(asked)
  if (lowest === comparedFen) {
    return ok(null)
  }
  if (lowest === null) {
    return refuse('compared-price-not-lowest', 'no deal price in the 7 days before')
  }
  const detail = `the lowest deal price of the 7 days before is ${lowest} fen`
  return comparedFen > lowest && wasRaised(asked)
    ? refuse('compared-price-raised-first', detail)
    : refuse('compared-price-not-lowest', detail)
}

/** The lowest price in force at any moment of the 7 days before the present price began; null: none is known. */
function lowestBefore({ priceFen, history, now }: Compared): Fen | null {
  const window = inWindow({ priceFen, history, now })
  return window.length === 0 || !history.isWhole
    ? null
    : Math.min(...window.map(({ toFen }) => toFen))
}

function wasRaised(asked: Compared): boolean {
  return inWindow(asked).some(({ toFen }, index, all) => toFen > (all[index - 1]?.toFen ?? toFen))
}

/** The prices that were in force, oldest first; the first one may have begun before the window. */
function inWindow({
  priceFen,
  history,
  now,
}: Pick<Compared, 'priceFen' | 'history' | 'now'>): PricePoint[] {
  const points = [...history.points].sort((a, b) => a.at.getTime() - b.at.getTime())
  const last = points.at(-1)
  const isSince = last !== undefined && last.toFen === priceFen
  const until = isSince ? last.at : now
  const before = isSince ? points.slice(0, -1) : points
  const from = until.getTime() - WINDOW_MS
  return before.filter((_, index) => {
    const end = before[index + 1]?.at ?? until
    return end.getTime() > from
  })
}

/** Do these last changes of a price reach back over the whole window? */
export function isWholeHistory(newestFirst: readonly PricePoint[]): boolean {
  const [newest] = newestFirst
  const oldest = newestFirst.at(-1)
  const isShort = newestFirst.length < HISTORY_READ
  return (
    isShort ||
    newest === undefined ||
    oldest === undefined ||
    newest.at.getTime() - oldest.at.getTime() >= WINDOW_MS
  )
}
