import { csvLine, xlsxFile } from '../../../platform/sheets/index.js'
import type { Catalog } from '../../catalog/index.js'
import type { ProductService, StockedProduct } from '../products.service.js'
import { available } from '../stock.domain.js'
import { COLUMNS, MAX_EXPORT_ROWS, WORDS } from './columns.domain.js'

type Filter = Omit<Parameters<Catalog['list']>[0], 'beforeId' | 'limit'>
export type SheetFormat = 'csv' | 'xlsx'
type Cells = readonly (string | number)[]

const PAGE = 100
const BOM = '\uFEFF' // else Excel takes the list for GBK

/**
 * The products of this filter with their SKUs and the shared stock, a line per SKU, as they can be taken in again. A text
 * that a spreadsheet would run stays text. At most 20,000 lines: `isWhole` tells whether that was all.
 */
export function writeProducts(products: Pick<ProductService, 'list'>) {
  return async (
    filter: Filter,
    format: SheetFormat,
  ): Promise<Readonly<{ bytes: Buffer; isWhole: boolean }>> => {
    const rows: Cells[] = [Object.values(COLUMNS)]
    let beforeId: StockedProduct['product']['productId'] | undefined
    let isWhole = false
    while (!isWhole && rows.length <= MAX_EXPORT_ROWS) {
      const after = beforeId === undefined ? {} : { beforeId }
      const page = await products.list({ ...filter, ...after, limit: PAGE })
      rows.push(...page.flatMap(linesOf))
      beforeId = page.at(-1)?.product.productId
      isWhole = page.length < PAGE
    }
    const bytes =
      format === 'xlsx'
        ? xlsxFile('商品', rows)
        : Buffer.from(`${BOM}${rows.map((cells) => csvLine(cells)).join('')}`)
    return { bytes, isWhole }
  }
}

function linesOf({ product, pools }: StockedProduct): Cells[] {
  const { name, category, kind, status, stores, productId, description = '' } = product
  return product.skus.map((sku) => {
    const pool = pools.get(sku.skuId)
    const isCounted = pool !== undefined && !pool.isUnlimited
    return [
      ...[name, category, WORDS.kind[kind], WORDS.status[status]],
      ...[stores?.join('、') ?? WORDS.allStores, productId, sku.name, sku.code],
      yuan(sku.priceFen),
      sku.comparedFen === undefined ? '' : yuan(sku.comparedFen),
      sku.comparedBase ?? '',
      isCounted ? pool.total : WORDS.unlimited,
      ...[pool?.held ?? 0, pool?.sold ?? 0],
      isCounted ? (available(pool) ?? '') : WORDS.unlimited,
      description,
    ]
  })
}

/** "16.80": a spreadsheet takes it for a number, and no fen is lost on the way. */
function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
