import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { outboxEvent } from '../../platform/outbox/index.js'
import { fen } from '../../platform/wire/index.js'
import type { HolderKey, Order } from './orders.domain.js'

const holderKey = z.custom<HolderKey>((value) => typeof value === 'string' && value.includes(':'))

/** An order of our own shop or of another system is paid. */
export const OrderPaid = outboxEvent(
  'order.paid',
  z.object({
    orderId: id('ord'),
    orderNo: z.string(),
    source: z.string(),
    identifierKey: holderKey.optional(),
    storeCode: z.string().optional(),
    paidFen: fen,
    paidAt: z.coerce.date(),
  }),
)

/** The event of an order that is paid by now. */
export function orderPaid(order: Order) {
  const { orderId, orderNo, source, identifierKey, storeCode, paidFen } = order
  const paidAt = order.paidAt ?? order.createdAt
  return OrderPaid({ orderId, orderNo, source, identifierKey, storeCode, paidFen, paidAt })
}

/** An order of our own shop was closed unpaid; stock is back on the shelf. */
export const OrderClosed = outboxEvent(
  'order.closed',
  z.object({
    orderId: id('ord'),
    identifierKey: holderKey,
    reason: z.enum(['expired', 'cancelled-by-customer']),
    at: z.coerce.date(),
  }),
)

/** Money of an order went back to the customer. */
export const OrderRefunded = outboxEvent(
  'order.refunded',
  z.object({
    orderId: id('ord'),
    source: z.string(),
    identifierKey: holderKey.optional(),
    refundFen: fen,
    /** Of the own shop: which one. */
    refundId: id('rfd').optional(),
    /** Made on WeChat's own page: what of it comes from vouchers, which nobody has named. */
    unnamedVoucherFen: fen.optional(),
    at: z.coerce.date(),
  }),
)

/** What was bought has reached the customer, or is on its way to them. A corrected parcel is told again. */
export const OrderFulfilled = outboxEvent(
  'order.fulfilled',
  z.object({
    orderId: id('ord'),
    paymentId: id('pay'),
    way: z.enum(['express', 'virtual', 'self-pickup']),
    title: z.string(),
    parcel: z
      .object({
        company: z.string(),
        trackingNo: z.string(),
        receiverPhoneMasked: z.string().optional(),
      })
      .optional(),
    at: z.coerce.date(),
  }),
)

/** A till took other sums for SKUs than the mini-program asks. */
export const PricesDiffered = outboxEvent(
  'order.prices-differed',
  z.object({
    seen: z.array(
      z.object({
        source: z.string(),
        storeCode: z.string().optional(),
        skuId: z.string(),
        productId: z.string(),
        code: z.string(),
        name: z.string(),
        tillFen: fen,
        shopFen: fen,
        orderNo: z.string(),
        at: z.coerce.date(),
      }),
    ),
  }),
)

/** Something for the customer's timeline that no inbound event of the customer's own tells. */
export const OrderNoted = outboxEvent(
  'order.noted',
  z.object({
    what: z.enum([
      'placed',
      'paid',
      'closed',
      'refunded',
      'given-back',
      'handed-over',
      'received',
      'shipped',
    ]),
    /** Once per customer: of the event that told it, or made from the order. */
    eventId: z.string(),
    entryId: z.string(),
    identifierKey: holderKey,
    orderId: id('ord'),
    orderNo: z.string(),
    source: z.string(),
    title: z.string(),
    amountFen: fen,
    at: z.coerce.date(),
    /** Of a refund: when the order was placed that it goes with. */
    orderedAt: z.coerce.date().optional(),
    storeCode: z.string().optional(),
    reason: z.string().optional(),
    refundNo: z.string().optional(),
  }),
)
