import { Schema } from 'mongoose'
import type { Db, NamedQuery } from '../../platform/mongo/index.js'
import type { TimelineGroup } from './facts.domain.js'
import type { IdentifierKey } from './identifier.domain.js'

export const TIMELINE = 'timeline'

/** `timeline`: what happened, one document per entry, with the identifier it came in on. */
export type TimelineDocument = {
  _id: string
  identifierKey: IdentifierKey
  eventId: string
  at: Date
  type: string
  source: string
  group: TimelineGroup
  summary: string
  data: Record<string, unknown>
  heldAt?: Date
  netFen?: number
}

const text = { type: String, required: true } as const
const schema = new Schema(
  {
    _id: text,
    identifierKey: text,
    eventId: text,
    at: { type: Date, required: true },
    type: text,
    source: text,
    group: { ...text, enum: ['orders', 'mini', 'wecom', 'service'] },
    summary: text,
    data: { type: Schema.Types.Mixed, default: {} },
    heldAt: Date,
    netFen: Number,
  },
  { collection: TIMELINE, strict: 'throw', versionKey: false },
)
// The timeline of a customer: its identifiers' entries, newest first.
schema.index({ identifierKey: 1, at: -1, _id: -1 })

export const timelineModel = (db: Db) => db.model('TimelineEntry', schema)
export const timelineCollection = (db: Db) => db.collection<TimelineDocument>(TIMELINE)

export const timelineQueries: readonly NamedQuery[] = [
  {
    name: 'of a customer',
    filter: { identifierKey: { $in: ['openid:wx1:o1', 'unionid:main:o1'] } },
    sort: { at: -1, _id: -1 },
    index: 'identifierKey_1_at_-1__id_-1',
  },
]
