import type { Product, Sku } from '../../platform/api'
import { MOST_UNITS, type CartEntry } from './cart'

/** An entry of the cart beside what the shop says about it now. */
export type CartLine = {
  entry: CartEntry
  /** Null: no longer on the shelf. */
  product: Product | null
  sku: Sku | null
  /** Why it cannot be ordered as it is. */
  trouble: 'gone' | 'sold-out' | 'too-many' | null
  amountFen: number
}

export function cartLines(entries: readonly CartEntry[], products: readonly Product[]): CartLine[] {
  return entries.map((entry) => {
    const product = products.find((one) => one.productId === entry.productId) ?? null
    const sku = product?.skus.find((one) => one.skuId === entry.skuId) ?? null
    const trouble = troubleOf(entry, sku)
    const amountFen = sku === null ? 0 : sku.priceFen * entry.qty
    return { entry, product, sku, trouble, amountFen }
  })
}

function troubleOf(entry: CartEntry, sku: Sku | null): CartLine['trouble'] {
  if (sku === null) {
    return 'gone'
  }
  if (sku.soldOut) {
    return 'sold-out'
  }
  return entry.qty > mostOf(sku) ? 'too-many' : null
}

/** How many of a SKU one order may hold now. */
export const mostOf = (sku: Sku): number => Math.min(sku.available ?? MOST_UNITS, MOST_UNITS)

/** What would be paid: only lines that can be ordered count. The server computes it again. */
export const totalOf = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, line) => sum + (line.trouble === null ? line.amountFen : 0), 0)

export const unitsOf = (entries: readonly CartEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.qty, 0)
