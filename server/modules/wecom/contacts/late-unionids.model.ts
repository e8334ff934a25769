import { Schema, type Connection } from 'mongoose'
import type { NamedQuery } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../../customers/index.js'

/** `late_unionids`: contacts without unionid, asked for again with growing pauses (identity.md 4). `_id`: external userid. */
export type LateUnionidDocument = {
  _id: string
  /** One of the staff whose contact they are. */
  userid: string
  identifierKey: IdentifierKey
  since: Date
  asks: number
  askAt: Date
}

const text = { type: String, required: true } as const
const schema = new Schema(
  {
    _id: text,
    userid: text,
    identifierKey: text,
    since: { type: Date, required: true },
    asks: { type: Number, required: true, min: 0 },
    askAt: { type: Date, required: true },
  },
  { collection: 'late_unionids', strict: 'throw', versionKey: false },
)
// Who is to be asked for now.
schema.index({ askAt: 1 })

export const lateUnionidModel = (db: Connection) => db.model('LateUnionid', schema)

export const lateUnionidQueries: readonly NamedQuery[] = [
  { name: 'late-unionids.by-contact', filter: { _id: 'wm1' }, index: '_id_' },
  {
    name: 'late-unionids.due',
    filter: { askAt: { $lte: new Date(0) } },
    sort: { askAt: 1 },
    index: 'askAt_1',
  },
]
