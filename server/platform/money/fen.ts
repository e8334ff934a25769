import { invariant } from '../errors/index.js'

/** Money is an integer number of fen. Only this folder divides it. */
export type Fen = number

export function isFen(value: unknown): value is Fen {
  return Number.isSafeInteger(value)
}

export function sumFen(amounts: readonly Fen[]): Fen {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  invariant(isFen(total), 'a sum of fen is a safe integer')
  return total
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
