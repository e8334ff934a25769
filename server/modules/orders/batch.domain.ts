import type { Id } from '../../platform/ids/index.js'
import { MAX_OPEN_ORDERS, type HolderKey } from './orders.domain.js'

/** Orders of one SKU that share a transaction are decided here, in the order in which they came. */

export type Asked = Readonly<{
  orderId: Id<'ord'>
  holder: HolderKey
  /** Of the client's intention. */
  keyId: string
  /** Every identifier of the living customer, `holder` among them. */
  among: readonly HolderKey[]
  /** Units, at least 1. */
  qty: number
  couponId?: Id<'cpn'>
}>
/** As the transaction has read it. */
export type Shelf = Readonly<{
  usedKeys: ReadonlySet<string>
  /** Open unpaid orders by guard. */
  openCounts: ReadonlyMap<HolderKey, number>
  /** Units that can still be held; null: any number. */
  left: number | null
  /** Coupons that no order has locked. */
  coupons: ReadonlySet<Id<'cpn'>>
}>
export type Outcome =
  'placed' | 'key-known' | 'too-many-open-orders' | 'coupon-not-usable' | 'sold-out'

/** What becomes of each: the same as if each had been decided alone on what those before it left. */
export function decideBatch(batch: readonly Asked[], shelf: Shelf): Outcome[] {
  const usedKeys = new Set(shelf.usedKeys)
  const openCounts = new Map(shelf.openCounts)
  const coupons = new Set(shelf.coupons)
  let left = shelf.left ?? Infinity
  return batch.map(({ holder, keyId, among, qty, couponId }) => {
    if (usedKeys.has(keyId)) {
      return 'key-known'
    }
    const open = among.reduce((sum, guard) => sum + (openCounts.get(guard) ?? 0), 0)
    if (open >= MAX_OPEN_ORDERS) {
      return 'too-many-open-orders'
    }
    if (couponId !== undefined && !coupons.has(couponId)) {
      return 'coupon-not-usable'
    }
    if (qty > left) {
      return 'sold-out'
    }
    if (couponId !== undefined) {
      coupons.delete(couponId)
    }
    usedKeys.add(keyId)
    openCounts.set(holder, (openCounts.get(holder) ?? 0) + 1)
    left -= qty
    return 'placed'
  })
}

/**
 * What placed orders write at the guards of open orders, one change each. Every order touches the guard of its customer's
 * first identifier: two at a time conflict, whichever identifiers they came by.
 */
export function openChanges(
  placed: readonly Asked[],
): { guard: HolderKey; orderIds: Id<'ord'>[] }[] {
  const changes = new Map<HolderKey, Id<'ord'>[]>()
  const at = (guard: HolderKey): Id<'ord'>[] => {
    const orderIds = changes.get(guard) ?? []
    changes.set(guard, orderIds)
    return orderIds
  }
  for (const { holder, among, orderId } of placed) {
    const [first = holder] = [...among].sort()
    at(first)
    at(holder).push(orderId)
  }
  return [...changes].map(([guard, orderIds]) => ({ guard, orderIds }))
}
