import { Schema } from 'mongoose'
import type { Db } from '../../platform/mongo/index.js'

export const REVEALS = 'phone_reveals'

/** `phone_reveals`: how often an operator has looked at phones on a day; `_id` is `<operator>:<YYYY-MM-DD>`. */
export type RevealDocument = { _id: string; count: number; expiresAt: Date }

const schema = new Schema(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true, min: 0 },
    expiresAt: { type: Date, required: true },
  },
  { collection: REVEALS, strict: 'throw', versionKey: false },
)
// For no query: the database forgets days that are over.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const revealModel = (db: Db) => db.model('PhoneReveal', schema)
export const revealCollection = (db: Db) => db.collection<RevealDocument>(REVEALS)
