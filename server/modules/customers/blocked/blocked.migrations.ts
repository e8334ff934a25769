import { ensureCollections, type Migration } from '../../../platform/mongo/index.js'
import { blockedCollections } from './blocked.model.js'

export const blockedMigrations: readonly Migration[] = [
  {
    name: '0050-blocked-values',
    async up(db) {
      await ensureCollections(db, ['blocked_values', 'blocked_hits', 'ownerless_facts'])
      const { values, hits, facts } = blockedCollections(db)
      await values.createIndexes([
        { key: { state: 1, addedAt: -1, _id: -1 } },
        { key: { changedAt: 1 } },
        { key: { isAttaching: 1 }, partialFilterExpression: { isAttaching: true } },
      ])
      await hits.createIndexes([
        { key: { key: 1, day: 1 } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ])
      await facts.createIndexes([
        { key: { blockKeys: 1, _id: 1 }, sparse: true },
        { key: { day: 1, storeCode: 1 } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ])
    },
  },
]
