import { Schema } from 'mongoose'
import type { Db, Migration, NamedQuery } from '../../platform/mongo/index.js'
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
  /** The plaintext as received, encrypted. */
  sealed: string
  outcome?: Outcome
  /** The key that this event waits for. */
  waitFor?: string
}

/** `inbox_guards`: where an event that parks and the event that makes its key appear meet. */
export type GuardDocument = { _id: string; parked?: number; appearedAt?: Date }

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
    sealed: text,
    state: { ...text, enum: ['pending', 'leased', 'waiting', 'done', 'dead'] },
    dueAt: moment,
    attempts: { type: Number, required: true },
    token: String,
    leasedUntil: Date,
    reason: String,
    outcome: String,
    waitFor: String,
    doneAt: Date,
  },
  { collection: 'inbox', strict: 'throw', versionKey: false },
)
/** Rows that a worker still has to do with; indexes on them stay as small as the backlog. */
const UNFINISHED = { state: { $in: ['pending', 'leased'] } } as const
// The claim of a lane, in the order of arrival.
schema.index({ lane: 1, dueAt: 1, seq: 1 }, { partialFilterExpression: { state: 'pending' } })
// Is an earlier event of the same partition unfinished?
schema.index({ partitionKey: 1, seq: 1 }, { partialFilterExpression: UNFINISHED })
// Which rows does this claim hold?
schema.index({ token: 1 }, { sparse: true })
// Leases that ran out.
schema.index({ leasedUntil: 1 }, { partialFilterExpression: { state: 'leased' } })
// Events that wait for a key.
schema.index({ waitFor: 1 }, { partialFilterExpression: { state: 'waiting' } })
// The console's lists, and counts by state.
schema.index({ state: 1, receivedAt: -1 })
schema.index({ receivedAt: -1 })
schema.index({ type: 1, receivedAt: -1 })
schema.index({ source: 1, receivedAt: -1 })

export const inboxModel = (db: Db) => db.model('InboxEvent', schema)
export const inboxCollection = (db: Db) => db.collection<InboxRow>('inbox')
export const guardCollection = (db: Db) => db.collection<GuardDocument>('inbox_guards')

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
    name: 'console by state',
    filter: { state: 'dead' },
    sort: { receivedAt: -1 },
    index: 'state_1_receivedAt_-1',
  },
  { name: 'console', filter: {}, sort: { receivedAt: -1 }, index: 'receivedAt_-1' },
  {
    name: 'console by type',
    filter: { type: 'contact.added' },
    sort: { receivedAt: -1 },
    index: 'type_1_receivedAt_-1',
  },
  {
    name: 'console by source',
    filter: { source: 'wecom' },
    sort: { receivedAt: -1 },
    index: 'source_1_receivedAt_-1',
  },
]

const GUARD_KEEP_SECONDS = 24 * 60 * 60

export const inboxMigrations: readonly Migration[] = [
  {
    name: '0001-inbox-indexes',
    async up(db) {
      await inboxCollection(db).createIndexes([
        { key: { lane: 1, dueAt: 1, seq: 1 }, partialFilterExpression: { state: 'pending' } },
        { key: { partitionKey: 1, seq: 1 }, partialFilterExpression: UNFINISHED },
        { key: { token: 1 }, sparse: true },
        { key: { leasedUntil: 1 }, partialFilterExpression: { state: 'leased' } },
        { key: { waitFor: 1 }, partialFilterExpression: { state: 'waiting' } },
        { key: { state: 1, receivedAt: -1 } },
        { key: { receivedAt: -1 } },
        { key: { type: 1, receivedAt: -1 } },
        { key: { source: 1, receivedAt: -1 } },
      ])
      // Once the key's own document is committed, gathering finds it and the guard is needed no more.
      await guardCollection(db).createIndexes([
        { key: { appearedAt: 1 }, expireAfterSeconds: GUARD_KEEP_SECONDS },
      ])
    },
  },
]
