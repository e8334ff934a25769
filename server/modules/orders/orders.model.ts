import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { HolderKey, Order } from './orders.domain.js'
import type { ReportedRefund } from './reported.domain.js'

export type OrderDocument = Stored<Order, 'orderId'>
export type RefundDocument = Stored<ReportedRefund, 'refundId'>
/** Guards one intention of a client: `_id` is `<identifier>:<key>`. */
export type OrderKeyDocument = {
  _id: string
  orderId: string
  bodyHash: string
  at: Date
  /** What was ordered; missing in rows of before the sold-out gate. */
  skuIds?: readonly string[]
}
/** Guards the number of open orders; one per identifier, added up over the living customer. */
export type OpenOrdersDocument = { _id: HolderKey; orderIds: string[]; revision: number }
/** What sending a parcel costs; one document. */
export type OrderSettingsDocument = {
  _id: 'delivery'
  feeFen: number
  freeFromFen?: number
  revision: number
}
/** Guards a pick-up code while its order has not been handed over. */
export type PickupCodeDocument = { _id: string; orderId: string; at: Date }

const KEEP_KEYS_SECONDS = 30 * 24 * 60 * 60

const required = <T>(type: T) => ({ type, required: true }) as const
const amount = { ...required(Number), min: 0 }
const inner = { _id: false, strict: 'throw' } as const
const stored = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const

const voucher = new Schema(
  {
    validDays: Number,
    validUntilOn: String,
    uses: required(Number),
    storeCodes: [String],
    atExpiry: required(String),
  },
  inner,
)
const line = new Schema(
  {
    skuId: String,
    code: required(String),
    name: required(String),
    skuName: String,
    pictureId: String,
    tint: String,
    art: String,
    qty: { ...required(Number), min: 1 },
    priceFen: amount,
    amountFen: amount,
    discountFen: Number,
    refundedQty: Number,
    voucher,
  },
  inner,
)
const step = new Schema(
  {
    kind: required(String),
    amountFen: required(Number), // negative: what it takes off
    units: Number,
    name: String,
    terms: String,
    thresholdFen: Number,
    offFen: Number,
    percent: Number,
    capFen: Number,
    feeFen: Number,
    freeFromFen: Number,
  },
  inner,
)
const usedCoupon = new Schema({ couponId: required(String), name: required(String) }, inner)
const shipment = new Schema(
  { company: required(String), trackingNo: required(String), at: required(Date) },
  inner,
)
const entry = new Schema({ at: required(Date), status: required(String), reason: String }, inner)
const orders = new Schema<OrderDocument>(
  {
    _id: required(String), // of an order from outside: made from source and number
    orderNo: required(String),
    source: required(String),
    identifierKey: String,
    revision: required(Number),
    status: required(String),
    items: [line],
    totalFen: amount,
    discountFen: Number,
    deliveryFen: Number,
    coupon: usedCoupon,
    explanation: { type: [step], default: undefined },
    paidFen: amount,
    refundedFen: amount,
    storeCode: String,
    sealedAddress: String,
    shipment,
    channel: String,
    assistedBy: new Schema({ operatorId: required(String), name: required(String) }, inner),
    note: String,
    createdAt: required(Date),
    expiresAt: Date,
    closeDueAt: Date,
    completeDueAt: Date,
    closeAttempts: required(Number),
    paymentId: String,
    paidAt: Date,
    closedAt: Date,
    closedReason: String,
    pickupCode: String,
    contentHash: String,
    history: [entry],
  },
  stored('orders'),
)
// A customer's orders, newest first.
orders.index({ identifierKey: 1, createdAt: -1, _id: -1 })
// The console's lists: all, of one status, of one source, of an operator's stores.
orders.index({ createdAt: -1, _id: -1 })
orders.index({ status: 1, createdAt: -1, _id: -1 })
orders.index({ source: 1, createdAt: -1, _id: -1 })
orders.index({ storeCode: 1, createdAt: -1, _id: -1 })
// The console's search.
orders.index({ orderNo: 1 })
// What the expiry job has to look at; only orders that wait for payment.
orders.index({ closeDueAt: 1 }, { partialFilterExpression: { closeDueAt: { $exists: true } } })
// Parcels that count as received by now; only those on their way.
orders.index(
  { completeDueAt: 1 },
  { partialFilterExpression: { completeDueAt: { $exists: true } } },
)
// Figures of a period.
orders.index({ paidAt: 1 })

