import type { CustomerFigures } from '../modules/customers/index.js'
import type { WorkbenchSources } from '../modules/insights/index.js'
import type { OrderFigures } from '../modules/orders/index.js'
import type { Incidents, Refunds } from '../modules/payments/index.js'
import type { OutboxStore } from '../platform/outbox/index.js'

type Parts = Readonly<{
  orders: Pick<OrderFigures, 'byDay' | 'buyingDays'>
  recentOrders: WorkbenchSources['orders']['recent']
  customers: CustomerFigures
  recentCustomers: WorkbenchSources['customers']['recent']
  relationSpans: WorkbenchSources['relationSpans']
  inbox: {
    inbox: { stats(): Promise<{ pending: number; dead: number; waiting: number }> }
    oldestPendingAt(): Promise<Date | null>
    lastReceivedAt(): Promise<Date | null>
  }
  outbox: OutboxStore
  incidents: Incidents
  refunds: Pick<Refunds, 'totals'>
}>

/** What the workbench reads of the modules below it. */
export function workbenchSources(parts: Parts): WorkbenchSources {
  const { orders, customers, inbox, outbox, incidents, refunds } = parts
  return {
    orders: { byDay: orders.byDay, buyingDays: orders.buyingDays, recent: parts.recentOrders },
    customers: {
      newSince: customers.newSince,
      openidSpans: customers.openidSpans,
      ownersOf: customers.ownersOf,
      openReviews: customers.openReviews,
      recent: parts.recentCustomers,
    },
    relationSpans: parts.relationSpans,
    async events() {
      const [{ pending, dead, waiting }, oldest, last] = await Promise.all([
        inbox.inbox.stats(),
        inbox.oldestPendingAt(),
        inbox.lastReceivedAt(),
      ])
      return {
        pending,
        dead,
        waiting,
        oldestPendingAt: oldest?.toISOString() ?? null,
        lastReceivedAt: last?.toISOString() ?? null,
      }
    },
    deadDeliveries: async () => (await outbox.figures()).dead,
    incidents: incidents.openTotals,
    refunds: async () => (await refunds.totals()).needsPerson,
  }
}
