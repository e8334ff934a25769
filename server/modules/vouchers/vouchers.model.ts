import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Redemption, Voucher } from './voucher.domain.js'

export type VoucherDocument = Stored<Voucher, 'voucherId'>
export type RedemptionDocument = Stored<Redemption, 'redemptionId'>
/** Guards a code: `_id` is its blind index. Unique on any shard, which an index of `vouchers` could not be. */
export type VoucherCodeDocument = { _id: string; voucherId: Voucher['voucherId'] }

const required = <T>(type: T) => ({ type, required: true }) as const
const amount = { ...required(Number), min: 0 }
const inner = { _id: false, strict: 'throw' } as const
const stored = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const

const vouchers = new Schema<VoucherDocument>(
  {
    _id: required(String), // made from order, line and number: what is issued twice is refused
    revision: required(Number),
    orderId: required(String),
    identifierKey: required(String),
    payerKey: required(String),
    code: required(String), // sealed by piiCipher
    codeKey: required(String),
    codeTail: required(String),
    name: required(String),
    skuName: String,
    pictureId: String,
    tint: String,
    art: String,
    state: required(String),
    leftFen: [Number],
    usesLeft: amount,
    owedFen: amount,
    uses: { ...required(Number), min: 1 },
    soldFen: amount,
    storeCodes: [String],
    atExpiry: required(String),
    validFrom: required(Date),
    validTo: required(Date),
    dueAt: Date,
    remindAt: Date,
    offer: new Schema({ at: required(Date), until: required(Date) }, inner),
    givenAt: Date,
    refundId: String,
    endedAt: Date,
    createdAt: required(Date),
  },
  stored('vouchers'),
)
// A customer's vouchers, newest first; those that they paid for and gave away.
vouchers.index({ identifierKey: 1, createdAt: -1, _id: -1 })
vouchers.index({ payerKey: 1, createdAt: -1, _id: -1 })
// The console's lists: all, of one state.
vouchers.index({ createdAt: -1, _id: -1 })
vouchers.index({ state: 1, createdAt: -1, _id: -1 })
// The codes of an order, at most 40.
vouchers.index({ orderId: 1 })
// What the job has to end, and whose owner is to be told.
vouchers.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
vouchers.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $exists: true } } })

const codes = new Schema<VoucherCodeDocument>(
  { _id: required(String), voucherId: required(String) },
  stored('voucher_codes'),
)

const redemptions = new Schema<RedemptionDocument>(
  {
    _id: required(String), // made from source and redeemId: the same request is one redemption
    voucherId: required(String),
    orderId: required(String),
    redeemId: required(String),
    source: required(String),
    storeCode: required(String),
    uses: { ...required(Number), min: 1 },
    useFen: [Number],
    amountFen: amount,
    usesLeft: amount,
    at: required(Date),
    operatorName: String,
    undoneAt: Date,
    undoneBy: String,
  },
  stored('voucher_redemptions'),
)
// What became of a voucher.
redemptions.index({ voucherId: 1, at: 1 })
// A store's redemptions, newest first; those of all stores.
redemptions.index({ storeCode: 1, at: -1, _id: -1 })
redemptions.index({ at: -1, _id: -1 })

export const voucherModel = (db: Connection) => db.model<VoucherDocument>('Voucher', vouchers)
export const voucherCodeModel = (db: Connection) =>
  db.model<VoucherCodeDocument>('VoucherCode', codes)
export const redemptionModel = (db: Connection) =>
  db.model<RedemptionDocument>('VoucherRedemption', redemptions)

const newest = { createdAt: -1, _id: -1 } as const
const latest = { at: -1, _id: -1 } as const
/** Every query of this module, for the test that explains them. */
export const voucherQueries: readonly NamedQuery[] = [
  { name: 'vouchers.by-id', filter: { _id: { $in: ['vch_1'] } }, index: '_id_' },
  {
    name: 'vouchers.of-customer',
    filter: { identifierKey: { $in: ['openid:a:b'] } },
    sort: newest,
    index: 'identifierKey_1_createdAt_-1__id_-1',
  },
  {
    name: 'vouchers.of-payer',
    filter: { payerKey: { $in: ['openid:a:b'] } },
    sort: newest,
    index: 'payerKey_1_createdAt_-1__id_-1',
  },
  { name: 'vouchers.all', filter: {}, sort: newest, index: 'createdAt_-1__id_-1' },
  {
    name: 'vouchers.of-state',
    filter: { state: 'active' },
    sort: newest,
    index: 'state_1_createdAt_-1__id_-1',
  },
  { name: 'vouchers.of-order', filter: { orderId: 'ord_1' }, index: 'orderId_1' },
  {
    name: 'vouchers.due',
    filter: { dueAt: { $lte: new Date(0) } },
    sort: { dueAt: 1 },
    index: 'dueAt_1',
  },
  {
    name: 'vouchers.to-remind',
    filter: { remindAt: { $lte: new Date(0) } },
    sort: { remindAt: 1 },
    index: 'remindAt_1',
  },
  { name: 'voucher_codes.by-id', filter: { _id: 'x' }, index: '_id_' },
  {
    name: 'voucher_redemptions.of-voucher',
    filter: { voucherId: 'vch_1' },
    sort: { at: 1 },
    index: 'voucherId_1_at_1',
  },
  {
    name: 'voucher_redemptions.of-store',
    filter: { storeCode: { $in: ['S1'] } },
    sort: latest,
    index: 'storeCode_1_at_-1__id_-1',
  },
  { name: 'voucher_redemptions.all', filter: {}, sort: latest, index: 'at_-1__id_-1' },
]
