import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { CatalogRefusal } from './catalog.errors.js'
import { decideTerms, type VoucherTerms } from './voucher-terms.domain.js'

export type Sku = Readonly<{
  skuId: Id<'sku'>
  name: string
  priceFen: Fen
  code: string
  /** Crossed out beside the price: see `compared-price.domain.ts`. */
  comparedFen?: Fen
  /** What `comparedFen` is, in the shop's words. */
  comparedBase?: string
}>

type Look = Readonly<{
  description?: string
  pictureIds: readonly Id<'pic'>[] // at most 9, the first one is the cover
  /** `#rrggbb`, behind the drawn shape while there is no picture. */
  tint?: string
  art?: string
}>

export type Product = Look &
  Readonly<{
    productId: Id<'prd'>
    revision: number // as read; guards the write, which adds one
    name: string
    category: string
    kind: 'goods' | 'voucher' | 'service'
    status: 'on-shelf' | 'off-shelf'
    /** Codes of the stores that sell it; missing: all of them, and by express. */
    stores?: readonly string[]
    skus: readonly Sku[] // 1 to 50
    /** Of every product of the kind `voucher`, and of no other. */
    voucher?: VoucherTerms
    createdAt: Date
    updatedAt: Date
  }>

/** One line of the price history; `fromFen` is missing at the beginning. */
export type PriceChange = Readonly<{
  skuId: Id<'sku'>
  productId: Id<'prd'>
  fromFen?: Fen
  toFen: Fen
  at: Date
}>

export type NewProductInput = Partial<Look> &
  Pick<Product, 'name' | 'category' | 'kind' | 'status' | 'stores' | 'skus' | 'voucher'>
/** `stores: null`: from now on in all of them. */
export type ProductChanges = Partial<
  Look &
    Pick<Product, 'name' | 'category' | 'status' | 'skus' | 'voucher'> & {
      stores: readonly string[] | null
    }
>

type Change = Readonly<{ product: Product; prices: readonly PriceChange[] }>
type Decision = Result<Change, CatalogRefusal>

/** A new product. Its SKUs have their ids already; each begins its price history. */
export function decideCreate(input: NewProductInput, productId: Id<'prd'>, now: Date): Decision {
  if (hasRepeatedCode(input.skus)) {
    return refuse('sku-code-repeated')
  }
  const terms = decideTerms(input, now)
  if (!terms.ok) {
    return terms
  }
  const product: Product = {
    ...input,
    pictureIds: input.pictureIds ?? [],
    productId,
    revision: 0,
    createdAt: now,
    updatedAt: now,
  }
  return ok({ product, prices: priceChanges(product, [], now) })
}

/**
 * The product after a change. `knownSkuIds` are the ids that the caller named; the others in `changes.skus` are new.
 * No price change, no line in the history.
 */
export function decideUpdate(
  product: Product,
  changes: ProductChanges,
  knownSkuIds: readonly Id<'sku'>[],
  now: Date,
): Decision {
  const own = new Set(product.skus.map((sku) => sku.skuId))
  if (knownSkuIds.some((skuId) => !own.has(skuId))) {
    return refuse('sku-not-of-product')
  }
  const { stores, ...rest } = changes
  const { stores: storesBefore, ...kept } = product
  const sellers = stores === undefined ? storesBefore : (stores ?? undefined)
  const next: Product = {
    ...kept,
    ...defined(rest),
    ...(sellers === undefined ? {} : { stores: sellers }),
    updatedAt: now,
  }
  if (hasRepeatedCode(next.skus)) {
    return refuse('sku-code-repeated')
  }
  const terms = changes.voucher === undefined ? ok(null) : decideTerms(next, now)
  if (!terms.ok) {
    return terms
  }
  return ok({ product: next, prices: priceChanges(next, product.skus, now) })
}

/** The lowest price of a product, shown as "from". */
export function priceFromFen(product: Pick<Product, 'skus'>): Fen {
  return Math.min(...product.skus.map((sku) => sku.priceFen))
}

/** May an order for this store (none: by express) have the product? */
export function isSoldAt({ stores }: Pick<Product, 'stores'>, storeCode?: string): boolean {
  return stores === undefined || (storeCode !== undefined && stores.includes(storeCode))
}

/** SKUs whose crossed-out price has to be looked at: it is new, or stands beside another price than before. */
export function comparedAnew(product: Product, before: Product | null): Sku[] {
  const old = new Map(before?.skus.map((sku) => [sku.skuId, sku]))
  return product.skus.filter((sku) => {
    const { priceFen, comparedFen, comparedBase } = old.get(sku.skuId) ?? {}
    const isSame =
      sku.priceFen === priceFen &&
      sku.comparedFen === comparedFen &&
      sku.comparedBase === comparedBase
    return sku.comparedFen !== undefined && !isSame
  })
}

function hasRepeatedCode(skus: readonly Sku[]): boolean {
  return new Set(skus.map((sku) => sku.code)).size !== skus.length
}

function priceChanges(product: Product, before: readonly Sku[], at: Date): PriceChange[] {
  const old = new Map(before.map((sku) => [sku.skuId, sku.priceFen]))
  return product.skus
    .filter((sku) => old.get(sku.skuId) !== sku.priceFen)
    .map(({ skuId, priceFen }) => {
      const fromFen = old.get(skuId)
      const change = { skuId, productId: product.productId, toFen: priceFen, at }
      return fromFen === undefined ? change : { ...change, fromFen }
    })
}

function defined<Value extends object>(value: Value): Partial<Value> {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries) as Partial<Value>
}
