import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { sumFen, unitsFen, type Fen } from '../../platform/money/index.js'
import { inStatus, OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
import type { AfterSaleRefusal } from './orders.errors.js'
import { hasVouchers } from './voucher-lines.domain.js'

export type RefundWish = Readonly<{
  /** `rest`: all that is not given back or on its way. Not looked at with `items`. */
  amountFen: Fen | 'rest'
  /** These units of goods, for what was paid for them; the delivery fee comes with the last one while nothing was sent. */
  items?: readonly Readonly<{ skuId: Id<'sku'>; qty: number }>[]
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
  const taken = wish.items === undefined ? ok(order) : withoutUnits(order, wish.items)
  if (!taken.ok) {
    return taken
  }
  const amountFen = amountOf({ before: order, after: taken.value, wish, restFen })
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
  return ok({
    order: isStopped ? inStatus(taken.value, next) : taken.value,
    amountFen,
    isRestocked,
  })
}

/** Units of the lines that are given back by item, counted on their lines. */
function withoutUnits(
  order: Order,
  units: readonly Readonly<{ skuId: Id<'sku'>; qty: number }>[],
): Result<Order, 'refund-items-wrong'> {
  const wanted = new Map<string, number>()
  for (const { skuId, qty } of units) {
    wanted.set(skuId, (wanted.get(skuId) ?? 0) + qty)
  }
  const items = order.items.map((line) => {
    const refundedQty = (line.refundedQty ?? 0) + (wanted.get(line.skuId ?? '') ?? 0)
    wanted.delete(line.skuId ?? '')
    return refundedQty === 0 ? line : { ...line, refundedQty }
  })
  const isTooMany = items.some(({ qty, refundedQty = 0 }) => refundedQty > qty)
  return isTooMany || wanted.size > 0 ? refuse('refund-items-wrong') : ok({ ...order, items })
}

type Amount = Readonly<{ before: Order; after: Order; wish: RefundWish; restFen: Fen }>

function amountOf({ before, after, wish, restFen }: Amount): Fen {
  if (wish.items === undefined) {
    return wish.amountFen === 'rest' ? restFen : wish.amountFen
  }
  const unitsBack = after.items.map((line, index) => {
    const { qty: of, amountFen, discountFen = 0, refundedQty: to = 0 } = line
    const from = before.items[index]?.refundedQty ?? 0
    return unitsFen(amountFen - discountFen, { of, from, to })
  })
  const goods = after.items.filter(({ voucher }) => voucher === undefined)
  const isLast = goods.every(({ qty, refundedQty = 0 }) => refundedQty === qty)
  const isHere = IN_HOUSE.includes(before.status)
  return sumFen(unitsBack) + (isLast && isHere ? (before.deliveryFen ?? 0) : 0)
}

/** The end of an order that cost nothing: there is no money to wait for. */
export function decideFreeBack(
  order: Order,
  { by, now: at }: Readonly<{ by: RefundWish['by']; now: Date }>,
): Result<Order, 'order-not-refundable'> {
  const mayEnd = by === 'customer' ? order.status === 'paid' : IN_HOUSE.includes(order.status)
  // codes that cost nothing stay their holder's
  if (order.source !== OWN_SOURCE || order.paidFen > 0 || !mayEnd || hasVouchers(order.items)) {
    return refuse('order-not-refundable')
  }
  const stopped = inStatus(order, { at, status: 'refund-pending', reason: by })
  return ok(inStatus(stopped, { at, status: 'refunded' }))
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
