import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { PhoneCheck } from './phone-checks.domain.js'

/** `phone_checks`: codes that were sent. `phone_check_counts`: how many for each phone, contact and staff member and day. */
export type PhoneCheckDocument = Stored<PhoneCheck, 'checkId'>
export type PhoneCheckCountDocument = { _id: string; count: number; lastAt: Date; at: Date }

/** What was proved is evidence; the code itself is nobody's business after two days. */
export const KEEP_CHECKS_S = 2 * 24 * 60 * 60

const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const
const number = { type: Number, required: true, min: 0 } as const
const options = { strict: 'throw', versionKey: false } as const

const checks = new Schema(
  {
    _id: text,
    externalUserid: text,
    identifierKey: text,
    phone: text,
    phoneMasked: text,
    operatorId: text,
    userid: String,
    codeHash: text,
    sentAt: moment,
    expiresAt: moment,
    state: { ...text, enum: ['sent', 'proved'] },
    tries: number,
    at: moment,
  },
  { ...options, collection: 'phone_checks' },
)
// For no query: forgets. By the machine's time, as `at` is.
checks.index({ at: 1 }, { expireAfterSeconds: KEEP_CHECKS_S })

const counts = new Schema(
  { _id: text, count: number, lastAt: moment, at: moment },
  { ...options, collection: 'phone_check_counts' },
)
// For no query: forgets.
counts.index({ at: 1 }, { expireAfterSeconds: KEEP_CHECKS_S })

export const phoneCheckModel = (db: Connection) => db.model('PhoneCheck', checks)
export const phoneCheckCountModel = (db: Connection) => db.model('PhoneCheckCount', counts)

export const phoneCheckQueries: readonly NamedQuery[] = [
  { name: 'phone-checks.by-id', filter: { _id: 'chk_1' }, index: '_id_' },
]
