import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const storesMigrations: readonly Migration[] = [
  {
    name: '0011-stores',
    async up(db) {
      await ensureCollections(db, ['stores', 'brand_settings'])
      await db
        .collection('stores')
        .createIndexes([{ key: { department: 1 }, name: 'department_1' }])
    },
  },
]
