import {
  dropIndex,
  ensureCollections,
  type Db,
  type Migration,
} from '../../platform/mongo/index.js'
import {
  countCollection,
  guardCollection,
  inboxCollection,
  LAPSED,
  OPEN,
  UNFINISHED,
  WITH_CONTENT,
} from './inbox.model.js'

const GUARD_KEEP_SECONDS = 24 * 60 * 60
/** Followed by the same with `_id`, or as small as the work. */
const REPLACED = [
  'state_1_receivedAt_-1',
  'receivedAt_-1',
  'type_1_receivedAt_-1',
  'source_1_receivedAt_-1',
]
/** The part of the count that was there before workers counted. */
const COUNTED_BEFORE = 'before'

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
  {
    // Indexes on working states are as small as the work; lists come in the order in which they are shown.
    name: '0040-inbox-working-set',
    async up(db) {
      await inboxCollection(db).createIndexes([
        { key: { state: 1, receivedAt: -1, _id: -1 }, partialFilterExpression: OPEN },
        { key: { doneAt: 1 }, partialFilterExpression: WITH_CONTENT },
        { key: { lapses: 1 }, partialFilterExpression: LAPSED },
        { key: { receivedAt: -1, _id: -1 } },
        { key: { type: 1, receivedAt: -1, _id: -1 } },
        { key: { source: 1, receivedAt: -1, _id: -1 } },
      ])
      await ensureCollections(db, ['inbox_counts', 'inbox_gaps'])
      await countWhatIsDone(db)
    },
  },
  {
    name: '0041-inbox-old-indexes',
    async up(db) {
      for (const name of REPLACED) {
        await dropIndex(inboxCollection(db), name)
      }
    },
  },
]

/** Written once: a second run must not count what workers have counted since. */
async function countWhatIsDone(db: Db): Promise<void> {
  const counts = countCollection(db)
  if ((await counts.findOne({ _id: COUNTED_BEFORE })) === null) {
    const done = await inboxCollection(db).countDocuments({ state: 'done' })
    await counts.updateOne({ _id: COUNTED_BEFORE }, { $setOnInsert: { done } }, { upsert: true })
  }
}
