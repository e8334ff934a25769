import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const apiKeyMigrations: readonly Migration[] = [
  {
    name: '0061-api-keys',
    async up(db) {
      await ensureCollections(db, ['api_keys'])
      await db.collection('api_keys').createIndexes([
        { key: { secretHash: 1 }, name: 'secretHash_1', unique: true },
        {
          key: { name: 1 },
          name: 'name_1',
          unique: true,
          partialFilterExpression: { state: 'live' },
        },
      ])
    },
  },
]
