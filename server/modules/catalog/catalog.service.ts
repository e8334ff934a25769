import type { Clock } from '../../platform/clock/index.js'
import { refuse, type Refusal, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import {
  comparedAnew,
  decideCreate,
  decideUpdate,
  type PriceChange,
  type Product,
  type ProductChanges,
  type Sku,
} from './catalog.domain.js'
import type { CatalogRefusal } from './catalog.errors.js'
import { decideCompared, isWholeHistory } from './compared-price.domain.js'
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
  stores?: readonly string[]
  skus: readonly SkuDraft[]
  voucher?: Product['voucher']
}>
export type WholeDraft = Omit<ProductDraft, 'stores'> &
  Readonly<{ stores: readonly string[] | null }>
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

/** A crossed-out price that may not stand there. */
export type WrongCompared = Refusal<CatalogRefusal> & Readonly<{ sku: Sku }>

type Deps = Readonly<{ products: Products; pictures: Pictures; clock: Clock }>

export type Catalog = ReturnType<typeof catalogService>
export function catalogService({ products, pictures, clock }: Deps) {
  const withIds = (drafts: readonly SkuDraft[]): Sku[] =>
    drafts.map((draft) => ({ ...draft, skuId: draft.skuId ?? products.newSkuId() }))

  async function hasUnknownPicture(ids: readonly Id<'pic'>[] = []): Promise<boolean> {
    return (await pictures.countKnown(ids)) !== new Set(ids).size
  }

  /** Which crossed-out prices of these changes the history speaks against. */
  async function wrongCompared(changes: readonly PendingChange[]): Promise<WrongCompared[]> {
    const skus = changes.flatMap(({ product, before }) => comparedAnew(product, before))
    const wrong: WrongCompared[] = []
    for (const sku of skus) {
      const { skuId, priceFen, comparedFen = 0, comparedBase } = sku
      const points = comparedBase === undefined ? await products.pricesOf(skuId) : []
      const history = { points, isWhole: isWholeHistory(points) }
      const now = clock.now()
      const base = comparedBase === undefined ? {} : { comparedBase }
      const decision = decideCompared({ priceFen, comparedFen, ...base, history, now })
      if (!decision.ok) {
        wrong.push({ ...decision, sku })
      }
    }
    return wrong
  }

  /** The change itself, unless one of its crossed-out prices is refused. */
  async function honest(change: PendingChange): Promise<Result<PendingChange, CatalogRefusal>> {
    const [wrong] = await wrongCompared([change])
    return wrong === undefined
      ? { ok: true, value: change }
      : refuse(wrong.code, `${wrong.sku.name}: ${wrong.detail ?? wrong.sku.code}`)
  }

  return {
    find: products.find,
    list: products.list,
    shelf: products.shelf,
    categories: products.categories,
    withCodes: products.withCodes,
    withIds: products.withIds,
    pricesOf: products.pricesOf,
    wrongCompared,

    /**
     * Decides about a whole product as a sheet has it, `before` as it was read; nothing is written yet, and nothing is said
     * about crossed-out prices: see `wrongCompared`. `stores: null`: all of them.
     */
    prepareWhole(
      before: Product | null,
      { skus: drafts, kind, stores, ...rest }: WholeDraft,
    ): Result<PendingChange, CatalogRefusal> {
      const skus = withIds(drafts)
      const known = drafts.flatMap(({ skuId }) => (skuId === undefined ? [] : [skuId]))
      const sellers = stores === null ? {} : { stores }
      const decision =
        before === null
          ? decideCreate({ ...rest, ...sellers, kind, skus }, products.newProductId(), clock.now())
          : decideUpdate(before, { ...rest, stores, skus }, known, clock.now())
      const newSkuIds = skus.map(({ skuId }) => skuId).filter((skuId) => !known.includes(skuId))
      return decision.ok ? { ok: true, value: { before, newSkuIds, ...decision.value } } : decision
    },

    /** Decides about a new product; nothing is written yet. Refuses `picture-unknown`, `sku-code-repeated`. */
    async prepareCreate(draft: ProductDraft): Promise<Result<PendingChange, CatalogRefusal>> {
      if (await hasUnknownPicture(draft.pictureIds)) {
        return refuse('picture-unknown')
      }
      const skus = withIds(draft.skus)
      const decision = decideCreate({ ...draft, skus }, products.newProductId(), clock.now())
      const newSkuIds = skus.map((sku) => sku.skuId)
      return decision.ok ? honest({ before: null, newSkuIds, ...decision.value }) : decision
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
      return honest({ before, newSkuIds, ...decision.value })
    },

    /** Writes decided changes of different products and their price history. Any outcome but `saved` must take the transaction back. */
    async write(
      changes: readonly PendingChange[],
      { operatorName, tx }: { operatorName: string; tx: Tx },
    ): Promise<ProductSaved> {
      const fresh = changes.flatMap(({ before, product }) => (before === null ? [product] : []))
      const changed = changes.flatMap(({ before, product }) => (before === null ? [] : [product]))
      const inserted = fresh.length === 0 ? 'saved' : await products.insert(fresh, { tx })
      const outcome =
        inserted !== 'saved' || changed.length === 0
          ? inserted
          : await products.save(changed, { tx })
      if (outcome === 'saved') {
        const prices = changes.flatMap(({ before, product, prices: lines }) => {
          const revision = before === null ? product.revision : product.revision + 1
          return lines.map((line) => ({ ...line, revision }))
        })
        await products.addPrices(prices, { operatorName, tx })
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
