import type { Connection } from 'mongoose'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import { guarded, isDuplicateKey, type Tx } from '../../platform/mongo/index.js'
import type { PriceChange, Product } from './catalog.domain.js'
import { HISTORY_READ } from './compared-price.domain.js'
import {
  priceChangeModel,
  productModel,
  type PriceChangeDocument,
  type ProductDocument,
} from './catalog.model.js'

export type ProductSaved = 'saved' | 'moved-on' | 'sku-code-taken'
type ListQuery = Readonly<{
  status?: Product['status']
  kind?: Product['kind']
  category?: string
  /** Sold in this store. */
  storeCode?: string
  /** A SKU costs at least, at most so much. */
  minPriceFen?: Fen
  maxPriceFen?: Fen
  search?: string
  beforeId?: Id<'prd'>
  limit: number
}>
type ShelfQuery = Readonly<{
  category?: string
  /** Only what this store sells. */
  storeCode?: string
  after?: Readonly<{ category: string; productId: Id<'prd'> }>
  limit: number
}>

const MAX_MS = 2_000
const MAX_CATEGORIES = 500

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

    async withIds(productIds: readonly Id<'prd'>[]): Promise<Product[]> {
      const documents = await find({ _id: { $in: productIds } }).lean<ProductDocument[]>()
      return documents.map(productOf)
    },

    /** The products that hold SKUs with these codes. */
    async withCodes(codes: readonly string[]): Promise<Product[]> {
      const documents = await find({ 'skus.code': { $in: codes } }).lean<ProductDocument[]>()
      return documents.map(productOf)
    },

    /** Newest first, for the console. */
    async list(query: ListQuery): Promise<Product[]> {
      const { status, kind, category, storeCode, search, beforeId, limit } = query
      const price = priceBand(query)
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(kind === undefined ? {} : { kind }),
        ...(category === undefined ? {} : { category }),
        ...(storeCode === undefined ? {} : soldAt(storeCode)),
        ...(price === null ? {} : { skus: { $elemMatch: { priceFen: price } } }),
        ...(beforeId === undefined ? {} : { _id: { $lt: beforeId } }),
        ...(search === undefined
          ? {}
          : { $or: [{ name: contains(search) }, { 'skus.code': search }] }),
      }
      const newest = find(filter).sort({ _id: -1 }).limit(limit)
      return (await newest.lean<ProductDocument[]>()).map(productOf)
    },

    /** What is on the shelf, by category, oldest first within one. */
    async shelf({ category, storeCode, after, limit }: ShelfQuery): Promise<Product[]> {
      const filter = {
        status: 'on-shelf',
        ...(category === undefined ? {} : { category }),
        ...(storeCode === undefined ? {} : soldAt(storeCode)),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const shown = find(filter).sort({ category: 1, _id: 1 }).limit(limit)
      return (await shown.lean<ProductDocument[]>()).map(productOf)
    },

    /** Every category in use, with how many products it has; at most 500. */
    async categories(): Promise<{ category: string; products: number }[]> {
      const counted = await products.aggregate<{ _id: string; products: number }>(
        [
          { $group: { _id: '$category', products: { $sum: 1 } } },
          { $sort: { _id: 1 } },
          { $limit: MAX_CATEGORIES },
        ],
        { maxTimeMS: MAX_MS },
      )
      return counted.map(({ _id, products: count }) => ({ category: _id, products: count }))
    },

    /** New products, all or none. */
    async insert(fresh: readonly Product[], { tx }: { tx: Tx }): Promise<ProductSaved> {
      try {
        await products.insertMany(fresh.map(documentOf), { session: tx })
        return 'saved'
      } catch (error) {
        if (isDuplicateKey(error)) {
          return 'sku-code-taken'
        }
        throw error
      }
    },

    /** Writes products unless one of them has changed since it was read (`moved-on`); all or none. */
    async save(changed: readonly Product[], { tx }: { tx: Tx }): Promise<ProductSaved> {
      for (const product of changed) {
        const { productId: _id, revision } = product
        const next = documentOf({ ...product, revision: revision + 1 })
        const options = { session: tx, runValidators: true }
        const write = products.replaceOne({ _id, revision }, next, options)
        const outcome = await guarded(write, { 'skus.code': 'sku-code-taken' })
        if (outcome !== 'saved') {
          return outcome
        }
      }
      return 'saved'
    },

    /** `revision` is the product's after the change: with it, a repeated line has the same key. */
    async addPrices(
      changes: readonly (PriceChange & { readonly revision: number })[],
      { operatorName, tx }: { operatorName: string; tx: Tx },
    ): Promise<void> {
      if (changes.length > 0) {
        const rows = changes.map(({ revision, ...change }) => {
          const _id = `${change.skuId}:${revision}`
          return { ...change, _id, operatorName }
        })
        await prices.insertMany(rows, { session: tx })
      }
    },

    /** The last 100 price changes of a SKU, newest first. */
    pricesOf(skuId: Id<'sku'>): Promise<PriceChangeDocument[]> {
      const newest = prices.find({ skuId }).sort({ at: -1 }).limit(HISTORY_READ)
      return newest.maxTimeMS(MAX_MS).lean<PriceChangeDocument[]>()
    },

    newProductId: () => newId('prd'),
    newSkuId: () => newId('sku'),
  }
}

function beyond({ category, productId }: { category: string; productId: Id<'prd'> }) {
  return [{ category: { $gt: category } }, { category, _id: { $gt: productId } }]
}

/** Filter of what a store sells; one key, so that it stands beside others. */
function soldAt(storeCode: string) {
  return { $and: [{ $or: [{ stores: { $exists: false } }, { stores: storeCode }] }] }
}

function priceBand({ minPriceFen, maxPriceFen }: ListQuery) {
  const band = {
    ...(minPriceFen === undefined ? {} : { $gte: minPriceFen }),
    ...(maxPriceFen === undefined ? {} : { $lte: maxPriceFen }),
  }
  return Object.keys(band).length === 0 ? null : band
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
