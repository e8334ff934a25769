import { Schema } from 'mongoose'
import type { Db } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Held } from './resolve.domain.js'

export const REVIEWS = 'identity_reviews'
export const PENDING = 'identity_pending'

/** `identity_reviews`: a join that contradicts something. Open until the evidence or a decision settles it. */
export type ReviewDocument = {
  /** Of the step and the identifiers: the same conflict is one review. */
  _id: string
  step: Held['step']
  keys: IdentifierKey[]
  state: 'open' | 'settled'
  openedAt: Date
  settledAt?: Date
  /** What the sides had brought in when they were weighed last: the order of the queue. Missing where the version before opened it. */
  netFen?: number
  weighedAt?: Date
  /** Put aside by somebody; back in the queue as soon as the evidence is not this any more. */
  aside?: {
    at: Date
    actor: { operatorId: string; name: string }
    reason: string
    /** See `evidenceMark`. */
    evidence: string
  }
}

/**
 * `identity_pending`: a difference that nobody has applied, because it is too large or comes too often; one row for all
 * that hangs together, however many events have added to it.
 */
export type PendingDocument = {
  _id: string
  /** Some of the identifiers that the last of these events touched: enough to find the rest again. */
  keys: IdentifierKey[]
  /** What was read around them, by which a later event knows the row again; missing where the version before wrote it. */
  met?: IdentifierKey[]
  why: 'too-large' | 'too-many-merges'
  /** Since when it waits. */
  at: Date
  /** How many events have met it; missing with the two below where the version before wrote the row: one. */
  events?: number
  lastAt?: Date
  /** The last of them; missing for an operator's word. */
  lastEventId?: string
}

const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const

const reviewSchema = new Schema(
  {
    _id: text,
    step: { ...text, enum: ['proved', 'relayed', 'same', 'member-number', 'phone'] },
    keys: [String],
    state: { ...text, enum: ['open', 'settled'] },
    openedAt: moment,
    settledAt: Date,
    netFen: Number,
    weighedAt: Date,
    aside: new Schema(
      {
        at: moment,
        actor: new Schema({ operatorId: text, name: text }, { _id: false }),
        reason: text,
        evidence: text,
      },
      { _id: false },
    ),
  },
  { strict: 'throw', versionKey: false, collection: REVIEWS },
)
// What is open about an identifier.
reviewSchema.index({ keys: 1 }, { partialFilterExpression: { state: 'open' } })
// The queue, what is worth most first; how many there are.
reviewSchema.index(
  { 'aside.at': 1, netFen: -1, openedAt: 1, _id: 1 },
  { partialFilterExpression: { state: 'open' } },
)
// What is put aside, in the same order.
reviewSchema.index(
  { netFen: -1, openedAt: 1, _id: 1 },
  { partialFilterExpression: { state: 'open', 'aside.at': { $type: 'date' } } },
)
// What was weighed longest ago.
reviewSchema.index({ weighedAt: 1 }, { partialFilterExpression: { state: 'open' } })

const pendingSchema = new Schema(
  {
    _id: text,
    keys: [String],
    met: { type: [String], default: undefined },
    why: { ...text, enum: ['too-large', 'too-many-merges'] },
    at: moment,
    events: Number,
    lastAt: Date,
    lastEventId: String,
  },
  { strict: 'throw', versionKey: false, collection: PENDING },
)
pendingSchema.index({ at: 1, _id: 1 })
// The rows of what was read around some identifiers.
pendingSchema.index({ met: 1 })

export const reviewCollections = (db: Db) => ({
  reviews: db.collection<ReviewDocument>(REVIEWS),
  pending: db.collection<PendingDocument>(PENDING),
})
export const reviewModels = (db: Db) => [
  db.model('IdentityReview', reviewSchema),
  db.model('IdentityPending', pendingSchema),
]
