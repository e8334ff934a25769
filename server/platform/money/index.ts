import { invariant } from '../errors/index.js'

/** Money is an integer number of fen. Only this file divides it. */
export type Fen = number

export function isFen(value: unknown): value is Fen {
  return Number.isSafeInteger(value)
}

export function sumFen(amounts: readonly Fen[]): Fen {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  invariant(isFen(total), 'a sum of fen is a safe integer')
  return total
}

/**
 * Spreads `totalFen` over the weights by largest remainder; ties go to the first.
 * The parts add up to `totalFen` exactly. Weights are integers ≥ 0, not all zero unless the total is zero.
 */
export function spreadFen(totalFen: Fen, weights: readonly number[]): Fen[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) {
    invariant(totalFen === 0, 'a sum can only be spread over positive weights')
    return weights.map(() => 0)
  }
  // BigInt: fen × weight may pass the safe integers
  const exact = weights.map((weight) => BigInt(totalFen) * BigInt(weight))
  const parts = exact.map((value) => Number(value / BigInt(sum)))
  const left = totalFen - sumFen(parts)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value % BigInt(sum) }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
  return parts.map((part, index) =>
    byRemainder.slice(0, left).some((entry) => entry.index === index) ? part + 1 : part,
  )
}

/** "¥1,234.50", for timeline summaries and logs; screens format for themselves. */
export function yuanText(amountFen: Fen): string {
  const sign = amountFen < 0 ? '-' : ''
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}¥${whole}.${digits.slice(-2)}`
}

/** The average amount, rounded half up to a whole fen; null without anything to divide by. */
export function averageFen(totalFen: Fen, count: number): Fen | null {
  return count === 0 ? null : Math.round(totalFen / count)
}
