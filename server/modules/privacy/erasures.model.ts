import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Erasure } from './privacy.domain.js'

export type ErasureDocument = Stored<Erasure, 'erasureId'>
/** `contact_blocks`: keyed hashes of identifiers that nobody may write to; nothing else is known about them. */
export type BlockDocument = { _id: string; at: Date }

export const OPEN = { state: { $in: ['waiting', 'running'] } } as const

const required = <T>(type: T) => ({ type, required: true }) as const
const optional = <T>(type: T) => ({ type, default: null }) as const
const work = new Schema(
  {
    tombstones: [{ _id: false, key: required(String), tombstone: required(String) }],
    stage: required(Number),
    after: optional(String),
    left: required(Number),
  },
  { _id: false, strict: 'throw' },
)
const erasures = new Schema(
  {
    _id: required(String), // in the order of time
    state: { ...required(String), enum: ['waiting', 'running', 'done', 'cancelled'] },
    by: { ...required(String), enum: ['operator', 'customer'] },
    operatorId: optional(String),
    operatorName: optional(String),
    subject: required(String),
    reason: optional(String),
    doNotContact: required(Boolean),
    requestedAt: required(Date),
    dueAt: required(Date),
    startedAt: optional(Date),
    doneAt: optional(Date),
    cancelledAt: optional(Date),
    customerIds: [String],
    work: optional(work),
    revision: required(Number),
  },
  { collection: 'erasures', strict: 'throw', versionKey: false },
)
// What is due; small: only open requests.
erasures.index({ dueAt: 1 }, { partialFilterExpression: OPEN })
// One open request per person; its requests, when the person goes.
erasures.index({ subject: 1 }, { unique: true, partialFilterExpression: OPEN })
// Does this id answer 410?
erasures.index({ customerIds: 1 })

const blocks = new Schema(
  { _id: required(String), at: required(Date) },
  { collection: 'contact_blocks', strict: 'throw', versionKey: false },
)

export const erasureModel = (db: Connection) => db.model('Erasure', erasures)
export const blockModel = (db: Connection) => db.model('ContactBlock', blocks)

export const blockQueries: readonly NamedQuery[] = [
  { name: 'contact-blocks.any-of', filter: { _id: { $in: ['hash', 'other'] } }, index: '_id_' },
]

export const erasureQueries: readonly NamedQuery[] = [
  {
    name: 'erasures.due',
    filter: { ...OPEN, dueAt: { $lte: new Date(0) } },
    sort: { dueAt: 1 },
    index: 'dueAt_1',
  },
  { name: 'erasures.open-of', filter: { ...OPEN, subject: 'cus_1' }, index: 'subject_1' },
  {
    name: 'erasures.under-way',
    filter: { ...OPEN, subject: { $in: ['cus_1'] }, dueAt: { $lte: new Date(0) } },
    index: 'subject_1',
  },
  { name: 'erasures.of-id', filter: { customerIds: 'cus_1' }, index: 'customerIds_1' },
  { name: 'erasures.page', filter: {}, sort: { _id: -1 }, index: '_id_' },
]
