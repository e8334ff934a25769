import type { Clock } from '../../platform/clock/index.js'
import { businessDay, startOfBusinessDay } from '../../platform/days/index.js'
import { averageFen } from '../../platform/money/index.js'
import type { IdentifierKey } from '../customers/index.js'
import { needsPerson, type Waiting } from './needs-person.domain.js'
import {
  averageOrderOf,
  daysByCustomer,
  poolOf,
  repurchaseOf,
  type DayEnd,
  type DayRevenue,
  type DayValue,
  type Span,
} from './workbench.domain.js'
import type { Workbench } from './insights.contract.js'

const DAY_MS = 24 * 60 * 60 * 1000
const HEALTHY_WAIT_MS = 60_000
const RECENT = 6

type Period = Readonly<{ from: Date; to: Date }>
type Bought = Readonly<{ identifierKey: IdentifierKey; days: readonly string[] }>

/** What the workbench reads, through the doors of the modules below. */
export type WorkbenchSources = Readonly<{
  orders: {
    byDay(period: Period): Promise<(DayRevenue & { ordersPaid: number; paidFen: number })[]>
    buyingDays(period: { to: Date }): Promise<Bought[]>
    recent(limit: number): Promise<Workbench['recentOrders']>
  }
  customers: {
    newSince(since: Date): Promise<number>
    /** Since when each customer of the mini-program is in reach. */
    openidSpans(): Promise<Span[]>
    ownersOf(keys: readonly IdentifierKey[]): Promise<ReadonlyMap<IdentifierKey, string>>
    openReviews(): Promise<number>
    recent(limit: number): Promise<Workbench['recentCustomers']>
  }
  /** Contact relations with their begin and end. */
  relationSpans(): Promise<{ identifierKey: IdentifierKey; from: Date; until: Date | null }[]>
  events(): Promise<{
    pending: number
    dead: number
    waiting: number
    oldestPendingAt: string | null
    lastReceivedAt: string | null
  }>
  deadDeliveries(): Promise<number>
  incidents(): Promise<Waiting['incidents']>
  /** Those that stopped and wait for a person. */
  refunds(): Promise<Waiting['refunds']>
}>

type Deps = Readonly<{ sources: WorkbenchSources; clock: Clock }>

export type WorkbenchService = ReturnType<typeof workbenchService>

/** The first screen: the three key numbers, today, and what needs a person. */
export function workbenchService({ sources, clock }: Deps) {
  async function pool(days: readonly DayEnd[]) {
    const [openids, relations] = await Promise.all([
      sources.customers.openidSpans(),
      sources.relationSpans(),
    ])
    const owners = await sources.customers.ownersOf(
      relations.map((relation) => relation.identifierKey),
    )
    const contacts = relations.flatMap(({ identifierKey, from, until }): Span[] => {
      const customerId = owners.get(identifierKey)
      return customerId === undefined ? [] : [{ customerId, from, until }]
    })
    return poolOf([...openids, ...contacts], days)
  }

  async function repurchase(days: readonly DayEnd[], to: Date) {
    const bought = await sources.orders.buyingDays({ to })
    const owners = await sources.customers.ownersOf(
      bought.map(({ identifierKey }) => identifierKey),
    )
    const customers = daysByCustomer(
      bought.map(({ identifierKey, days: own }) => ({
        customerId: owners.get(identifierKey) ?? identifierKey,
        days: own,
      })),
    )
    /** The rate of as many days that end with this one. */
    const endingWith = ({ day, end }: DayEnd) => {
      const from = businessDay(new Date(end.getTime() - days.length * DAY_MS))
      return repurchaseOf(customers, { from, to: day })
    }
    const [first, last] = [days[0], days.at(-1)]
    if (first === undefined || last === undefined) {
      return { value: null, change: null, series: [], buyers: 0, repeatBuyers: 0 }
    }
    const { rate, buyers, repeatBuyers } = endingWith(last)
    const dayBefore = new Date(first.end.getTime() - DAY_MS)
    const before = endingWith({
      day: businessDay(new Date(dayBefore.getTime() - 1)),
      end: dayBefore,
    })
    const series = days.flatMap((day): DayValue[] => {
      const value = endingWith(day).rate
      return value === null ? [] : [{ day: day.day, value }]
    })
    const change = rate === null || before.rate === null ? null : rate - before.rate
    return { value: rate, change, series, buyers, repeatBuyers }
  }

  async function averageOrder(days: readonly DayEnd[], { from, to }: Period, buyers: number) {
    const before = { from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from }
    const [now, earlier] = await Promise.all([
      sources.orders.byDay({ from, to }),
      sources.orders.byDay(before),
    ])
    const current = averageOrderOf(now)
    const previous = averageOrderOf(earlier)
    const byDay = new Map(now.map((day) => [day.day, averageOrderOf([day]).valueFen]))
    return {
      ...current,
      changeFen:
        current.valueFen === null || previous.valueFen === null
          ? null
          : current.valueFen - previous.valueFen,
      perBuyerFen: averageFen(current.netFen, buyers),
      series: days.flatMap(({ day }) => {
        const value = byDay.get(day)
        return value === undefined || value === null ? [] : [{ day, value }]
      }),
    }
  }

  return {
    /** `days`: 7 or 30 business days up to now. */
    async read(days: number): Promise<Workbench> {
      const now = clock.now()
      const today = startOfBusinessDay(now)
      const period = { from: new Date(today.getTime() - (days - 1) * DAY_MS), to: now }
      const ends = dayEnds(period.from, days)
      const [poolSize, repurchaseRate, todays, events, newToday, ...waiting] = await Promise.all([
        pool(ends),
        repurchase(ends, now),
        sources.orders.byDay({ from: today, to: now }),
        sources.events(),
        sources.customers.newSince(today),
        sources.incidents(),
        sources.deadDeliveries(),
        sources.customers.openReviews(),
        sources.refunds(),
      ])
      const [incidents, deadDeliveries, openReviews, refunds] = waiting
      const [recentCustomers, recentOrders] = await Promise.all([
        sources.customers.recent(RECENT),
        sources.orders.recent(RECENT),
      ])
      const { oldestPendingAt, ...counts } = events
      const isLate =
        oldestPendingAt !== null &&
        Date.now() - new Date(oldestPendingAt).getTime() > HEALTHY_WAIT_MS
      return {
        asOf: now.toISOString(),
        poolSize: { ...poolSize, series: [...poolSize.series] },
        repurchaseRate,
        averageOrder: await averageOrder(ends, period, repurchaseRate.buyers),
        newToday: { count: newToday },
        ordersToday: {
          count: todays.reduce((sum, day) => sum + day.ordersPaid, 0),
          paidFen: todays.reduce((sum, day) => sum + day.paidFen, 0),
        },
        events: { ...counts, healthy: !isLate && counts.dead === 0 },
        needsPerson: needsPerson({
          refunds,
          incidents,
          deadEvents: counts.dead,
          deadDeliveries,
          openReviews,
        }),
        recentCustomers,
        recentOrders,
      }
    },
  }
}

function dayEnds(from: Date, days: number): DayEnd[] {
  return Array.from({ length: days }, (_, index) => ({
    day: businessDay(new Date(from.getTime() + index * DAY_MS)),
    end: new Date(from.getTime() + (index + 1) * DAY_MS),
  }))
}
