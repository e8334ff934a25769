import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery } from '../../platform/mongo/index.js'
import type { JournalLine } from './journal.domain.js'
import type { Pool, PoolName } from './stock.domain.js'

/** `<sku>:<pool>` */
export type PoolId = `${Id<'sku'>}:${PoolName}`
/** `isSoldOut` is missing in pools that were made before it existed. */
export type PoolDocument = Omit<Pool, 'isSoldOut'> & {
  _id: PoolId
  isSoldOut?: boolean
  updatedAt: Date
}
export type JournalDocument = JournalLine & { _id: Id<'sjr'>; poolId: PoolId }

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
    isSoldOut: Boolean,
    total: count,
    held: count,
    sold: count,
    updatedAt: required(Date),
  },
  { collection: 'stock_pools', strict: 'throw', versionKey: false },
)
// The pools of one store, or of all SKUs, in the order of the SKUs.
pools.index({ pool: 1, _id: 1 })
// Every pool of some SKUs.
pools.index({ skuId: 1, pool: 1 })

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

const journal = new Schema(
  {
    _id: required(String),
    poolId: required(String),
    skuId: required(String),
    pool: required(String),
    kind: {
      ...required(String),
      enum: ['opened', 'set', 'moved', 'imported', 'switched', 'taken-back'],
    },
    delta: required(Number),
    total: count,
    isUnlimited: required(Boolean),
    isSoldOut: required(Boolean),
    other: String,
    units: Number,
    orderId: String,
    operator: { type: Schema.Types.Mixed, default: null }, // { operatorId, name } or null
    reason: required(String),
    at: required(Date),
  },
  { collection: 'stock_journal', strict: 'throw', versionKey: false },
)
// The journal of one SKU, newest first.
journal.index({ skuId: 1, _id: -1 })

export const poolModel = (db: Connection) => db.model('StockPool', pools)
export const holdModel = (db: Connection) => db.model('StockHold', holds)
export const journalModel = (db: Connection) => db.model('StockJournal', journal)

/** Every query of this module, for the test that explains them. */
export const stockQueries: readonly NamedQuery[] = [
  { name: 'stock_pools.of-skus', filter: { _id: { $in: ['sku_1:main'] } }, index: '_id_' },
  {
    name: 'stock_pools.of-pools',
    filter: { pool: { $in: ['main', 'store:S001'] } },
    sort: { _id: 1 },
    index: 'pool_1__id_1',
  },
  {
    name: 'stock_pools.all-of-skus',
    filter: { skuId: { $in: ['sku_1'] } },
    sort: { _id: 1 },
    index: 'skuId_1_pool_1',
  },
  {
    name: 'stock_pools.all',
    filter: { _id: { $gt: 'sku_1:main' } },
    sort: { _id: 1 },
    index: '_id_',
  },
  {
    name: 'stock_journal.of-sku',
    filter: { skuId: 'sku_1' },
    sort: { _id: -1 },
    index: 'skuId_1__id_-1',
  },
  {
    name: 'stock_holds.of-order',
    filter: { orderId: 'ord_1', state: 'held' },
    index: 'orderId_1',
  },
]
