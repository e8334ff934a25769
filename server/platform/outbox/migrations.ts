import type { Migration } from '../mongo/index.js'
import { OUTBOX } from './store.js'

const KEEP_DONE_SECONDS = 30 * 24 * 60 * 60

export const outboxMigrations: readonly Migration[] = [
  {
    name: '0002-outbox-indexes',
    async up(db) {
      await db.collection(OUTBOX).createIndexes([
        // The relay's claim; partial, so that it stays as small as the work that is left.
        {
          key: { isFast: -1, dueAt: 1 },
          name: 'isFast_-1_dueAt_1',
          partialFilterExpression: { state: { $in: ['pending', 'leased'] } },
        },
        // The rows of one claim.
        { key: { token: 1 }, name: 'token_1', sparse: true },
        // Dead deliveries on the console; counts by state.
        { key: { state: 1, createdAt: -1 }, name: 'state_1_createdAt_-1' },
        { key: { doneAt: 1 }, name: 'doneAt_1', expireAfterSeconds: KEEP_DONE_SECONDS },
      ])
    },
  },
]
