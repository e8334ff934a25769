import { averageFen } from '../../platform/money/index.js'

/** The three key numbers of insights.md, from spans and daily sums. Pure. */

const DAY_MS = 24 * 60 * 60 * 1000

export type Span = Readonly<{ customerId: string; from: Date; until: Date | null }>
export type DayValue = Readonly<{ day: string; value: number }>

/** A business day with the moment at which it ends. */
export type DayEnd = Readonly<{ day: string; end: Date }>

export type Pool = Readonly<{
  value: number
  /** Against the day before the period. */
  change: number
  added: number
  lost: number
  series: readonly DayValue[]
}>

/**
 * Pool size: living customers with at least one reachable relation at the end of each day. `days` are in order; the one
 * before the first is compared with. Added and lost are customers who came into reach, or fell out of it, in the period.
 */
export function poolOf(spans: readonly Span[], days: readonly DayEnd[]): Pool {
  const reached = new Map<string, Span[]>()
  for (const span of spans) {
    reached.set(span.customerId, [...(reached.get(span.customerId) ?? []), span])
  }
  const isReachableAt = (moment: Date) => (own: readonly Span[]) =>
    own.some(({ from, until }) => from < moment && (until === null || until >= moment))
  const people = [...reached.values()]
  const sizeAt = (moment: Date) => people.filter(isReachableAt(moment)).length
  const series = days.map(({ day, end }) => ({ day, value: sizeAt(end) }))
  const start = new Date((days[0]?.end.getTime() ?? 0) - DAY_MS)
  const last = days.at(-1)?.end ?? start
  const wasIn = isReachableAt(start)
  const isIn = isReachableAt(last)
  const value = series.at(-1)?.value ?? 0
  return {
    value,
    change: value - sizeAt(start),
    added: people.filter((own) => isIn(own) && !wasIn(own)).length,
    lost: people.filter((own) => wasIn(own) && !isIn(own)).length,
    series,
  }
}

/** The business days on which a customer bought, in order. */
export type BuyingDays = readonly string[]

/**
 * Repurchase rate of the days `from` to `to`, both included: buyers with orders on two different days, the last of them
 * inside, among the buyers inside. What happened after `to` does not count. Null without a buyer.
 */
export function repurchaseOf(
  customers: readonly BuyingDays[],
  { from, to }: Readonly<{ from: string; to: string }>,
) {
  const known = customers.map((days) => days.filter((day) => day <= to))
  const buyers = known.filter((days) => (days.at(-1) ?? '') >= from)
  const repeatBuyers = buyers.filter((days) => days.length >= 2).length
  return {
    buyers: buyers.length,
    repeatBuyers,
    rate: buyers.length === 0 ? null : repeatBuyers / buyers.length,
  }
}

export type DayRevenue = Readonly<{ day: string; orders: number; netFen: number }>

/** Average order value: net revenue ÷ paid orders with a positive net, in fen, rounded half up for the screen. */
export function averageOrderOf(days: readonly DayRevenue[]) {
  const netFen = days.reduce((sum, day) => sum + day.netFen, 0)
  const orders = days.reduce((sum, day) => sum + day.orders, 0)
  return { netFen, orders, valueFen: averageFen(netFen, orders) }
}

/** Joins the days of several identifiers of one customer. */
export function daysByCustomer(
  bought: readonly Readonly<{ customerId: string; days: BuyingDays }>[],
): BuyingDays[] {
  const customers = new Map<string, Set<string>>()
  for (const { customerId, days } of bought) {
    const known = customers.get(customerId) ?? new Set()
    days.forEach((day) => known.add(day))
    customers.set(customerId, known)
  }
  return [...customers.values()].map((days) => [...days].sort())
}
