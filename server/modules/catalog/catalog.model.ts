import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { PriceChange, Product } from './catalog.domain.js'

export type ProductDocument = Stored<Product, 'productId'>
export type PriceChangeDocument = PriceChange & { _id: string; operatorName: string }

const required = <T>(type: T) => ({ type, required: true }) as const
const sku = new Schema(
  {
    skuId: required(String),
    name: required(String),
    priceFen: { ...required(Number), min: 1 },
    code: required(String),
    comparedFen: { type: Number, min: 1 },
    comparedBase: String,
  },
  { _id: false, strict: 'throw' },
)
const voucher = new Schema(
  {
    validDays: Number,
    validUntilOn: String,
    uses: { ...required(Number), min: 1 },
    storeCodes: [String],
    atExpiry: { ...required(String), enum: ['refund', 'lapse'] },
  },
  { _id: false, strict: 'throw' },
)
const products = new Schema(
  {
    _id: required(String),
    revision: required(Number),
    name: required(String),
    category: required(String),
    description: String,
    kind: { ...required(String), enum: ['goods', 'voucher', 'service'] },
    status: { ...required(String), enum: ['on-shelf', 'off-shelf'] },
    pictureIds: [String],
    stores: { type: [String], default: undefined },
    tint: String,
    art: String,
    skus: [sku],
    voucher,
    createdAt: required(Date),
    updatedAt: required(Date),
  },
  { collection: 'products', strict: 'throw', versionKey: false },
)
// The shop's shelf, in the order in which it is shown; one category of it.
products.index({ status: 1, category: 1, _id: 1 })
// The console's list of one state, newest first.
products.index({ status: 1, _id: -1 })
// Prices of an order; unique by itself, since ids are.
products.index({ 'skus.skuId': 1 })
// A till's code means one SKU. The domain checks within one product, where this index does not.
products.index({ 'skus.code': 1 }, { unique: true })

const prices = new Schema(
  {
    _id: required(String), // <sku>:<revision of the product>: one change, one line
    skuId: required(String),
    productId: required(String),
    fromFen: Number,
    toFen: required(Number),
    at: required(Date),
    operatorName: required(String),
  },
  { collection: 'price_changes', strict: 'throw', versionKey: false },
)
// The history of one SKU, newest first.
prices.index({ skuId: 1, at: -1 })

export const productModel = (db: Connection) => db.model('Product', products)
export const priceChangeModel = (db: Connection) => db.model('PriceChange', prices)

const skuId: Id<'sku'> = 'sku_1'
/** Every query of this module, for the test that explains them. */
export const catalogQueries: readonly NamedQuery[] = [
  {
    name: 'products.shelf',
    filter: { status: 'on-shelf', category: '茶' },
    sort: { _id: 1 },
    index: 'status_1_category_1__id_1',
  },
  {
    name: 'products.of-status',
    filter: { status: 'off-shelf' },
    sort: { _id: -1 },
    index: 'status_1__id_-1',
  },
  { name: 'products.of-skus', filter: { 'skus.skuId': { $in: [skuId] } }, index: 'skus.skuId_1' },
  { name: 'products.of-codes', filter: { 'skus.code': { $in: ['A1'] } }, index: 'skus.code_1' },
  { name: 'products.all', filter: {}, sort: { _id: -1 }, index: '_id_' },
  { name: 'prices.of-sku', filter: { skuId }, sort: { at: -1 }, index: 'skuId_1_at_-1' },
]
