import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import { NO_FIGURES, type BillDay, type BillDifference } from './bill-day.domain.js'

export type BillDayDocument = Stored<BillDay, 'day'>
export type BillDifferenceDocument = BillDifference & {
  _id: string // <day>:<subject>
  state: 'open' | 'settled'
  at: Date
  settledAt?: Date
}

const required = <T>(type: T) => ({ type, required: true }) as const
const stored = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const
const figures = new Schema(
  Object.fromEntries(Object.keys(NO_FIGURES).map((name) => [name, required(Number)])),
  { _id: false, strict: 'throw' },
)

const days = new Schema<BillDayDocument>(
  {
    _id: required(String), // the business day
    mchid: required(String),
    state: { ...required(String), enum: ['requested', 'running', 'waiting', 'done'] },
    run: required(Number),
    phase: { ...required(String), enum: ['trade', 'flow', 'missing', 'over'] },
    position: required(Number),
    figures: { type: figures, required: true },
    tradeSha1: String,
    flowSha1: String,
    startedAt: required(Date),
    endedAt: Date,
  },
  stored('bill_days'),
)
// What the job has to work; leaves the index when it is done.
days.index(
  { state: 1, _id: 1 },
  { partialFilterExpression: { state: { $in: ['requested', 'running', 'waiting'] } } },
)

const differences = new Schema<BillDifferenceDocument>(
  {
    _id: required(String),
    day: required(String),
    run: required(Number),
    kind: required(String),
    subject: required(String),
    what: required(String),
    billFen: required(Number),
    ownFen: required(Number),
    action: { ...required(String), enum: ['sent', 'recorded', 'incident'] },
    note: required(String),
    about: new Schema({ type: required(String), id: required(String) }, { _id: false }),
    transferId: String,
    state: { ...required(String), enum: ['open', 'settled'] },
    at: required(Date),
    settledAt: Date,
  },
  stored('bill_differences'),
)
// A day's differences, open ones first.
differences.index({ day: 1, state: 1, _id: 1 })
// Those that the pipeline is to repair.
differences.index(
  { action: 1, state: 1, _id: 1 },
  { partialFilterExpression: { action: 'sent', state: 'open' } },
)

export const billDayModel = (db: Connection) => db.model<BillDayDocument>('BillDay', days)
export const billDifferenceModel = (db: Connection) =>
  db.model<BillDifferenceDocument>('BillDifference', differences)

const UNDER_WAY = { $in: ['requested', 'running', 'waiting'] }
export const billQueries: readonly NamedQuery[] = [
  { name: 'bill_days.by-day', filter: { _id: { $in: ['2026-11-20'] } }, index: '_id_' },
  {
    name: 'bill_days.under-way',
    filter: { state: UNDER_WAY },
    sort: { _id: 1 },
    index: 'state_1__id_1',
  },
  { name: 'bill_days.newest', filter: {}, sort: { _id: -1 }, index: '_id_' },
  {
    name: 'bill_differences.open-of-days',
    filter: { day: { $in: ['2026-11-20'] }, state: 'open' },
    index: 'day_1_state_1__id_1',
  },
  {
    name: 'bill_differences.of-day',
    filter: { day: '2026-11-20' },
    sort: { state: 1, _id: 1 },
    index: 'day_1_state_1__id_1',
  },
  {
    name: 'bill_differences.sent',
    filter: { action: 'sent', state: 'open' },
    sort: { _id: 1 },
    index: 'action_1_state_1__id_1',
  },
]
