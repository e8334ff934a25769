import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { PriceStep } from './pricing.domain.js'

export type OrderStatus =
  | 'pending-payment'
  | 'paid'
  | 'preparing'
  | 'ready'
  | 'shipped'
  | 'completed'
  | 'closed'
  | 'refund-pending'
  | 'refunded'

/** The whole life of an order; checked when the service starts. */
export const ORDER_TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  'pending-payment': ['paid', 'closed'],
  // straight to refunded: a till reports a refund when it is done
  // completed without a counter: the last code of an order of vouchers is used
  paid: ['preparing', 'ready', 'shipped', 'completed', 'refund-pending', 'refunded'],
  preparing: ['ready', 'shipped', 'refund-pending'],
  ready: ['completed', 'refund-pending'],
  shipped: ['completed'],
  completed: [],
  'refund-pending': ['refunded'],
  refunded: [],
  // paid late, with everything that it needs still there
  closed: ['paid'],
}

export type ClosedReason = 'expired' | 'cancelled-by-customer'

/** Whose order it is: the identifier that ordered, through merges and splits. Never a customer id. */
export type HolderKey =
  `${'unionid' | 'openid' | 'external_userid' | 'phone' | 'member_no'}:${string}:${string}`

/** The promise of a voucher as it was sold: see the catalog's `VoucherTerms`. */
export type SoldTerms = Readonly<{
  validDays?: number
  validUntilOn?: string
  uses: number
  storeCodes: readonly string[]
  atExpiry: 'refund' | 'lapse'
}>

/** What was bought, as it was at that moment: later changes of the product change no order. */
export type OrderLine = Readonly<{
  skuId?: Id<'sku'>
  /** The shop's own number of the SKU. */
  code: string
  name: string
  skuName?: string
  pictureId?: Id<'pic'>
  tint?: string
  art?: string
  qty: number
  priceFen: Fen
  /** Before the coupon. */
  amountFen: Fen
  /** Its share of the coupon: with it, what a refund of the line is worth. */
  discountFen?: Fen
  /** Units given back. */
  refundedQty?: number
  /** Of a voucher: what is promised with each of its `qty` codes. */
  voucher?: SoldTerms
}>

export type Order = Readonly<{
  orderId: Id<'ord'>
  orderNo: string
  source: string
  identifierKey?: HolderKey
  revision: number // as read; guards the write, which adds one
  status: OrderStatus
  items: readonly OrderLine[]
  /** What is to be paid: the lines less the coupon plus the delivery. */
  totalFen: Fen
  discountFen?: Fen
  deliveryFen?: Fen
  coupon?: Readonly<{ couponId: Id<'cpn'>; name: string }>
  /** Why this price; of orders of our own shop. */
  explanation?: readonly PriceStep[]
  /** The truth about the money, whatever the lines add up to. */
  paidFen: Fen
  refundedFen: Fen
  /** Where it is picked up; of an order from outside: where it was bought. */
  storeCode?: string
  /** Where it is sent to instead: name, phone and address as JSON, encrypted; gone with the person. */
  sealedAddress?: string
  /** By whom it was sent, under which number. */
  shipment?: Shipment
  channel?: string
  /** The member of staff who placed it for the customer. */
  assistedBy?: Readonly<{ operatorId: string; name: string }>
  note?: string
  createdAt: Date
  expiresAt?: Date
  /** When the expiry job looks at it (again); only while payment is pending. */
  closeDueAt?: Date
  /** When a parcel counts as received; only while it is on its way. */
  completeDueAt?: Date
  closeAttempts: number
  /** The payment that pays it. */
  paymentId?: Id<'pay'>
  paidAt?: Date
  closedAt?: Date
  closedReason?: ClosedReason
  pickupCode?: string
  /** Of an order from outside: what its event said, to tell a repetition from a contradiction. */
  contentHash?: string
  history: readonly HistoryEntry[] // at most one per status
}>
export type Shipment = Readonly<{ company: string; trackingNo: string; at: Date }>
export type HistoryEntry = Readonly<{ at: Date; status: OrderStatus; reason?: string }>

export const OWN_SOURCE = 'huike'
/** Stock is held for so long. */
export const PAY_WITHIN_MS = 15 * 60_000
export const MAX_OPEN_ORDERS = 3
const CLOSE_PAUSES_MS = [5_000, 15_000, 60_000, 300_000] as const

/** An order in the next status. Throws on a step that the table does not know: a bug, not a refusal. */
export function inStatus(order: Order, next: HistoryEntry): Order {
  if (!ORDER_TRANSITIONS[order.status].includes(next.status)) {
    throw new Error(`an order does not go from ${order.status} to ${next.status}`)
  }
  return { ...order, status: next.status, history: [...order.history, next] }
}

/** Paid by this payment, or by none where nothing is to be paid: one that waits for it, or one that lives again by it. Throws for any other: a bug. */
export function decidePaid(
  order: Order,
  payment: Readonly<{ paymentId?: Id<'pay'>; paidAt: Date; pickupCode?: string }>,
): Order {
  const {
    closeDueAt: _closeDueAt,
    closedAt: _closedAt,
    closedReason: _closedReason,
    ...rest
  } = order
  const paid = { ...rest, ...payment, paidFen: order.totalFen }
  const next = { at: payment.paidAt, status: 'paid' } as const
  return inStatus(paid, order.status === 'closed' ? { ...next, reason: 'revived' } : next)
}

/** All of it is the customer's again; the coupon, too. */
export const isGivenBack = ({ status, paidFen, refundedFen }: Order): boolean =>
  status === 'refunded' || (paidFen > 0 && refundedFen >= paidFen)

/** A late payment may revive what lapsed by time; what the customer gave up stays closed. */
export const mayRevive = (order: Order): boolean =>
  order.status === 'closed' && order.closedReason === 'expired'

/** Closed unpaid. Closed before: nothing changes (null). */
export function decideClose(
  order: Order,
  closing: Readonly<{ reason: ClosedReason; now: Date }>,
): Result<Order | null, 'order-is-paid'> {
  if (order.status === 'closed') {
    return ok(null)
  }
  if (order.status !== 'pending-payment') {
    return refuse('order-is-paid')
  }
  const { reason: closedReason, now: closedAt } = closing
  const { closeDueAt: _closeDueAt, ...rest } = order
  const next = { at: closedAt, status: 'closed', reason: closedReason } as const
  return ok(inStatus({ ...rest, closedAt, closedReason }, next))
}

/** When to try again to close an order that WeChat did not let go of; the last pause repeats. */
export function closeAgainAt(order: Order, now: Date): Date {
  const index = Math.min(order.closeAttempts, CLOSE_PAUSES_MS.length - 1)
  return new Date(now.getTime() + (CLOSE_PAUSES_MS[index] ?? 0))
}

/** "桂花乌龙等 3 件", for the timeline and the payment page. */
export function titleOf(items: readonly OrderLine[]): string {
  const [first] = items
  const units = items.reduce((sum, line) => sum + line.qty, 0)
  const name = (first?.name ?? '订单').slice(0, 40)
  return units > 1 ? `${name}等 ${units} 件` : name
}
