import { ensureCollections, type Migration } from '../mongo/index.js'
import { DIFFERENCES, KEEP_DIFFERENCES_S, ROUNDS } from './rounds.model.js'

export const reconciliationMigrations: readonly Migration[] = [
  {
    name: '0042-reconciliations',
    async up(db) {
      await ensureCollections(db, [ROUNDS, DIFFERENCES])
      await db.collection(ROUNDS).createIndexes([
        { key: { startedAt: -1, _id: -1 }, name: 'startedAt_-1__id_-1' },
        {
          key: { subject: 1 },
          name: 'subject_1',
          partialFilterExpression: { state: 'running' },
        },
      ])
      await db.collection(DIFFERENCES).createIndexes([
        { key: { roundId: 1, page: 1, _id: 1 }, name: 'roundId_1_page_1__id_1' },
        { key: { at: 1 }, name: 'at_1', expireAfterSeconds: KEEP_DIFFERENCES_S },
      ])
    },
  },
]
