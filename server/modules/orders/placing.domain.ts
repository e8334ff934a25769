import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { sumFen, type Fen } from '../../platform/money/index.js'
import {
  OWN_SOURCE,
  PAY_WITHIN_MS,
  type HolderKey,
  type Order,
  type OrderLine,
} from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'

/** What the customer wants, at the catalog's prices. */

export type Wish = Readonly<{ skuId: Id<'sku'>; qty: number }>
/** A SKU as the catalog has it now. */
export type Offered = Readonly<{
  line: Omit<OrderLine, 'qty' | 'amountFen'>
  isOnShelf: boolean
  /** In the store that the order is for; unset: everywhere. */
  isSoldHere?: boolean
}>
export type Placing = Readonly<{
  wishes: readonly Wish[]
  offers: ReadonlyMap<Id<'sku'>, Offered>
  /** What the client says: only compared. */
  totalFen: Fen
  maxQty: number
}>
type Priced = Readonly<{ items: readonly OrderLine[]; totalFen: Fen }>

/** The lines at today's prices: one per SKU, however often it was asked for. */
export function decideLines({
  wishes,
  offers,
  totalFen,
  maxQty,
}: Placing): Result<Priced, OrderRefusal> {
  const items: OrderLine[] = []
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
    items.push({ ...offer.line, qty, amountFen: offer.line.priceFen * qty })
  }
  const total = sumFen(items.map((line) => line.amountFen))
  return total === totalFen
    ? ok({ items, totalFen: total })
    : refuse('price-changed', `the total is ${total} fen now`)
}

type Placed = Priced &
  Readonly<{
    orderId: Id<'ord'>
    identifierKey: HolderKey
    storeCode?: string
    note?: string
    now: Date
  }>

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

function merged(wishes: readonly Wish[]): Wish[] {
  const byId = new Map<Id<'sku'>, number>()
  for (const { skuId, qty } of wishes) {
    byId.set(skuId, (byId.get(skuId) ?? 0) + qty)
  }
  return [...byId].map(([skuId, qty]) => ({ skuId, qty }))
}
