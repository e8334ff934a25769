import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import {
  isSoldAt,
  type Actor,
  type Audit,
  type Catalog,
  type PendingChange,
  type Product,
  type ProductDraft,
  type ProductPatch,
  type ProductSaved,
} from '../catalog/index.js'
import type { ProductRefusal } from './products.errors.js'
import { emptyPool, MAIN, type Pool } from './stock.domain.js'
import { candidates, soldFrom } from './stock.service.js'
import type { Stocks } from './stock.repository.js'

type WithStock = Readonly<{ stock?: number | null }>
export type StockedDraft = Omit<ProductDraft, 'skus'> & {
  readonly skus: readonly (ProductDraft['skus'][number] & WithStock)[]
}
export type StockedPatch = Omit<ProductPatch, 'skus'> & {
  readonly skus?: readonly (ProductDraft['skus'][number] & WithStock)[]
}
export type StockedProduct = Readonly<{ product: Product; pools: ReadonlyMap<string, Pool> }>

/** Of the stores module: a code that is missing from the answer is unknown. */
export type KnownStores = Readonly<{
  nameOf(codes: readonly string[]): Promise<ReadonlyMap<string, string>>
}>

type Deps = Readonly<{
  catalog: Catalog
  stocks: Stocks
  audit: Audit
  stores: KnownStores
  inTransaction: InTransaction
  clock: Clock
}>

const NEW_SKU = '新建规格'

/** Products with their stock: what the console edits as one thing, though two modules keep it. */
export type ProductService = ReturnType<typeof productService>
export function productService({ catalog, stocks, audit, stores, inTransaction, clock }: Deps) {
  /** With the pools that orders for this store take from. */
  async function withPools(
    products: readonly Product[],
    storeCode?: string,
  ): Promise<StockedProduct[]> {
    const skuIds = products.flatMap(({ skus }) => skus.map((sku) => sku.skuId))
    const found = await stocks.withIds(candidates(skuIds, storeCode))
    const pools = soldFrom(skuIds, storeCode, found)
    return products.map((product) => ({ product, pools }))
  }

  async function get(
    productId: Id<'prd'>,
    storeCode?: string,
  ): Promise<Result<StockedProduct, ProductRefusal>> {
    const product = await catalog.find(productId)
    const [stocked] = product === null ? [] : await withPools([product], storeCode)
    return stocked === undefined ? refuse('product-not-found') : ok(stocked)
  }

  async function unknownStore(codes: readonly string[] | null = []): Promise<string | undefined> {
    const known = await stores.nameOf(codes ?? [])
    return codes?.find((code) => !known.has(code))
  }

  async function commit(change: PendingChange, fresh: readonly Pool[], actor: Actor) {
    const { before, product } = change
    const outcome = await inTransaction<ProductSaved>({ commitIf: 'saved' }, async (tx) => {
      const saved = await catalog.write([change], { operatorName: actor.name, tx })
      if (saved === 'saved') {
        const { operatorId, name } = actor
        const cause = { operator: { operatorId, name }, reason: NEW_SKU, at: clock.now() }
        await stocks.insert(fresh, { cause, tx })
        await recordChange({ actor, before, product, tx })
      }
      return saved
    })
    const refusals = { 'moved-on': 'product-changed', 'sku-code-taken': 'sku-code-taken' } as const
    return outcome === 'saved' ? get(product.productId) : refuse(refusals[outcome])
  }

  async function recordChange(change: {
    actor: Actor
    before: Product | null
    product: Product
    tx: Tx
  }) {
    const { actor, before, product, tx } = change
    const action = before === null ? 'product.create' : 'product.update'
    const subject = { type: 'product', id: product.productId }
    const entry = { actor, action, subject, after: product }
    await audit.record(before === null ? entry : { ...entry, before }, { tx })
  }

  return {
    get,

    /** Newest first. */
    list: async (query: Parameters<Catalog['list']>[0]) => withPools(await catalog.list(query)),
    /** What customers can see, by category. */
    shelf: async (query: Parameters<Catalog['shelf']>[0]) =>
      withPools(await catalog.shelf(query), query.storeCode),
    categories: catalog.categories,
    pricesOf: catalog.pricesOf,

    /** A product as customers see it: refuses one that is off the shelf, or not sold there, as if it did not exist. */
    async onShelf(
      productId: Id<'prd'>,
      storeCode?: string,
    ): Promise<Result<StockedProduct, ProductRefusal>> {
      const found = await get(productId, storeCode)
      const isShown =
        found.ok &&
        found.value.product.status === 'on-shelf' &&
        (storeCode === undefined || isSoldAt(found.value.product, storeCode))
      return isShown ? found : refuse('product-not-found')
    },

    async create(draft: StockedDraft, actor: Actor) {
      const strange = await unknownStore(draft.stores)
      if (strange !== undefined) {
        return refuse('store-unknown' as const, strange)
      }
      const change = await catalog.prepareCreate({ ...draft, skus: withoutStock(draft.skus) })
      return change.ok
        ? commit(change.value, freshPools(change.value.newSkuIds, draft.skus), actor)
        : change
    },

    /** `skus`, when given, is the whole list; a new SKU needs its stock, a known one keeps its own. */
    async update(productId: Id<'prd'>, { skus, ...rest }: StockedPatch, actor: Actor) {
      const added = (skus ?? []).filter(({ skuId }) => skuId === undefined)
      if (added.some(({ stock }) => stock === undefined)) {
        return refuse('stock-needed' as const)
      }
      const strange = await unknownStore(rest.stores)
      if (strange !== undefined) {
        return refuse('store-unknown' as const, strange)
      }
      const patch = skus === undefined ? rest : { ...rest, skus: withoutStock(skus) }
      const change = await catalog.prepareUpdate(productId, patch)
      return change.ok
        ? commit(change.value, freshPools(change.value.newSkuIds, added), actor)
        : change
    },
  }
}

function withoutStock<Draft extends WithStock>(skus: readonly Draft[]): Omit<Draft, 'stock'>[] {
  return skus.map(({ stock: _stock, ...sku }) => sku)
}

function freshPools(skuIds: readonly Id<'sku'>[], drafts: readonly WithStock[]): Pool[] {
  return skuIds.map((skuId, index) => emptyPool(skuId, MAIN, drafts[index]?.stock ?? null))
}
