import { paidEvent, refundedEvent, type DemoEvent, type Scene } from './events.js'
import type { DemoOrder } from './demo-order.js'
import type { DemoRefund } from './refunds.js'

/** What goes wrong in any month, once each, so that the pages for it have something true to show. */

const MINUTE_MS = 60_000
const MIN_AGE_MS = 36 * 60 * MINUTE_MS

type Past = Readonly<{
  orders: readonly DemoOrder[]
  refunds: readonly DemoRefund[]
  scene: Scene
  now: Date
}>

export function troubles({ orders, refunds, scene, now }: Past): DemoEvent[] {
  const isSettled = ({ at }: { at: Date }) => now.getTime() - at.getTime() > MIN_AGE_MS
  const whole = refunds.filter(isSettled).findLast((refund) => isWhole(refund))
  const [corrected, offline] = orders.filter(isSettled).slice(-2)
  if (whole === undefined || corrected === undefined || offline === undefined) {
    return []
  }
  return [refundedTwice(whole, scene), toldAgain(corrected, scene), beforeItsOrder(offline, scene)]
}

const isWhole = ({ refundFen, order }: DemoRefund) => refundFen === order.paidFen

/** The till books a refund a second time: more than was paid, an incident for a person. */
function refundedTwice(refund: DemoRefund, scene: Scene): DemoEvent {
  const at = new Date(refund.at.getTime() + MINUTE_MS)
  return refundedEvent({ ...refund, refundNo: `${refund.refundNo}-2`, at }, scene)
}

/** A till tells a paid order again with another sum: dead, because one order has one sum. */
function toldAgain(order: DemoOrder, scene: Scene): DemoEvent {
  const event = paidEvent({ ...order, paidFen: order.paidFen + 200 }, scene)
  return { ...event, id: `${event.id}-again` }
}

/** A till without network has told its refund and not yet its order: it waits. */
function beforeItsOrder(order: DemoOrder, scene: Scene): DemoEvent {
  const orderNo = `${order.orderNo}-OFFLINE`
  const refund = { order, orderNo, refundNo: `R${orderNo}`, refundFen: 1_600, at: order.at }
  return refundedEvent(refund, scene)
}
