import { Schema } from 'mongoose'
import type { Id } from '../../../platform/ids/index.js'
import type { Db } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { OperatorWord } from './evidence.domain.js'

export const DECISIONS = 'identity_decisions'

/** `identity_decisions`: an operator's word, by identifiers and never by customers. Taken back, it stays as it was said. */
export type DecisionDocument = {
  _id: Id<'dec'>
  word: OperatorWord
  /** Every identifier that the word names; of a retraction those that were seen. */
  keys: IdentifierKey[]
  isActive: boolean
  reason: string
  actor: { operatorId: string; name: string }
  at: Date
  /** All decisions of one breath, this one too: they are taken back together. */
  together?: Id<'dec'>[]
  /** Of a retracted source: the last observation that was taken out. */
  through?: string
  undone?: { at: Date; actor: { operatorId: string; name: string }; reason: string }
}

const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const
const actor = new Schema({ operatorId: text, name: text }, { _id: false })

const decisionSchema = new Schema(
  {
    _id: text,
    word: { type: Schema.Types.Mixed, required: true },
    keys: [String],
    isActive: { type: Boolean, required: true },
    reason: text,
    actor: { type: actor, required: true },
    at: moment,
    together: { type: [String], default: undefined },
    through: String,
    undone: new Schema(
      { at: moment, actor: { type: actor, required: true }, reason: text },
      { _id: false },
    ),
  },
  { strict: 'throw', versionKey: false, collection: DECISIONS },
)
// What is in force about an identifier.
decisionSchema.index({ keys: 1 }, { partialFilterExpression: { isActive: true } })
// What was said about an identifier, in force or not, the newest first.
decisionSchema.index({ keys: 1, at: -1, _id: -1 })
// The newest first.
decisionSchema.index({ at: -1, _id: -1 })

export const decisionCollection = (db: Db) => db.collection<DecisionDocument>(DECISIONS)
export const decisionModel = (db: Db) => db.model('IdentityDecision', decisionSchema)
