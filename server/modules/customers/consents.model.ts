import { Schema } from 'mongoose'
import type { Db, NamedQuery } from '../../platform/mongo/index.js'
import type { IdentifierKey } from './identifier.domain.js'

export const CONSENTS = 'consents'

/** `consents`: one document per act, never changed; the last act of an identifier is what holds. */
export type ConsentDocument = {
  /** `<identifier key>#<number>`: an identifier has one first act, one second act … */
  _id: string
  identifierKey: IdentifierKey
  number: number
  /** What was agreed to: the use of the phone number. */
  kind: 'phone'
  act: 'given' | 'withdrawn'
  at: Date
  /** Which text was shown, and the text itself; for `given`. */
  version?: string
  text?: string
}

const text = { type: String, required: true } as const
const schema = new Schema(
  {
    _id: text,
    identifierKey: text,
    number: { type: Number, required: true, min: 1 },
    kind: { ...text, enum: ['phone'] },
    act: { ...text, enum: ['given', 'withdrawn'] },
    at: { type: Date, required: true },
    version: String,
    text: String,
  },
  { collection: CONSENTS, strict: 'throw', versionKey: false },
)
// What holds for an identifier: its last act.
schema.index({ identifierKey: 1, number: -1 })

export const consentModel = (db: Db) => db.model('Consent', schema)
export const consentCollection = (db: Db) => db.collection<ConsentDocument>(CONSENTS)

export const consentQueries: readonly NamedQuery[] = [
  {
    name: 'last act',
    filter: { identifierKey: 'openid:wx1:o1' },
    sort: { number: -1 },
    index: 'identifierKey_1_number_-1',
  },
]
