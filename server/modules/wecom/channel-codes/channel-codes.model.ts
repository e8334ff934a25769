import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { ChannelCode } from './channel-codes.domain.js'

export type ChannelCodeDocument = Stored<ChannelCode, 'channelCodeId'>

const text = { type: String, required: true } as const
const count = { type: Number, required: true, min: 0 } as const
const schema = new Schema(
  {
    _id: text,
    name: text,
    userids: { type: [String], required: true },
    storeCode: String,
    skipVerify: { type: Boolean, required: true },
    welcomeText: { type: String, default: '' },
    stateToken: { ...text, maxLength: 30 },
    status: { ...text, enum: ['creating', 'ready', 'failed'] },
    configId: String,
    qrCodeUrl: String,
    failure: String,
    createdAt: { type: Date, required: true },
    createdBy: text,
    requestKey: text,
    requestHash: text,
    added: count,
    lost: count,
  },
  { collection: 'channel_codes', strict: 'throw', versionKey: false },
)
// By the token that comes with a new contact.
schema.index({ stateToken: 1 }, { unique: true })
// One code per Idempotency-Key of an operator.
schema.index({ requestKey: 1 }, { unique: true })
// Codes that WeCom has not confirmed: repaired by the job.
schema.index({ status: 1, createdAt: 1 })
// Which handles of WeCom are ours already.
schema.index({ configId: 1 }, { unique: true, sparse: true })
// The codes of some stores, newest first.
schema.index({ storeCode: 1, _id: -1 })

export const channelCodeModel = (db: Connection) => db.model('ChannelCode', schema)

export const channelCodeQueries: readonly NamedQuery[] = [
  { name: 'channel-codes.list', filter: {}, sort: { _id: -1 }, index: '_id_' },
  {
    name: 'channel-codes.of-stores',
    filter: { storeCode: 'sz-01' },
    sort: { _id: -1 },
    index: 'storeCode_1__id_-1',
  },
  {
    name: 'channel-codes.by-token',
    filter: { stateToken: { $in: ['token'] } },
    index: 'stateToken_1',
  },
  { name: 'channel-codes.by-request', filter: { requestKey: 'opr_1:key' }, index: 'requestKey_1' },
  {
    name: 'channel-codes.unconfirmed',
    filter: { status: 'creating', createdAt: { $lte: new Date(0) } },
    sort: { createdAt: 1 },
    index: 'status_1_createdAt_1',
  },
  {
    name: 'channel-codes.by-handle',
    filter: { configId: { $in: ['config'] } },
    index: 'configId_1',
  },
]
