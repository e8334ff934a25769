import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery } from '../../platform/mongo/index.js'
import type { Pool } from './stock.domain.js'

/** `<sku>:<pool>`; the pool of the shop is `main`, stores and rounds will have their own. */
export type PoolId = `${Id<'sku'>}:${string}`
export type PoolDocument = Pool & { _id: PoolId; pool: string; updatedAt: Date }

export type HoldState = 'held' | 'sold' | 'released' | 'returned'
/** One row per order and pool: whatever ends the hold, ends it once. */
export type HoldDocument = {
  _id: string
  orderId: string
  poolId: PoolId
  skuId: Id<'sku'>
  qty: number
  state: HoldState
  heldAt: Date
  endedAt?: Date
}

const required = <T>(type: T) => ({ type, required: true }) as const
const count = { ...required(Number), min: 0 }
const pools = new Schema(
  {
    _id: required(String),
    skuId: required(String),
    pool: required(String),
    isUnlimited: required(Boolean),
    total: count,
    held: count,
    sold: count,
    updatedAt: required(Date),
  },
  { collection: 'stock_pools', strict: 'throw', versionKey: false },
)
const holds = new Schema(
  {
    _id: required(String), // <order>:<pool id>
    orderId: required(String),
    poolId: required(String),
    skuId: required(String),
    qty: { ...required(Number), min: 1 },
    state: { ...required(String), enum: ['held', 'sold', 'released', 'returned'] },
    heldAt: required(Date),
    endedAt: Date,
  },
  { collection: 'stock_holds', strict: 'throw', versionKey: false },
)
// What an order holds, when it is paid or closed.
holds.index({ orderId: 1 })

export const poolModel = (db: Connection) => db.model('StockPool', pools)
export const holdModel = (db: Connection) => db.model('StockHold', holds)

/** Every query of this module, for the test that explains them. */
export const stockQueries: readonly NamedQuery[] = [
  { name: 'stock_pools.of-skus', filter: { _id: { $in: ['sku_1:main'] } }, index: '_id_' },
  {
    name: 'stock_holds.of-order',
    filter: { orderId: 'ord_1', state: 'held' },
    index: 'orderId_1',
  },
]
