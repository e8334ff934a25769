import type { Random } from '../random.js'
import type { DemoOrder } from './demo-order.js'

export type DemoRefund = Readonly<{
  refundNo: string
  orderNo: string
  refundFen: number
  at: Date
  order: DemoOrder
}>

/** About 3 % of the orders, most of them within the hour: spilled, wrong sugar, one roll missing. */
const SHARE = 0.03
const SHARE_WHOLE = 0.45
const MINUTE_MS = 60_000
const SOON_MINUTES = 55
const LATE_MINUTES = 2 * 24 * 60
const SHARE_SOON = 0.8

export function refunds(orders: readonly DemoOrder[], scene: Scene): DemoRefund[] {
  return orders.flatMap((order) => {
    const random = scene.random.fork(order.orderNo)
    if (!random.chance(SHARE)) {
      return []
    }
    const minutes = random.int(4, random.chance(SHARE_SOON) ? SOON_MINUTES : LATE_MINUTES)
    const at = new Date(order.at.getTime() + minutes * MINUTE_MS)
    const refundFen = random.chance(SHARE_WHOLE) ? order.paidFen : partOf(order, random)
    return at < scene.now
      ? [{ refundNo: `R${order.orderNo}`, orderNo: order.orderNo, refundFen, at, order }]
      : []
  })
}

type Scene = Readonly<{ random: Random; now: Date }>

/** One unit of one line, at most what was paid. */
function partOf({ items, paidFen }: DemoOrder, random: Random): number {
  const { amountFen, qty } = random.pick(items)
  return Math.min(paidFen, Math.floor(amountFen / qty))
}
