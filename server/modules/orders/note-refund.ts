import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { notedOf } from './noted.js'
import type { OrderRefusal } from './orders.errors.js'
import { OrderRefunded } from './orders.events.js'
import { isGivenBack } from './orders.domain.js'
import type { CouponDesk } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import { decideRefunded } from './refunding.domain.js'

type Deps = Readonly<{
  orders: OrderRows
  coupons: Pick<CouponDesk, 'giveBack'>
  outbox: Outbox
}>
type Refund = Readonly<{
  refundId: Id<'rfd'>
  orderId: Id<'ord'>
  paymentId: Id<'pay'>
  amountFen: number
  at: Date
  unnamedVoucherFen?: number
}>

/**
 * The customer has money of an order again: the order counts it, its timeline tells it, everybody above hears of it. Money
 * of a payment that never became the order's (late or second) changes nothing about the order. Once per outbox row.
 */
export function noteRefund({ orders, coupons, outbox }: Deps) {
  return async (refund: Refund, tx: Tx): Promise<Result<null, OrderRefusal>> => {
    const { refundId, orderId, paymentId, amountFen, at, unnamedVoucherFen } = refund
    const order = await orders.find(orderId, { tx })
    if (order === null || order.paymentId !== paymentId || order.paidAt === undefined) {
      return ok(null)
    }
    const { source, identifierKey: holder } = order
    const told = { refundNo: refundId, eventId: refundId, eventKey: refundId }
    const noted =
      holder === undefined
        ? []
        : [notedOf(order, { what: 'refunded', amountFen, at, holder, refund: told })]
    const event = OrderRefunded({
      ...{ orderId, source, identifierKey: holder, refundId, at },
      refundFen: amountFen,
      ...(unnamedVoucherFen === undefined ? {} : { unnamedVoucherFen }),
    })
    await outbox.append([event, ...noted], { tx })
    const less = decideRefunded(order, refund)
    if (isGivenBack(less) && less.coupon !== undefined) {
      await coupons.giveBack({ couponId: less.coupon.couponId, orderId, at }, { tx })
    }
    const saved = await orders.save(less, { tx })
    return saved === 'saved' ? ok(null) : refuse('order-busy')
  }
}
