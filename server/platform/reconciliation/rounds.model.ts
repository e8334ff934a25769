import { Schema, type Connection } from 'mongoose'
import type { NamedQuery } from '../mongo/index.js'
import type { DifferenceKind, Repair, RoundState } from './round.js'

export type RoundDocument = {
  _id: string
  /** What was compared: `contacts`, `payments`. */
  subject: string
  state: RoundState
  startedAt: Date
  finishedAt?: Date
  seen: number
  unknown: number
  changed: number
  missing: number
  repaired: number
}

/** One difference of one round. `_id` is made of both, so that a page that is pulled again counts nothing twice. */
export type DifferenceDocument = {
  _id: string
  roundId: string
  page: number
  kind: DifferenceKind
  about: { type: string; id: string }
  note: string
  repair: Repair
  at: Date
}

export const ROUNDS = 'reconciliations'
export const DIFFERENCES = 'reconciliation_differences'
export const KEEP_DIFFERENCES_S = 90 * 24 * 60 * 60

const required = <T>(type: T) => ({ type, required: true }) as const
const count = { type: Number, required: true, min: 0 } as const
const options = { strict: 'throw', versionKey: false } as const

const roundSchema = new Schema(
  {
    _id: required(String),
    subject: required(String),
    state: { ...required(String), enum: ['running', 'done', 'broken-off'] },
    startedAt: required(Date),
    finishedAt: Date,
    seen: count,
    unknown: count,
    changed: count,
    missing: count,
    repaired: count,
  },
  { ...options, collection: ROUNDS },
)
// The console's list, newest first.
roundSchema.index({ startedAt: -1, _id: -1 })
// Rounds that a new one of the same subject ends.
roundSchema.index({ subject: 1 }, { partialFilterExpression: { state: 'running' } })

const differenceSchema = new Schema(
  {
    _id: required(String),
    roundId: required(String),
    page: required(Number),
    kind: { ...required(String), enum: ['unknown', 'changed', 'missing'] },
    about: new Schema({ type: required(String), id: required(String) }, { _id: false }),
    note: required(String),
    repair: { ...required(String), enum: ['pending', 'sent', 'none'] },
    at: required(Date),
  },
  { ...options, collection: DIFFERENCES },
)
// The differences of a round in the order in which they were found, and those of one page.
differenceSchema.index({ roundId: 1, page: 1, _id: 1 })
differenceSchema.index({ at: 1 }, { expireAfterSeconds: KEEP_DIFFERENCES_S })

export const roundModel = (db: Connection) => db.model('ReconciliationRound', roundSchema)
export const differenceModel = (db: Connection) =>
  db.model('ReconciliationDifference', differenceSchema)

export const reconciliationQueries: readonly NamedQuery[] = [
  {
    name: 'reconciliations.all',
    filter: {},
    sort: { startedAt: -1, _id: -1 },
    index: 'startedAt_-1__id_-1',
  },
  {
    name: 'reconciliations.running',
    filter: { subject: 'contacts', state: 'running' },
    index: 'subject_1',
  },
  {
    name: 'reconciliation-differences.of-round',
    filter: { roundId: 'rec_1' },
    sort: { page: 1, _id: 1 },
    index: 'roundId_1_page_1__id_1',
  },
]
