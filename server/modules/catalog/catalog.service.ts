import type { Clock } from '../../platform/clock/index.js'
import { refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import {
  decideCreate,
  decideUpdate,
  type PriceChange,
  type Product,
  type ProductChanges,
  type Sku,
} from './catalog.domain.js'
import type { CatalogRefusal } from './catalog.errors.js'
import type { Products, ProductSaved } from './catalog.repository.js'
import type { Pictures } from './pictures.repository.js'

/** A SKU as an operator writes it; without an id it is a new one. */
export type SkuDraft = Omit<Sku, 'skuId'> & { readonly skuId?: Id<'sku'> }
export type ProductDraft = Readonly<{
  name: string
  category: string
  kind: Product['kind']
  status: Product['status']
  description?: string
  pictureIds?: readonly Id<'pic'>[]
  tint?: string
  art?: string
  skus: readonly SkuDraft[]
  voucher?: Product['voucher']
}>
export type ProductPatch = Omit<ProductChanges, 'skus'> & { readonly skus?: readonly SkuDraft[] }

/** A decided change that the caller writes in its own transaction, beside stock and audit trail. */
export type PendingChange = Readonly<{
  before: Product | null
  product: Product
  /** In the order of the draft. */
  newSkuIds: readonly Id<'sku'>[]
  prices: readonly PriceChange[]
}>

/** A SKU with what an order needs to know about its product. */
export type Offer = Readonly<{ sku: Sku; product: Product }>

type Deps = Readonly<{ products: Products; pictures: Pictures; clock: Clock }>

export type Catalog = ReturnType<typeof catalogService>
export function catalogService({ products, pictures, clock }: Deps) {
  const withIds = (drafts: readonly SkuDraft[]): Sku[] =>
    drafts.map((draft) => ({ ...draft, skuId: draft.skuId ?? products.newSkuId() }))

  async function hasUnknownPicture(ids: readonly Id<'pic'>[] = []): Promise<boolean> {
    return (await pictures.countKnown(ids)) !== new Set(ids).size
  }

  return {
    find: products.find,
    list: products.list,
    shelf: products.shelf,
    pricesOf: products.pricesOf,

    /** Decides about a new product; nothing is written yet. Refuses `picture-unknown`, `sku-code-repeated`. */
    async prepareCreate(draft: ProductDraft): Promise<Result<PendingChange, CatalogRefusal>> {
      if (await hasUnknownPicture(draft.pictureIds)) {
        return refuse('picture-unknown')
      }
      const skus = withIds(draft.skus)
      const decision = decideCreate({ ...draft, skus }, products.newProductId(), clock.now())
      const newSkuIds = skus.map((sku) => sku.skuId)
      return decision.ok
        ? { ok: true, value: { before: null, newSkuIds, ...decision.value } }
        : decision
    },

    /** Decides about a change of a product; nothing is written yet. Also refuses `product-not-found`, `sku-not-of-product`. */
    async prepareUpdate(
      productId: Id<'prd'>,
      { skus: drafts, ...changes }: ProductPatch,
    ): Promise<Result<PendingChange, CatalogRefusal>> {
      const before = await products.find(productId)
      if (before === null) {
        return refuse('product-not-found')
      }
      if (await hasUnknownPicture(changes.pictureIds)) {
        return refuse('picture-unknown')
      }
      const known = (drafts ?? []).flatMap(({ skuId }) => (skuId === undefined ? [] : [skuId]))
      const skus = drafts === undefined ? undefined : withIds(drafts)
      const next = skus === undefined ? changes : { ...changes, skus }
      const decision = decideUpdate(before, next, known, clock.now())
      if (!decision.ok) {
        return decision
      }
      const newSkuIds = (skus ?? [])
        .map((sku) => sku.skuId)
        .filter((skuId) => !known.includes(skuId))
      return { ok: true, value: { before, newSkuIds, ...decision.value } }
    },

    /** Writes a decided change and its price history. Any outcome but `saved` must take the transaction back. */
    async write(
      { before, product, prices }: PendingChange,
      { operatorName, tx }: { operatorName: string; tx: Tx },
    ): Promise<ProductSaved> {
      const save = before === null ? products.insert : products.save
      const outcome = await save(product, { tx })
      if (outcome === 'saved') {
        const revision = before === null ? product.revision : product.revision + 1
        await products.addPrices(prices, { revision, operatorName, tx })
      }
      return outcome
    },

    /** What these SKUs are and cost now. Unknown ids are missing from the answer; on or off shelf is in the product. */
    async offers(skuIds: readonly Id<'sku'>[]): Promise<Map<Id<'sku'>, Offer>> {
      const holding = await products.holding(skuIds)
      const all = holding.flatMap((product) => product.skus.map((sku) => ({ sku, product })))
      const wanted = new Set(skuIds)
      return new Map(
        all.filter(({ sku }) => wanted.has(sku.skuId)).map((offer) => [offer.sku.skuId, offer]),
      )
    },

    /** The products of till codes, to draw orders that came from outside. */
    async offersByCode(codes: readonly string[]): Promise<Map<string, Offer>> {
      const holding = codes.length === 0 ? [] : await products.withCodes(codes)
      const all = holding.flatMap((product) => product.skus.map((sku) => ({ sku, product })))
      return new Map(all.map((offer) => [offer.sku.code, offer]))
    },
  }
}
