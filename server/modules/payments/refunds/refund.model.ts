import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { Refund } from './refund.domain.js'

export type RefundDocument = Stored<Refund, 'refundId'>

const required = <T>(type: T) => ({ type, required: true }) as const
const amount = { ...required(Number), min: 0 }
const inner = { _id: false, strict: 'throw' } as const

const source = new Schema(
  {
    kind: { ...required(String), enum: ['order', 'unapplied'] },
    goodsFen: Number,
    voucherFen: Number,
    onHoldFen: Number,
  },
  inner,
)
const trouble = new Schema({ code: required(String), at: required(Date) }, inner)
const schema = new Schema<RefundDocument>(
  {
    _id: required(String), // made from order and reason key
    revision: required(Number),
    orderId: required(String),
    paymentId: required(String),
    reasonKey: required(String),
    reason: required(String),
    amountFen: { ...required(Number), min: 1 },
    paymentFen: amount,
    source: { type: source, required: true },
    state: {
      ...required(String),
      enum: [
        'requested',
        'processing',
        'succeeded',
        'abnormal',
        'failed',
        'returned-to-merchant',
        'settled-offline',
      ],
    },
    round: required(Number),
    attempt: required(Number),
    tries: required(Number),
    requestedAt: required(Date),
    giveUpAt: required(Date),
    nextAt: Date,
    isOutcomeUnknown: Boolean,
    trouble,
    wechatRefundId: String,
    acceptedAt: Date,
    endedAt: Date,
    account: String,
  },
  { collection: 'refunds', strict: 'throw', versionKey: false },
)
// The refunds of an order, for its page.
schema.index({ orderId: 1, _id: 1 })
// What the job sends or asks about; only rows that have a question.
schema.index({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $exists: true } } })
// The console's queue of one state, newest first.
schema.index({ state: 1, requestedAt: -1, _id: -1 })
// What reached the customers on one day, newest first.
schema.index({ endedAt: -1, _id: -1 }, { partialFilterExpression: { state: 'succeeded' } })
// The console's list of all.
schema.index({ requestedAt: -1, _id: -1 })

export const refundRowModel = (db: Connection) => db.model<RefundDocument>('PaymentRefund', schema)

export const refundRowQueries: readonly NamedQuery[] = [
  { name: 'refunds.by-id', filter: { _id: { $in: ['rfd_1'] } }, index: '_id_' },
  {
    name: 'refunds.of-order',
    filter: { orderId: 'ord_1' },
    sort: { _id: 1 },
    index: 'orderId_1__id_1',
  },
  {
    name: 'refunds.of-payment',
    filter: { orderId: 'ord_1', paymentId: 'pay_1' },
    index: 'orderId_1__id_1',
  },
  {
    name: 'refunds.due',
    filter: { nextAt: { $lte: new Date(0) } },
    sort: { nextAt: 1 },
    index: 'nextAt_1',
  },
  {
    name: 'refunds.of-state',
    filter: { state: { $in: ['failed'] } },
    sort: { requestedAt: -1, _id: -1 },
    index: 'state_1_requestedAt_-1__id_-1',
  },
  {
    name: 'refunds.of-orders',
    filter: { orderId: { $in: ['ord_1'] } },
    sort: { orderId: 1, _id: 1 },
    index: 'orderId_1__id_1',
  },
  {
    name: 'refunds.ended-since',
    filter: { state: 'succeeded', endedAt: { $gte: new Date(0) } },
    sort: { endedAt: -1, _id: -1 },
    index: 'endedAt_-1__id_-1',
  },
  {
    name: 'refunds.all',
    filter: {},
    sort: { requestedAt: -1, _id: -1 },
    index: 'requestedAt_-1__id_-1',
  },
]
