import { OPEN_BATCH, sendAll } from './send-events.js'
import type { SystemClients } from '../../clients/system-clients.js'
import type { DemoPerson } from '../people/people.js'
import type { PeopleById } from '../people/load-people.js'
import { paidEvent, refundedEvent, type DemoEvent } from './events.js'
import type { DemoOrder } from './demo-order.js'
import type { DemoRefund } from './refunds.js'
import { troubles } from './troubles.js'

const DRAIN_MS = 180_000

type Sales = Readonly<{
  orders: readonly DemoOrder[]
  refunds: readonly DemoRefund[]
  byKey: PeopleById
  now: Date
}>

/** Past orders and refunds, told by the tills through the open API in the order in which they happened. */
export async function loadSales(system: SystemClients, sales: Sales): Promise<string> {
  const { orders, refunds, byKey, now } = sales
  const { appId } = await system.phone().config()
  const scene = { appid: appId, idsOf: (person: DemoPerson) => idsIn(byKey, person) }
  const past = [
    ...orders.map((order) => paidEvent(order, scene)),
    ...refunds.map((refund) => refundedEvent(refund, scene)),
  ].sort(byTime)
  await sendAll(system.open, past)
  await system.open.drain({ withinMs: DRAIN_MS })
  // what does not fit needs its orders to be known
  await sendAll(system.open, troubles({ orders, refunds, scene, now }))
  await system.open.drain({ withinMs: DRAIN_MS })
  return `${orders.length} orders and ${refunds.length} refunds in batches of ${OPEN_BATCH}`
}

const byTime = (a: DemoEvent, b: DemoEvent) => (a.occurredAt < b.occurredAt ? -1 : 1)

function idsIn(byKey: PeopleById, { key }: DemoPerson) {
  const seeded = byKey.get(key)
  if (seeded === undefined) {
    throw new Error(`the sandbox does not know ${key}`)
  }
  return seeded
}
