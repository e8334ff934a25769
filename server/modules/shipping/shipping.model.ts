import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Shipment } from './shipping.domain.js'

export type ShipmentDocument = Stored<Shipment, 'paymentId'>

const required = <T>(type: T) => ({ type, required: true }) as const
const parcel = new Schema(
  { company: required(String), trackingNo: required(String), receiverPhoneMasked: String },
  { _id: false, strict: 'throw' },
)
const schema = new Schema<ShipmentDocument>(
  {
    _id: required(String), // the payment
    orderId: required(String),
    revision: required(Number),
    state: {
      ...required(String),
      enum: ['waiting', 'reported', 'settled', 'unneeded', 'failed'],
    },
    way: { ...required(String), enum: ['express', 'virtual', 'self-pickup'] },
    title: required(String),
    parcel,
    fulfilledAt: required(Date),
    reports: required(Number),
    tries: required(Number),
    nextAt: Date,
    isOutcomeUnknown: Boolean,
    troubleCode: String,
    reportedAt: Date,
    remindedAt: Date,
    settledAt: Date,
  },
  { collection: 'shipments', strict: 'throw', versionKey: false },
)
// What the job reports or reminds of; only rows that have something due.
schema.index({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $exists: true } } })
// The console's list of one state, newest first.
schema.index({ state: 1, fulfilledAt: -1, _id: -1 })
// The console's list of all.
schema.index({ fulfilledAt: -1, _id: -1 })

export const shipmentModel = (db: Connection) => db.model<ShipmentDocument>('Shipment', schema)

export const shipmentQueries: readonly NamedQuery[] = [
  { name: 'shipments.by-payment', filter: { _id: { $in: ['pay_1'] } }, index: '_id_' },
  {
    name: 'shipments.due',
    filter: { nextAt: { $lte: new Date(0) } },
    sort: { nextAt: 1 },
    index: 'nextAt_1',
  },
  {
    name: 'shipments.of-state',
    filter: { state: 'failed' },
    sort: { fulfilledAt: -1, _id: -1 },
    index: 'state_1_fulfilledAt_-1__id_-1',
  },
  {
    name: 'shipments.all',
    filter: {},
    sort: { fulfilledAt: -1, _id: -1 },
    index: 'fulfilledAt_-1__id_-1',
  },
]