const refunds = new Schema(
  {
    _id: required(String), // made from source, order number and refund number
    orderId: required(String),
    refundNo: required(String),
    refundFen: amount,
    at: required(Date),
    state: { ...required(String), enum: ['done', 'exceeding'] },
    contentHash: required(String),
  },
  stored('order_refunds'),
)
// The refunds of an order, for the console.
refunds.index({ orderId: 1, at: 1 })
// Those that wait for a person, and since when; as small as they are few.
refunds.index({ state: 1, at: 1 }, { partialFilterExpression: { state: 'exceeding' } })

const keys = new Schema(
  {
    _id: required(String),
    orderId: required(String),
    bodyHash: required(String),
    at: required(Date),
    skuIds: [String],
  },
  stored('order_keys'),
)
// Whose repeated request must find its order though the SKU is sold out: read once when the gate is shut.
keys.index({ skuIds: 1 })
// For no query: forgets keys that no client can still be repeating.
keys.index({ at: 1 }, { expireAfterSeconds: KEEP_KEYS_SECONDS })

const openOrders = new Schema(
  { _id: required(String), orderIds: [String], revision: required(Number) },
  stored('open_orders'),
)
const pickupCodes = new Schema(
  { _id: required(String), orderId: required(String), at: required(Date) },
  stored('pickup_codes'),
)

const settings = new Schema(
  { _id: required(String), feeFen: amount, freeFromFen: Number, revision: required(Number) },
  stored('order_settings'),
)

export const orderModel = (db: Connection) => db.model('Order', orders)
export const orderSettingsModel = (db: Connection) => db.model('OrderSettings', settings)
export const refundModel = (db: Connection) => db.model('OrderRefund', refunds)
export const orderKeyModel = (db: Connection) => db.model('OrderKey', keys)
export const openOrdersModel = (db: Connection) => db.model('OpenOrders', openOrders)
export const pickupCodeModel = (db: Connection) => db.model('PickupCode', pickupCodes)

const newest = { createdAt: -1, _id: -1 } as const
/** Every query of this module, for the test that explains them. */
export const orderQueries: readonly NamedQuery[] = [
  { name: 'orders.by-id', filter: { _id: { $in: ['ord_1'] } }, index: '_id_' },
  {
    name: 'orders.of-customer',
    filter: { identifierKey: { $in: ['openid:a:b'] } },
    sort: newest,
    index: 'identifierKey_1_createdAt_-1__id_-1',
  },
  { name: 'orders.all', filter: {}, sort: newest, index: 'createdAt_-1__id_-1' },
  {
    name: 'orders.of-status',
    filter: { status: 'paid' },
    sort: newest,
    index: 'status_1_createdAt_-1__id_-1',
  },
  {
    name: 'orders.of-source',
    filter: { source: 'pos' },
    sort: newest,
    index: 'source_1_createdAt_-1__id_-1',
  },
  {
    name: 'orders.of-stores',
    filter: { storeCode: { $in: ['S1'] } },
    sort: newest,
    index: 'storeCode_1_createdAt_-1__id_-1',
  },
  { name: 'orders.search', filter: { orderNo: /^A1/ }, index: 'orderNo_1' },
  {
    name: 'orders.to-close',
    filter: { closeDueAt: { $lte: new Date(0) } },
    sort: { closeDueAt: 1 },
    index: 'closeDueAt_1',
  },
  {
    name: 'orders.to-complete',
    filter: { completeDueAt: { $lte: new Date(0) } },
    sort: { completeDueAt: 1 },
    index: 'completeDueAt_1',
  },
  { name: 'order_keys.of-sku', filter: { skuIds: 'sku_1' }, index: 'skuIds_1' },
  { name: 'orders.paid-in', filter: { paidAt: { $gte: new Date(0) } }, index: 'paidAt_1' },
  {
    name: 'order_refunds.of-order',
    filter: { orderId: 'ord_1' },
    sort: { at: 1 },
    index: 'orderId_1_at_1',
  },
  {
    name: 'order_refunds.exceeding',
    filter: { state: 'exceeding' },
    sort: { at: 1 },
    index: 'state_1_at_1',
  },
]
