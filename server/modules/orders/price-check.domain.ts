import { averageFen, type Fen } from '../../platform/money/index.js'
import type { PaidReport } from './reported.domain.js'

/** Same product, same price: what a till took for a SKU beside what the mini-program asks for it. */

/** A SKU as the catalog has it; `since`: from when on it has been so, at the latest. */
export type ShopPrice = Readonly<{
  skuId: string
  productId: string
  code: string
  name: string
  priceFen: Fen
  since: Date
}>
export type SeenPrice = Readonly<{
  source: string
  storeCode?: string
  skuId: string
  productId: string
  code: string
  name: string
  /** One unit at the till, rounded half up, and in the mini-program. */
  tillFen: Fen
  shopFen: Fen
  orderNo: string
  at: Date
}>

/**
 * The lines of a sale that cost another sum than the mini-program asks; one per SKU. Sales of before the product was last
 * changed are not compared: its price may have been another then.
 */
export function priceDifferences(
  { items, source, storeCode, orderNo, at }: PaidReport,
  prices: ReadonlyMap<string, ShopPrice>,
): SeenPrice[] {
  const bySku = new Map<string, { price: ShopPrice; qty: number; amountFen: Fen }>()
  for (const { sku, qty, amountFen } of items) {
    const price = prices.get(sku)
    if (price !== undefined && at.getTime() >= price.since.getTime()) {
      const before = bySku.get(sku) ?? { qty: 0, amountFen: 0 }
      const sum = { qty: before.qty + qty, amountFen: before.amountFen + amountFen }
      bySku.set(sku, { price, ...sum })
    }
  }
  return [...bySku.values()]
    .filter(({ price, qty, amountFen }) => amountFen !== price.priceFen * qty)
    .map(({ price: { since: _since, priceFen: shopFen, ...sku }, qty, amountFen }) => ({
      ...{ ...sku, source, orderNo, at, shopFen },
      ...(storeCode === undefined ? {} : { storeCode }),
      tillFen: averageFen(amountFen, qty) ?? 0,
    }))
}
