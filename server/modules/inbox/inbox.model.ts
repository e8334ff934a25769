import { Schema } from 'mongoose'
import type { Db, NamedQuery } from '../../platform/mongo/index.js'
import type { Lane } from '../../platform/pipeline/index.js'
import type { QueueFields } from '../../platform/queue/index.js'

export type Outcome = 'done' | 'ignored' | 'duplicate' | 'incident'

/** `inbox`: every event that was verified. `_id`, content hash, state and times stay for ever: the idempotency key. */
export type InboxRow = QueueFields & {
  source: string
  type: string
  partitionKey: string
  lane: Lane
  /** Order of arrival at the process that stored it. */
  seq: number
  occurredAt: Date
  receivedAt: Date
  contentHash: string
  /** The plaintext as received, encrypted; goes 90 days after the event was done. */
  sealed?: string
  contentRemovedAt?: Date
  outcome?: Outcome
  /** The key that this event waits for. */
  waitFor?: string
}

/** `inbox_guards`: where an event that parks and the event that makes its key appear meet. */
export type GuardDocument = { _id: string; parked?: number; appearedAt?: Date }

/** `inbox_counts`: how many events are done, in parts that their workers add up without meeting each other. */
export type CountDocument = { _id: string; done: number }

export type GapCause = 'start' | 'backlog' | 'store'
/** `inbox_gaps`: one document; times in which callbacks may have been missed, and when the last one was made good. */
export type GapDocument = {
  _id: string
  /** Absent: no gap is open. */
  openedAt?: Date
  cause?: GapCause
  refused?: number
  notBefore?: Date
  token?: string
  closingUntil?: Date
  requestedAt?: Date
  last?: { openedAt: Date; closedAt: Date; cause: GapCause; refused: number }
}

const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const

const schema = new Schema(
  {
    _id: text,
    source: text,
    type: text,
    partitionKey: text,
    lane: { ...text, enum: ['fast', 'normal'] },
    seq: { type: Number, required: true },
    occurredAt: moment,
    receivedAt: moment,
    contentHash: text,
    sealed: String,
    contentRemovedAt: Date,
    state: { ...text, enum: ['pending', 'leased', 'waiting', 'done', 'dead'] },
    dueAt: moment,
    attempts: { type: Number, required: true },
    token: String,
    leasedUntil: Date,
    lapses: Number,
    reason: String,
    outcome: String,
    waitFor: String,
    doneAt: Date,
  },
  { collection: 'inbox', strict: 'throw', versionKey: false },
)
/** Rows that a worker still has to do with; indexes on them stay as small as the backlog. */
export const UNFINISHED = { state: { $in: ['pending', 'leased'] } } as const
/** Everything that is not done: what is counted, listed and alarmed about never grows with what was. */
export const OPEN = { state: { $in: ['pending', 'leased', 'waiting', 'dead'] } } as const
/** As a filter: the planner takes a partial index only for a filter that says what the index says. */
export const BACKLOG = { $and: [OPEN, UNFINISHED] }
/** Done events that still have their content: those of the last 90 days. */
export const WITH_CONTENT = { state: 'done', sealed: { $exists: true } } as const
/** Events that the last holder of a lease, or more, fell silent over. */
export const LAPSED = { lapses: { $gt: 0 } } as const

