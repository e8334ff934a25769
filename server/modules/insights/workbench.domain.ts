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

export type Buyer = Readonly<{ firstPaidAt: Date; lastPaidAt: Date }>

/**
 * Repurchase rate of a period: buyers with orders on two different days, the last inside it, among the buyers inside it.
 * Null without a buyer: there is nothing to divide.
 */
export function repurchaseOf(buyers: readonly Buyer[], dayOf: (at: Date) => string) {
  const repeatBuyers = buyers.filter(
    ({ firstPaidAt, lastPaidAt }) => dayOf(firstPaidAt) !== dayOf(lastPaidAt),
  ).length
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
  return { netFen, orders, valueFen: orders === 0 ? null : Math.round(netFen / orders) }
}

/** Joins spans of several identifiers of one customer: the earlier first order, the later last one. */
export function buyersByCustomer(
  spans: readonly (Buyer & Readonly<{ customerId: string }>)[],
): Map<string, Buyer> {
  const buyers = new Map<string, Buyer>()
  for (const { customerId, firstPaidAt, lastPaidAt } of spans) {
    const known = buyers.get(customerId)
    buyers.set(customerId, {
      firstPaidAt:
        known !== undefined && known.firstPaidAt < firstPaidAt ? known.firstPaidAt : firstPaidAt,
      lastPaidAt:
        known !== undefined && known.lastPaidAt > lastPaidAt ? known.lastPaidAt : lastPaidAt,
    })
  }
  return buyers
}
