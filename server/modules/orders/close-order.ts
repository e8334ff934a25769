import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Answer, Payment, Payments } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import { notedOf } from './noted.js'
import type { OrderGuards } from './order-guards.repository.js'
import { decideClose, type ClosedReason, type Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import { OrderClosed } from './orders.events.js'
import type { CouponDesk } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import type { StockTurns } from './stock-turns.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: OrderGuards
  payments: Payments
  stock: Stock
  turns: Pick<StockTurns, 'of'>
  coupons: Pick<CouponDesk, 'giveBack'>
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
}>
type Ended = Readonly<{ payment: Payment; answer: Answer }>

const MAX_ATTEMPTS = 3

/**
 * Closes an unpaid order: asks WeChat, closes there, and only then payment, order, stock and guard together, each exactly
 * once. A paid answer wins and takes the way of every payment. Refuses `order-is-paid`, `order-close-later`.
 */
export function closeOrder(deps: Deps) {
  const { orders, guards, payments, stock, turns, coupons, outbox, inTransaction, clock } = deps

  async function endPayment(order: Order): Promise<Ended | null> {
    const payment = order.paymentId === undefined ? null : await payments.find(order.paymentId)
    return payment === null ? null : { payment, answer: await payments.end(payment) }
  }

  async function write(before: Order, closed: Order, { payment, answer }: Ended, tx: Tx) {
    const isKnown = answer !== 'asked-too-early'
    const ended = await payments.close(payment, { isKnown, tx })
    if (ended !== 'saved') {
      return ended
    }
    const { orderId, identifierKey: holder, closedReason: reason = 'expired' } = closed
    const at = closed.closedAt ?? clock.now()
    if (holder !== undefined) {
      const noted = { what: 'closed', amountFen: before.totalFen, at, holder, reason } as const
      const closing = OrderClosed({ orderId, identifierKey: holder, reason, at })
      await outbox.append([closing, notedOf(closed, noted)], { tx })
    }
    const saved = await orders.save(closed, { tx })
    if (saved === 'saved') {
      if (holder !== undefined) {
        await guards.removeOpen({ holder, orderId }, { tx })
      }
      if (closed.coupon !== undefined) {
        await coupons.giveBack({ couponId: closed.coupon.couponId, orderId, at }, { tx })
      }
      await stock.release(orderId, { at, tx })
    }
    return saved
  }

  async function attempt(order: Order, reason: ClosedReason): Promise<Result<Order, OrderRefusal>> {
    const ended = await endPayment(order)
    if (ended === null || ended.answer === 'open') {
      return refuse('order-close-later')
    }
    if (ended.answer === 'paid') {
      return refuse('order-is-paid')
    }
    const decision = decideClose(order, { reason, now: clock.now() })
    if (!decision.ok || decision.value === null) {
      return decision.ok ? ok(order) : decision
    }
    const closed = decision.value
    const outcome = await turns.of(order, () =>
      inTransaction<Awaited<ReturnType<typeof write>>>({ commitIf: 'saved' }, (tx) =>
        write(order, closed, ended, tx),
      ),
    )
    if (outcome === 'payment-done') {
      return refuse('order-is-paid')
    }
    return outcome === 'saved' ? ok(closed) : refuse('order-busy')
  }

  return async (orderId: Id<'ord'>, reason: ClosedReason): Promise<Result<Order, OrderRefusal>> => {
    for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts += 1) {
      const order = await orders.find(orderId)
      if (order === null) {
        return refuse('order-not-found')
      }
      if (order.status !== 'pending-payment') {
        return order.status === 'closed' ? ok(order) : refuse('order-is-paid')
      }
      const result = await attempt(order, reason)
      if (result.ok || result.code !== 'order-busy') {
        return result
      }
    }
    return refuse('order-busy')
  }
}
