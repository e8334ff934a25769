import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { Welcome } from './welcome.domain.js'

export type WelcomeDocument = Stored<Welcome, 'welcomeId'>

export const KEEP_WELCOMES_S = 180 * 24 * 60 * 60

const text = { type: String, required: true } as const
const count = { type: Number, required: true, min: 0 } as const
const schema = new Schema(
  {
    _id: text,
    deliveryId: String, // records older than this field have none
    userid: text,
    externalUserid: text,
    identifierKey: text,
    channelCodeId: String,
    outcome: { ...text, enum: ['sent', 'sent-or-chatting', 'expired', 'failed', 'skipped'] },
    reason: String,
    attempts: count,
    at: { type: Date, required: true },
    latencyMs: { type: Number, required: true },
  },
  { collection: 'welcomes', strict: 'throw', versionKey: false },
)
// Numbers of the last day; also lets old ones go.
schema.index({ at: 1 }, { expireAfterSeconds: KEEP_WELCOMES_S })
// Whether a customer was greeted, for the sidebar.
schema.index({ identifierKey: 1, at: -1 })

export const welcomeModel = (db: Connection) => db.model('Welcome', schema)

export const welcomeQueries: readonly NamedQuery[] = [
  { name: 'welcomes.by-code', filter: { _id: 'hash' }, index: '_id_' },
  {
    name: 'welcomes.since',
    filter: { at: { $gte: new Date(0) } },
    sort: { at: -1 },
    index: 'at_1',
  },
  {
    name: 'welcomes.of-customer',
    filter: { identifierKey: { $in: ['external_userid:ww1:wm1'] } },
    sort: { at: -1 },
    index: 'identifierKey_1_at_-1',
  },
]
