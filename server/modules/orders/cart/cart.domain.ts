import type { Id } from '../../../platform/ids/index.js'

export type CartLine = Readonly<{ productId: Id<'prd'>; skuId: Id<'sku'>; qty: number }>
/** What one identifier has put in; prices are never kept. `lines`: at most 50. */
export type StoredCart = Readonly<{ lines: readonly CartLine[]; updatedAt: Date }>

export const MAX_CART_LINES = 50

/**
 * The cart of a customer who has several identifiers: the newest first; of a SKU that lies in two of them the larger
 * quantity, since they may be the same wish on two ways in.
 */
export function mergedCart(carts: readonly StoredCart[]): CartLine[] {
  const newestFirst = [...carts].sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
  const bySku = new Map<string, CartLine>()
  for (const line of newestFirst.flatMap(({ lines }) => lines)) {
    const known = bySku.get(line.skuId)
    bySku.set(line.skuId, known === undefined || known.qty < line.qty ? line : known)
  }
  return [...bySku.values()].slice(0, MAX_CART_LINES)
}
