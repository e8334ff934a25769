import { copy } from './copy'

/** From here on the number left is worth knowing. */
const FEW = 10

type Stock = { soldOut: boolean; available?: number | null }

/** 今日售罄, 剩 3 份, or nothing when there is plenty. */
export function stockWords({ soldOut, available }: Stock): string | null {
  if (soldOut) {
    return copy.soldOut
  }
  return available != null && available <= FEW ? copy.left(available) : null
}

/** The words for a whole product: the number only when all its SKUs together are few. */
export function productStockWords(product: {
  soldOut: boolean
  skus: readonly { available: number | null }[]
}): string | null {
  const counted = product.skus.map((sku) => sku.available)
  const available = counted.includes(null)
    ? null
    : counted.reduce((sum: number, units) => sum + (units ?? 0), 0)
  return stockWords({ soldOut: product.soldOut, available })
}
