import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Refunds } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import type { TakePayment } from './mark-paid.js'
import { notedOf } from './noted.js'
import { mayRevive, type Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import type { CouponDesk } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{
  orders: OrderRows
  stock: Stock
  coupons: Pick<CouponDesk, 'lockable' | 'lock'>
  refunds: Pick<Refunds, 'request'>
  takePayment: TakePayment
  outbox: Outbox
  clock: Clock
}>
type Payment = Readonly<{
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  amountFen: number
  paidAt: Date
}>

const REASONS = {
  late: '订单已关闭，原路退回',
  double: '订单已由另一笔付款支付，原路退回',
} as const

/**
 * Money for an order that did not wait for it any more: the order lives again with its price and stock, or the money goes
 * back, exactly one of the two, in the caller's transaction (orders-and-money.md 3, failure story 9). Safe to repeat.
 */
export function settleLate(deps: Deps) {
  const { orders, stock, coupons, refunds, takePayment, outbox, clock } = deps

  /** Whether its coupon is still the customer's to use: it came back when the order was closed. */
  async function allowsCoupon({ coupon }: Order, tx: Tx): Promise<boolean> {
    const wanted = coupon === undefined ? [] : [{ couponId: coupon.couponId, at: clock.now() }]
    return wanted.length === 0 || (await coupons.lockable(wanted, { tx })).size > 0
  }

  async function revive(order: Order, payment: Payment, tx: Tx): Promise<void> {
    const { coupon, orderId } = order
    if (coupon !== undefined) {
      await coupons.lock([{ couponId: coupon.couponId, orderId, at: clock.now() }], { tx })
    }
    await takePayment(order, payment, tx)
  }

  async function giveBack(order: Order | null, payment: Payment, tx: Tx): Promise<void> {
    const { paymentId, orderId, amountFen } = payment
    const why = order === null || order.status === 'closed' ? 'late' : 'double'
    const result = await refunds.request(
      {
        orderId,
        paymentId,
        reasonKey: `${why}:${paymentId}`,
        reason: REASONS[why],
        amountFen: 'rest',
        sourceOf: () => ({ kind: 'unapplied' }),
      },
      { tx },
    )
    if (!result.ok) {
      throw new AppError(result.code, { retriable: true })
    }
    if (order?.identifierKey !== undefined) {
      const { identifierKey: holder } = order
      const told = { what: 'given-back', amountFen, at: clock.now(), holder, reason: why } as const
      await outbox.append([notedOf(order, told, paymentId)], { tx })
    }
  }

  return async (payment: Payment, tx: Tx): Promise<Result<null, OrderRefusal>> => {
    const order = await orders.find(payment.orderId, { tx })
    if (order?.paymentId === payment.paymentId && order.paidAt !== undefined) {
      return ok(null) // its own payment, told again
    }
    const isAlive =
      order !== null &&
      mayRevive(order) &&
      (await allowsCoupon(order, tx)) &&
      (await stock.holdAgain(order.orderId, { at: clock.now(), tx })) === 'held'
    await (isAlive ? revive(order, payment, tx) : giveBack(order, payment, tx))
    return ok(null)
  }
}
