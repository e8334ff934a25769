import type { Connection } from 'mongoose'
import { newId, type Id } from '../../platform/ids/index.js'
import { guarded, isDuplicateKey, type Tx } from '../../platform/mongo/index.js'
import type { PriceChange, Product } from './catalog.domain.js'
import {
  priceChangeModel,
  productModel,
  type PriceChangeDocument,
  type ProductDocument,
} from './catalog.model.js'

export type ProductSaved = 'saved' | 'moved-on' | 'sku-code-taken'
type ListQuery = Readonly<{
  status?: Product['status']
  search?: string
  beforeId?: Id<'prd'>
  limit: number
}>
type ShelfQuery = Readonly<{
  category?: string
  after?: Readonly<{ category: string; productId: Id<'prd'> }>
  limit: number
}>

const MAX_MS = 2_000
const MAX_HISTORY = 100

export type Products = ReturnType<typeof catalogRepository>
export function catalogRepository(db: Connection) {
  const products = productModel(db)
  const prices = priceChangeModel(db)
  const find = (filter: Record<string, unknown>) => products.find(filter).maxTimeMS(MAX_MS)

  return {
    async find(productId: Id<'prd'>): Promise<Product | null> {
      const document = await products.findById(productId).lean<ProductDocument>()
      return document === null ? null : productOf(document)
    },

    /** The products that hold these SKUs, on shelf or not. At most as many as SKUs were asked for. */
    async holding(skuIds: readonly Id<'sku'>[]): Promise<Product[]> {
      const documents = await find({ 'skus.skuId': { $in: skuIds } }).lean<ProductDocument[]>()
      return documents.map(productOf)
    },

    /** The products that hold SKUs with these codes. */
    async withCodes(codes: readonly string[]): Promise<Product[]> {
      const documents = await find({ 'skus.code': { $in: codes } }).lean<ProductDocument[]>()
      return documents.map(productOf)
    },

    /** Newest first, for the console. */
    async list({ status, search, beforeId, limit }: ListQuery): Promise<Product[]> {
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(beforeId === undefined ? {} : { _id: { $lt: beforeId } }),
        ...(search === undefined
          ? {}
          : { $or: [{ name: contains(search) }, { 'skus.code': search }] }),
      }
      const newest = find(filter).sort({ _id: -1 }).limit(limit)
      return (await newest.lean<ProductDocument[]>()).map(productOf)
    },

    /** What is on the shelf, by category, oldest first within one. */
    async shelf({ category, after, limit }: ShelfQuery): Promise<Product[]> {
      const filter = {
        status: 'on-shelf',
        ...(category === undefined ? {} : { category }),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const shown = find(filter).sort({ category: 1, _id: 1 }).limit(limit)
      return (await shown.lean<ProductDocument[]>()).map(productOf)
    },

    async insert(product: Product, { tx }: { tx: Tx }): Promise<ProductSaved> {
      try {
        await products.insertMany([documentOf(product)], { session: tx })
        return 'saved'
      } catch (error) {
        if (isDuplicateKey(error)) {
          return 'sku-code-taken'
        }
        throw error
      }
    },

    /** Writes the product unless it has changed since it was read (`moved-on`). */
    save(product: Product, { tx }: { tx: Tx }): Promise<ProductSaved> {
      const { productId: _id, revision } = product
      const next = documentOf({ ...product, revision: revision + 1 })
      const options = { session: tx, runValidators: true }
      const write = products.replaceOne({ _id, revision }, next, options)
      return guarded(write, { 'skus.code': 'sku-code-taken' })
    },

    /** `revision` is the product's after the change: with it, a repeated line has the same key. */
    async addPrices(
      changes: readonly PriceChange[],
      { revision, operatorName, tx }: { revision: number; operatorName: string; tx: Tx },
    ): Promise<void> {
      if (changes.length > 0) {
        const rows = changes.map((change) => {
          const _id = `${change.skuId}:${revision}`
          return { ...change, _id, operatorName }
        })
        await prices.insertMany(rows, { session: tx })
      }
    },

    /** The last 100 price changes of a SKU, newest first. */
    pricesOf(skuId: Id<'sku'>): Promise<PriceChangeDocument[]> {
      const newest = prices.find({ skuId }).sort({ at: -1 }).limit(MAX_HISTORY)
      return newest.maxTimeMS(MAX_MS).lean<PriceChangeDocument[]>()
    },

    newProductId: () => newId('prd'),
    newSkuId: () => newId('sku'),
  }
}

function beyond({ category, productId }: { category: string; productId: Id<'prd'> }) {
  return [{ category: { $gt: category } }, { category, _id: { $gt: productId } }]
}

function contains(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
}

function productOf({ _id, ...fields }: ProductDocument): Product {
  return { ...fields, productId: _id }
}

function documentOf({ productId: _id, ...fields }: Product): ProductDocument {
  return { ...fields, _id }
}
