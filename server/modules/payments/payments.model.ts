import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Payment } from './payments.domain.js'

export type PaymentDocument = Stored<Payment, 'paymentId'>

export const OPEN_STATES = ['created', 'prepaid'] as const

const required = <T>(type: T) => ({ type, required: true }) as const
const schema = new Schema(
  {
    _id: required(String), // the out_trade_no
    orderId: required(String),
    revision: required(Number),
    state: { ...required(String), enum: ['created', 'prepaid', 'paid', 'closed', 'paid-late'] },
    amountFen: { ...required(Number), min: 1 },
    openid: String,
    way: { type: String, enum: ['native'] },
    description: required(String),
    createdAt: required(Date),
    expiresAt: required(Date),
    prepayAskedAt: Date,
    prepayId: String,
    nextQueryAt: Date,
    queries: required(Number),
    transactionId: String,
    paidAt: Date,
    closedAt: Date,
    refundReservedFen: Number,
  },
  { collection: 'payments', strict: 'throw', versionKey: false },
)
// The payments of an order, for the console.
schema.index({ orderId: 1, _id: 1 })
// What the query job has to ask about; only rows that still have a question.
schema.index({ nextQueryAt: 1 }, { partialFilterExpression: { nextQueryAt: { $exists: true } } })
// Payments that have no end, and those of a day, for the nightly comparison with WeChat.
schema.index(
  { state: 1, _id: 1 },
  { partialFilterExpression: { state: { $in: [...OPEN_STATES] } } },
)
schema.index({ createdAt: 1, _id: 1 })

export const paymentModel = (db: Connection) => db.model('Payment', schema)

export const paymentQueries: readonly NamedQuery[] = [
  { name: 'payments.by-number', filter: { _id: { $in: ['pay_1'] } }, index: '_id_' },
  {
    name: 'payments.of-order',
    filter: { orderId: 'ord_1' },
    sort: { _id: 1 },
    index: 'orderId_1__id_1',
  },
  {
    name: 'payments.to-query',
    filter: { nextQueryAt: { $lte: new Date(0) } },
    sort: { nextQueryAt: 1 },
    index: 'nextQueryAt_1',
  },
  {
    name: 'payments.open',
    filter: { state: { $in: OPEN_STATES } },
    sort: { _id: 1 },
    index: 'state_1__id_1',
  },
  {
    name: 'payments.of-day',
    filter: { createdAt: { $gte: new Date(0), $lt: new Date(1) } },
    sort: { createdAt: 1, _id: 1 },
    index: 'createdAt_1__id_1',
  },
  {
    name: 'payments.unfinished',
    filter: { nextQueryAt: { $gt: new Date(0) } },
    index: 'nextQueryAt_1',
  },
]
