import type { Column } from './columns.domain.js'
import type { ProductRow, RowError, RowRule } from './read-rows.domain.js'

/** What a product sheet would change. Pure; nothing is decided here about prices of the past and units that are out. */

/** A product as the catalog has it. */
export type KnownProduct = Readonly<{
  productId: string
  name: string
  category: string
  kind: 'goods' | 'voucher' | 'service'
  status: 'on-shelf' | 'off-shelf'
  stores?: readonly string[]
  description?: string
  skus: readonly KnownSku[]
}>
type KnownSku = Readonly<{
  skuId: string
  name: string
  priceFen: number
  code: string
  comparedFen?: number
  comparedBase?: string
}>
export type PlannedSku = Omit<KnownSku, 'skuId'> &
  Readonly<{ skuId?: string; row?: number; stock?: number | null }>
export type PlannedProduct = Readonly<{
  /** null: a new one */
  productId: string | null
  /** Of the file. */
  rows: readonly number[]
  name: string
  category: string
  kind: KnownProduct['kind']
  status: KnownProduct['status']
  /** null: all of them */
  stores: readonly string[] | null
  description?: string
  /** The whole list: what the file does not name stays. */
  skus: readonly PlannedSku[]
}>
export type ImportPlan = Readonly<{
  products: readonly PlannedProduct[]
  errors: readonly RowError[]
}>

const MAX_SKUS = 50
const FIRST_SKU = '标准'

/**
 * Rows with one product number, or else with one name, are one product. A code that is known is that SKU; rows without a
 * number belong to the product of their codes, if any of these is known.
 */
export function planImport(
  rows: readonly ProductRow[],
  known: readonly KnownProduct[],
  storeCodes: ReadonlySet<string>,
): ImportPlan {
  const errors: RowError[] = [...repeatedCodes(rows), ...unknownStores(rows, storeCodes)]
  const groups = new Map<string, ProductRow[]>()
  for (const row of rows) {
    const key = row.productId ?? `name:${row.name}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const byId = new Map(known.map((product) => [product.productId, product]))
  const byCode = new Map(known.flatMap((one) => one.skus.map(({ code }) => [code, one] as const)))
  const products = [...groups.values()].flatMap((group) => {
    const planned = planProduct(group, { byId, byCode })
    errors.push(...planned.errors)
    return planned.product === null ? [] : [planned.product]
  })
  return { products, errors: errors.sort((a, b) => a.row - b.row) }
}

type Books = Readonly<{
  byId: ReadonlyMap<string, KnownProduct>
  byCode: ReadonlyMap<string, KnownProduct>
}>
type Planned = Readonly<{ product: PlannedProduct | null; errors: readonly RowError[] }>
const fail = (errors: readonly RowError[]): Planned => ({ product: null, errors })
const error = (row: ProductRow, column: Column | null, rule: RowRule): RowError => ({
  row: row.row,
  column,
  rule,
})

function planProduct(group: readonly ProductRow[], { byId, byCode }: Books): Planned {
  const [first] = group
  if (first === undefined) {
    return fail([])
  }
  const owner = group.map(({ code }) => byCode.get(code)).find((one) => one !== undefined)
  const before = first.productId === undefined ? owner : byId.get(first.productId)
  if (first.productId !== undefined && before === undefined) {
    return fail(group.map((row) => error(row, 'productId', 'product-unknown')))
  }
  const taken = group.filter(({ code }) => (byCode.get(code) ?? before) !== before)
  const errors = [
    ...taken.map((row) => error(row, 'code', 'code-taken')),
    ...disagreements(group),
    ...missing(group, before),
  ]
  if (before !== undefined && first.kind !== undefined && first.kind !== before.kind) {
    errors.push(error(first, 'kind', 'kind-is-fixed'))
  }
  const skus = plannedSkus(group, before)
  if (skus.length > MAX_SKUS) {
    errors.push(error(first, null, 'too-many-skus'))
  }
  return errors.length > 0 ? fail(errors) : { product: merged(first, group, before, skus), errors }
}

function merged(
  first: ProductRow,
  group: readonly ProductRow[],
  before: KnownProduct | undefined,
  skus: readonly PlannedSku[],
): PlannedProduct {
  const description = first.description ?? before?.description
  return {
    productId: before?.productId ?? null,
    rows: group.map(({ row }) => row),
    name: first.name,
    category: first.category ?? before?.category ?? '',
    kind: before?.kind ?? first.kind ?? 'goods',
    status: first.status ?? before?.status ?? 'off-shelf',
    stores: first.stores === undefined ? (before?.stores ?? null) : first.stores,
    ...(description === undefined ? {} : { description }),
    skus,
  }
}

function plannedSkus(group: readonly ProductRow[], before: KnownProduct | undefined): PlannedSku[] {
  const byCode = new Map(group.map((row) => [row.code, row]))
  const kept = (before?.skus ?? []).map((sku) => {
    const row = byCode.get(sku.code)
    byCode.delete(sku.code)
    return row === undefined ? sku : changedSku(row, sku)
  })
  return [...kept, ...[...byCode.values()].map((row) => changedSku(row, undefined))]
}

function changedSku(row: ProductRow, before: KnownSku | undefined): PlannedSku {
  const { comparedFen = before?.comparedFen, comparedBase = before?.comparedBase } = row
  return {
    ...(before === undefined ? {} : { skuId: before.skuId }),
    name: row.skuName ?? before?.name ?? FIRST_SKU,
    priceFen: row.priceFen,
    code: row.code,
    ...(comparedFen == null ? {} : { comparedFen }),
    ...(comparedFen == null || comparedBase == null ? {} : { comparedBase }),
    ...(row.stock === undefined ? {} : { stock: row.stock }),
    row: row.row,
  }
}

const OF_PRODUCT = ['name', 'category', 'kind', 'status', 'stores', 'description'] as const

/** Rows of one product that say different things about it. */
function disagreements(group: readonly ProductRow[]): RowError[] {
  const [first] = group
  return OF_PRODUCT.flatMap((field) =>
    group
      .filter((row) => String(row[field]) !== String(first?.[field]))
      .map((row) => error(row, field, 'product-disagrees')),
  )
}

/** What a new product and a new SKU cannot be without. */
function missing(group: readonly ProductRow[], before: KnownProduct | undefined): RowError[] {
  const known = new Set(before?.skus.map(({ code }) => code))
  const fresh = group.filter(({ code, stock }) => !known.has(code) && stock === undefined)
  const noCategory =
    before === undefined && group[0]?.category === undefined ? group.slice(0, 1) : []
  return [
    ...fresh.map((row) => error(row, 'stock', 'stock-needed')),
    ...noCategory.map((row) => error(row, 'category', 'required')),
  ]
}

function repeatedCodes(rows: readonly ProductRow[]): RowError[] {
  const seen = new Set<string>()
  return rows.flatMap((row) => {
    const isRepeated = seen.has(row.code)
    seen.add(row.code)
    return isRepeated ? [error(row, 'code', 'code-repeated')] : []
  })
}

function unknownStores(rows: readonly ProductRow[], known: ReadonlySet<string>): RowError[] {
  return rows
    .filter(({ stores }) => stores?.some((code) => !known.has(code)) === true)
    .map((row) => error(row, 'stores', 'store-unknown'))
}
