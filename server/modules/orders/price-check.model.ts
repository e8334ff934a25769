import { Schema, type Connection } from 'mongoose'
import type { NamedQuery } from '../../platform/mongo/index.js'
import type { SeenPrice } from './price-check.domain.js'

/** One per till, store and SKU. `at` and `orderNo` are of the last sale that was seen. */
export type PriceDifferenceDocument = SeenPrice & { _id: string; count: number; firstAt: Date }

const required = <T>(type: T) => ({ type, required: true }) as const
const differences = new Schema(
  {
    _id: required(String),
    source: required(String),
    storeCode: String,
    skuId: required(String),
    productId: required(String),
    code: required(String),
    name: required(String),
    tillFen: required(Number),
    shopFen: required(Number),
    orderNo: required(String),
    count: required(Number),
    firstAt: required(Date),
    at: required(Date),
  },
  { collection: 'price_differences', strict: 'throw', versionKey: false },
)
// The list, last seen first; of some stores. There are at most as many rows as tills, stores and SKUs.
differences.index({ at: -1, _id: -1 })
differences.index({ storeCode: 1, at: -1, _id: -1 })

export const priceDifferenceModel = (db: Connection) => db.model('PriceDifference', differences)

const newest = { at: -1, _id: -1 } as const
export const priceCheckQueries: readonly NamedQuery[] = [
  {
    name: 'price_differences.newest',
    filter: { at: { $lte: new Date(0) } },
    sort: newest,
    index: 'at_-1__id_-1',
  },
  {
    name: 'price_differences.of-stores',
    filter: { storeCode: { $in: ['S1'] } },
    sort: newest,
    index: 'storeCode_1_at_-1__id_-1',
  },
]
