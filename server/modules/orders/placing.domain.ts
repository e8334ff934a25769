import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import {
  OWN_SOURCE,
  PAY_WITHIN_MS,
  type HolderKey,
  type Order,
  type OrderLine,
} from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import { priceOf, type PlainLine, type Price, type Pricing } from './pricing.domain.js'

/** What the customer wants, at the catalog's prices. */

export type Wish = Readonly<{ skuId: Id<'sku'>; qty: number }>
/** A SKU as the catalog has it now. */
export type Offered = Readonly<{
  line: Omit<OrderLine, 'qty' | 'amountFen'>
  productId: PlainLine['productId']
  kind: PlainLine['kind']
  isOnShelf: boolean
  /** In the store that the order is for; unset: everywhere. */
  isSoldHere?: boolean
}>
export type Offers = ReadonlyMap<Id<'sku'>, Offered>
export type Placing = Readonly<{ wishes: readonly Wish[]; offers: Offers; maxQty: number }>

/** The lines at today's prices: one per SKU, however often it was asked for. */
export function decideLines({
  wishes,
  offers,
  maxQty,
}: Placing): Result<readonly PlainLine[], OrderRefusal> {
  const lines: PlainLine[] = []
  for (const { skuId, qty } of merged(wishes)) {
    const offer = offers.get(skuId)
    if (offer === undefined) {
      return refuse('sku-unknown', skuId)
    }
    if (!offer.isOnShelf) {
      return refuse('product-off-shelf', skuId)
    }
    if (offer.isSoldHere === false) {
      return refuse('product-not-in-store', skuId)
    }
    if (qty > maxQty) {
      return refuse('too-many-units', `at most ${maxQty}`)
    }
    lines.push(lineOf(offer, qty))
  }
  return ok(lines)
}

/** A SKU at today's price. */
export const lineOf = ({ line, productId, kind }: Offered, qty: number): PlainLine => ({
  productId,
  kind,
  line: { ...line, qty, amountFen: line.priceFen * qty },
})

/** One unit of what a coupon gives for nothing, where it can be had. */
export function giftOf(offers: Offers, coupon: Pricing['coupon']): PlainLine | undefined {
  const offer = coupon?.terms.kind === 'gift' ? offers.get(coupon.terms.skuId) : undefined
  const isHere = offer?.isOnShelf === true && offer.isSoldHere !== false
  return isHere ? lineOf(offer, 1) : undefined
}

/** The price, if it is what the client has shown: only compared. */
export function decidePrice(pricing: Pricing, shownFen: number): Result<Price, OrderRefusal> {
  const price = priceOf(pricing)
  return !price.ok || price.value.totalFen === shownFen
    ? price
    : refuse('price-changed', `the total is ${price.value.totalFen} fen now`)
}

type Placed = Pick<Order, 'items' | 'totalFen'> &
  Partial<
    Pick<
      Order,
      | 'discountFen'
      | 'deliveryFen'
      | 'coupon'
      | 'explanation'
      | 'storeCode'
      | 'sealedAddress'
      | 'note'
      | 'assistedBy'
    >
  > &
  Readonly<{ orderId: Id<'ord'>; identifierKey: HolderKey; now: Date }>

/** A new order of our own shop, waiting for payment. */
export function newOrder({ now, ...placed }: Placed): Order {
  const expiresAt = new Date(now.getTime() + PAY_WITHIN_MS)
  return {
    ...placed,
    orderNo: placed.orderId,
    source: OWN_SOURCE,
    revision: 0,
    status: 'pending-payment',
    paidFen: 0,
    refundedFen: 0,
    createdAt: now,
    expiresAt,
    closeDueAt: expiresAt,
    closeAttempts: 0,
    history: [{ at: now, status: 'pending-payment' }],
  }
}

export function merged(wishes: readonly Wish[]): Wish[] {
  const byId = new Map<Id<'sku'>, number>()
  for (const { skuId, qty } of wishes) {
    byId.set(skuId, (byId.get(skuId) ?? 0) + qty)
  }
  return [...byId].map(([skuId, qty]) => ({ skuId, qty }))
}
