import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { sumFen, unitsFen, type Fen } from '../../platform/money/index.js'
import { inStatus, OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
import type { AfterSaleRefusal } from './orders.errors.js'

export type RefundWish = Readonly<{
  /** `rest`: all that is not given back or on its way. Not looked at with `items`. */
  amountFen: Fen | 'rest'
  /** These units, for what was paid for them; the delivery fee comes with the last one while nothing was sent. */
  items?: readonly Readonly<{ skuId: Id<'sku'>; qty: number }>[]
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
  const taken = wish.items === undefined ? ok(order) : withoutUnits(order, wish.items)
  if (!taken.ok) {
    return taken
  }
  const amountFen = amountOf({ before: order, after: taken.value, wish, restFen })
  if (amountFen < 1 || amountFen > restFen) {
    return refuse('refund-exceeds-order', `${restFen} fen are left`)
  }
  const isWhole = amountFen === restFen
  if (wish.isRestocked && !isWhole) {
    return refuse('restock-needs-whole-refund')
  }
  const next = { at: now, status: 'refund-pending', reason: wish.by } as const
  const isStopped = isWhole && IN_HOUSE.includes(order.status)
  return ok({ order: isStopped ? inStatus(taken.value, next) : taken.value, amountFen })
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
  const isLast = after.items.every(({ qty, refundedQty = 0 }) => refundedQty === qty)
  const isHere = IN_HOUSE.includes(before.status)
  return sumFen(unitsBack) + (isLast && isHere ? (before.deliveryFen ?? 0) : 0)
}

/** The end of an order that cost nothing: there is no money to wait for. */
export function decideFreeBack(
  order: Order,
  { by, now: at }: Readonly<{ by: RefundWish['by']; now: Date }>,
): Result<Order, 'order-not-refundable'> {
  const mayEnd = by === 'customer' ? order.status === 'paid' : IN_HOUSE.includes(order.status)
  if (order.source !== OWN_SOURCE || order.paidFen > 0 || !mayEnd) {
    return refuse('order-not-refundable')
  }
  const stopped = inStatus(order, { at, status: 'refund-pending', reason: by })
  return ok(inStatus(stopped, { at, status: 'refunded' }))
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