// The claim of a lane, in the order of arrival.
schema.index({ lane: 1, dueAt: 1, seq: 1 }, { partialFilterExpression: { state: 'pending' } })
// Is an earlier event of the same partition unfinished?
schema.index({ partitionKey: 1, seq: 1 }, { partialFilterExpression: UNFINISHED })
// Which rows does this claim hold?
schema.index({ token: 1 }, { sparse: true })
// Leases that ran out.
schema.index({ leasedUntil: 1 }, { partialFilterExpression: { state: 'leased' } })
// Leases that ran out again and again.
schema.index({ lapses: 1 }, { partialFilterExpression: LAPSED })
// Events that wait for a key.
schema.index({ waitFor: 1 }, { partialFilterExpression: { state: 'waiting' } })
// Counts and the console's lists of what is not done; the oldest that is pending or waiting.
schema.index({ state: 1, receivedAt: -1, _id: -1 }, { partialFilterExpression: OPEN })
// Whose content goes next.
schema.index({ doneAt: 1 }, { partialFilterExpression: WITH_CONTENT })
// The console's lists of everything: these grow with the rows, and a page reads as many keys as it shows.
schema.index({ receivedAt: -1, _id: -1 })
schema.index({ type: 1, receivedAt: -1, _id: -1 })
schema.index({ source: 1, receivedAt: -1, _id: -1 })

export const inboxModel = (db: Db) => db.model('InboxEvent', schema)
export const inboxCollection = (db: Db) => db.collection<InboxRow>('inbox')
export const guardCollection = (db: Db) => db.collection<GuardDocument>('inbox_guards')
export const gapCollection = (db: Db) => db.collection<GapDocument>('inbox_gaps')
export const countCollection = (db: Db) => db.collection<CountDocument>('inbox_counts')

const NEWEST = { receivedAt: -1, _id: -1 } as const
const OLDEST = { receivedAt: 1, _id: 1 } as const

export const inboxQueries: readonly NamedQuery[] = [
  {
    name: 'claim',
    filter: { lane: 'normal', state: 'pending', dueAt: { $lte: new Date(0) } },
    sort: { dueAt: 1, seq: 1 },
    index: 'lane_1_dueAt_1_seq_1',
  },
  {
    name: 'unfinished of a partition',
    filter: { partitionKey: { $in: ['a', 'b'] }, state: { $in: ['pending', 'leased'] } },
    sort: { seq: 1 },
    index: 'partitionKey_1_seq_1',
  },
  { name: 'of a claim', filter: { token: 't' }, index: 'token_1' },
  {
    name: 'lapsed leases',
    filter: { state: 'leased', leasedUntil: { $lt: new Date(0) } },
    index: 'leasedUntil_1',
  },
  { name: 'waiting', filter: { waitFor: { $in: ['k'] }, state: 'waiting' }, index: 'waitFor_1' },
  {
    name: 'lapsed repeatedly',
    filter: { lapses: { $gte: 2 } },
    index: 'lapses_1',
  },
  {
    name: 'console by state',
    filter: { state: 'dead' },
    sort: NEWEST,
    index: 'state_1_receivedAt_-1__id_-1',
  },
  {
    name: 'dead by reason, oldest first',
    filter: { state: 'dead', reason: 'r', type: 't', source: 's' },
    sort: OLDEST,
    index: 'state_1_receivedAt_-1__id_-1',
  },
  {
    name: 'waiting for long',
    filter: { state: 'waiting', receivedAt: { $lt: new Date(0) } },
    sort: NEWEST,
    index: 'state_1_receivedAt_-1__id_-1',
  },
  {
    name: 'backlog',
    filter: BACKLOG,
    index: 'state_1_receivedAt_-1__id_-1',
  },
  {
    name: 'oldest pending',
    filter: { state: 'pending' },
    sort: { receivedAt: 1 },
    index: 'state_1_receivedAt_-1__id_-1',
  },
  {
    name: 'content to remove',
    filter: { state: 'done', sealed: { $exists: true }, doneAt: { $lt: new Date(0) } },
    sort: { doneAt: 1 },
    index: 'doneAt_1',
  },
  { name: 'console', filter: {}, sort: NEWEST, index: 'receivedAt_-1__id_-1' },
  {
    name: 'console by type',
    filter: { type: 'contact.added' },
    sort: NEWEST,
    index: 'type_1_receivedAt_-1__id_-1',
  },
  {
    name: 'console by source',
    filter: { source: 'wecom' },
    sort: NEWEST,
    index: 'source_1_receivedAt_-1__id_-1',
  },
]
