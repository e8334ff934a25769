import { invariant } from '../errors/index.js'
import { isFen, sumFen, type Fen } from './fen.js'

/**
 * Shares of an amount by weight: whole fen that add up to it, by largest remainder; of equal remainders the first gets the
 * fen. No share exceeds its weight while the amount does not exceed their sum. All weights 0: every share is 0, and so must
 * the amount be.
 */
export function splitFen(amountFen: Fen, weights: readonly Fen[]): Fen[] {
  const total = sumFen(weights)
  invariant(isFen(amountFen) && amountFen >= 0, 'what is split is a fen ≥ 0')
  invariant(total > 0 || amountFen === 0, 'nothing takes a share of what is to be split')
  if (amountFen === 0) {
    return weights.map(() => 0)
  }
  // products of two amounts do not fit a number
  const parts = weights.map((weight, index) => {
    const product = BigInt(amountFen) * BigInt(weight)
    return {
      index,
      share: Number(product / BigInt(total)),
      remainder: product % BigInt(total),
    }
  })
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  const left = amountFen - sumFen(parts.map(({ share }) => share))
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map(({ index, share }) => share + (lucky.has(index) ? 1 : 0))
}

/** So many per cent of an amount, rounded down to a whole fen. `percent`: 0 to 100. */
export function percentOfFen(amountFen: Fen, percent: number): Fen {
  return Number((BigInt(amountFen) * BigInt(percent)) / 100n)
}

/**
 * What the units `from` (exclusive) to `to` of `of` equal units are worth together, so that all of them, taken one by one or
 * many at once, are worth the amount.
 */
export function unitsFen(
  amountFen: Fen,
  { of, from, to }: Readonly<{ of: number; from: number; to: number }>,
): Fen {
  invariant(from >= 0 && from <= to && to <= of && of > 0, 'units are among those that there are')
  const upTo = (units: number) => Number((BigInt(amountFen) * BigInt(units)) / BigInt(of))
  return upTo(to) - upTo(from)
}
