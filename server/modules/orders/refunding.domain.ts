import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Fen } from '../../platform/money/index.js'
import { inStatus, OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
import type { AfterSaleRefusal } from './orders.errors.js'

export type RefundWish = Readonly<{
  /** `rest`: all that is not given back or on its way. */
  amountFen: Fen | 'rest'
  /** Units go back on the shelf; only with the whole rest. */
  isRestocked: boolean
  /** A customer may only take back what has not left the house. */
  by: 'customer' | 'operator'
}>

/** Nothing has left the house: the whole rest puts the order into `refund-pending`. */
const IN_HOUSE: readonly OrderStatus[] = ['paid', 'preparing', 'ready']
const OUT_OF_HOUSE: readonly OrderStatus[] = ['shipped', 'completed']

/**
 * The order with a refund on its way. The whole rest stops it (`refund-pending`): nothing is handed over any more. A part
 * keeps its state. `restFen`: what of its payment is not given back and not on its way. `amountFen`: of this refund.
 */
export function decideRefund(
  order: Order,
  wish: RefundWish,
  { restFen, now }: Readonly<{ restFen: Fen; now: Date }>,
): Result<Readonly<{ order: Order; amountFen: Fen }>, AfterSaleRefusal> {
  const mayRefund =
    wish.by === 'customer'
      ? order.status === 'paid'
      : [...IN_HOUSE, ...OUT_OF_HOUSE].includes(order.status)
  if (order.source !== OWN_SOURCE || !mayRefund) {
    return refuse('order-not-refundable')
  }
  const amountFen = wish.amountFen === 'rest' ? restFen : wish.amountFen
  if (amountFen < 1 || amountFen > restFen) {
    return refuse('refund-exceeds-order', `${restFen} fen are left`)
  }
  const isWhole = amountFen === restFen
  if (wish.isRestocked && !isWhole) {
    return refuse('restock-needs-whole-refund')
  }
  const next = { at: now, status: 'refund-pending', reason: wish.by } as const
  const isStopped = isWhole && IN_HOUSE.includes(order.status)
  return ok({ order: isStopped ? inStatus(order, next) : order, amountFen })
}

/** What of an order an operator may give back now. */
export function refundableFen(
  { source, status, paymentId }: Pick<Order, 'source' | 'status' | 'paymentId'>,
  payments: readonly Readonly<{ paymentId: string; amountFen: Fen; refundReservedFen?: Fen }>[],
): Fen {
  const payment = payments.find((one) => one.paymentId === paymentId)
  const mayRefund = source === OWN_SOURCE && [...IN_HOUSE, ...OUT_OF_HOUSE].includes(status)
  return payment === undefined || !mayRefund
    ? 0
    : Math.max(0, payment.amountFen - (payment.refundReservedFen ?? 0))
}

/**
 * The customer has this much more of it again. All of it: the order is refunded, also one that was given back on WeChat's own
 * page while it was still in the house.
 */
export function decideRefunded(
  order: Order,
  refund: Readonly<{ amountFen: Fen; at: Date }>,
): Order {
  const less = { ...order, refundedFen: order.refundedFen + refund.amountFen }
  if (less.refundedFen !== order.paidFen) {
    return less
  }
  const { at } = refund
  const isInHouse = IN_HOUSE.includes(order.status)
  const stopped = isInHouse ? inStatus(less, { at, status: 'refund-pending' }) : less
  return stopped.status === 'refund-pending' ? inStatus(stopped, { at, status: 'refunded' }) : less
}
