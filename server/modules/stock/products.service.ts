import type { Clock } from '../../platform/clock/index.js'
import { invariant, ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type {
  Actor,
  Audit,
  Catalog,
  PendingChange,
  Product,
  ProductDraft,
  ProductPatch,
  ProductSaved,
} from '../catalog/index.js'
import type { ProductRefusal } from './products.errors.js'
import { decideTotal, type Pool } from './stock.domain.js'
import type { Stocks } from './stock.repository.js'

type WithStock = Readonly<{ stock?: number | null }>
export type StockedDraft = Omit<ProductDraft, 'skus'> & {
  readonly skus: readonly (ProductDraft['skus'][number] & WithStock)[]
}
export type StockedPatch = Omit<ProductPatch, 'skus'> & {
  readonly skus?: readonly (ProductDraft['skus'][number] & WithStock)[]
}
export type StockedProduct = Readonly<{ product: Product; pools: ReadonlyMap<string, Pool> }>

type Deps = Readonly<{
  catalog: Catalog
  stocks: Stocks
  audit: Audit
  inTransaction: InTransaction
  clock: Clock
}>

/** Products with their stock: what the console edits as one thing, though two modules keep it. */
export type ProductService = ReturnType<typeof productService>
export function productService({ catalog, stocks, audit, inTransaction, clock }: Deps) {
  async function withPools(products: readonly Product[]): Promise<StockedProduct[]> {
    const pools = await stocks.pools(products.flatMap(({ skus }) => skus.map((sku) => sku.skuId)))
    return products.map((product) => ({ product, pools }))
  }

  async function get(productId: Id<'prd'>): Promise<Result<StockedProduct, ProductRefusal>> {
    const product = await catalog.find(productId)
    const [stocked] = product === null ? [] : await withPools([product])
    return stocked === undefined ? refuse('product-not-found') : ok(stocked)
  }

  async function commit(change: PendingChange, fresh: readonly Pool[], actor: Actor) {
    const { before, product } = change
    const outcome = await inTransaction<ProductSaved>({ commitIf: 'saved' }, async (tx) => {
      const saved = await catalog.write(change, { operatorName: actor.name, tx })
      if (saved === 'saved') {
        await stocks.insert(fresh, { at: clock.now(), tx })
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
    shelf: async (query: Parameters<Catalog['shelf']>[0]) => withPools(await catalog.shelf(query)),

    /** A product as customers see it: refuses one that is off the shelf as if it did not exist. */
    async onShelf(productId: Id<'prd'>): Promise<Result<StockedProduct, ProductRefusal>> {
      const found = await get(productId)
      const isShown = found.ok && found.value.product.status === 'on-shelf'
      return isShown ? found : refuse('product-not-found')
    },

    async create(draft: StockedDraft, actor: Actor) {
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
      const patch = skus === undefined ? rest : { ...rest, skus: withoutStock(skus) }
      const change = await catalog.prepareUpdate(productId, patch)
      return change.ok
        ? commit(change.value, freshPools(change.value.newSkuIds, added), actor)
        : change
    },

    /** Sets the total of a SKU's pool. Refuses `stock-below-committed`, `sku-not-found`. */
    setStock: (
      skuId: Id<'sku'>,
      total: number | null,
      by: Readonly<{ actor: Actor; reason: string }>,
    ) =>
      inTransaction(async (tx): Promise<Result<Pool, ProductRefusal>> => {
        const before = (await stocks.pools([skuId], { tx })).get(skuId)
        if (before === undefined) {
          return refuse('sku-not-found')
        }
        const decision = decideTotal(before, total)
        if (decision.ok) {
          const subject = { type: 'sku', id: skuId }
          const entry = { ...by, action: 'stock.set', subject, before, after: decision.value }
          await audit.record(entry, { tx })
          const saved = await stocks.saveTotal(before, decision.value, clock.now(), tx)
          invariant(saved === 'saved', 'a pool read in a transaction is unchanged in it')
        }
        return decision
      }),
  }
}

function withoutStock<Draft extends WithStock>(skus: readonly Draft[]): Omit<Draft, 'stock'>[] {
  return skus.map(({ stock: _stock, ...sku }) => sku)
}

function freshPools(skuIds: readonly Id<'sku'>[], drafts: readonly WithStock[]): Pool[] {
  return skuIds.map((skuId, index) => {
    const total = drafts[index]?.stock ?? null
    return { skuId, isUnlimited: total === null, total: total ?? 0, held: 0, sold: 0 }
  })
}
