import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import { inStatus, OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
import type { AfterSaleRefusal } from './orders.errors.js'

export type RefundWish = Readonly<{
  /** `rest`: all that is not given back or on its way. */
  amountFen: Fen | 'rest'
  /** Only these codes of its vouchers, with what they are owed: `amountFen` says nothing then. */
  codes?: readonly Id<'vch'>[]
  /** Units go back on the shelf; only with the whole rest. `if-whole`: when it is that. */
  isRestocked: boolean | 'if-whole'
  /** A customer may only take back what has not left the house, and codes that are not used. `expiry`: promised at the sale. */
  by: 'customer' | 'operator' | 'expiry'
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
): Result<Readonly<{ order: Order; amountFen: Fen; isRestocked: boolean }>, AfterSaleRefusal> {
  const mayRefund =
    wish.by === 'customer' && wish.codes === undefined
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
  if (wish.isRestocked === true && !isWhole) {
    return refuse('restock-needs-whole-refund')
  }
  const next = { at: now, status: 'refund-pending', reason: wish.by } as const
  const isStopped = isWhole && IN_HOUSE.includes(order.status)
  const isRestocked = wish.isRestocked !== false && isWhole
  return ok({ order: isStopped ? inStatus(order, next) : order, amountFen, isRestocked })
}

/**
 * What a refund of an order with vouchers takes: of its goods' money, and of what its codes are owed. A number is money of
 * the goods, unless it is everything that is left. `goodsRestFen`: not given back and not on its way.
 */
export function decideParts(
  { amountFen, codes }: Pick<RefundWish, 'amountFen' | 'codes'>,
  { goodsRestFen, owedFen }: Readonly<{ goodsRestFen: Fen; owedFen: Fen }>,
): Result<
  Readonly<{ goodsFen: Fen; codes: 'all' | 'none' | readonly Id<'vch'>[] }>,
  AfterSaleRefusal
> {
  if (codes !== undefined) {
    return ok({ goodsFen: 0, codes })
  }
  if (amountFen === 'rest' || (owedFen > 0 && amountFen === goodsRestFen + owedFen)) {
    return ok({ goodsFen: goodsRestFen, codes: 'all' })
  }
  return amountFen <= goodsRestFen
    ? ok({ goodsFen: amountFen, codes: 'none' })
    : refuse('refund-exceeds-order', `${goodsRestFen} fen of goods are left; vouchers come by code`)
}

/** What of an order an operator may give back now. `vouchers`: of an order with vouchers, by kind of its money. */
export function refundableFen(
  { source, status, paymentId }: Pick<Order, 'source' | 'status' | 'paymentId'>,
  payments: readonly Readonly<{ paymentId: string; amountFen: Fen; refundReservedFen?: Fen }>[],
  vouchers?: Readonly<{ goodsRestFen: Fen; owedFen: Fen }>,
): Fen {
  const payment = payments.find((one) => one.paymentId === paymentId)
  const mayRefund = source === OWN_SOURCE && [...IN_HOUSE, ...OUT_OF_HOUSE].includes(status)
  return payment === undefined || !mayRefund
    ? 0
    : vouchers === undefined
      ? Math.max(0, payment.amountFen - (payment.refundReservedFen ?? 0))
      : Math.max(0, vouchers.goodsRestFen) + vouchers.owedFen
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
