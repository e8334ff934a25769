import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { HAS_FILE, IS_WORKED } from './imports.model.js'

export const importMigrations: readonly Migration[] = [
  {
    name: '0060-imports',
    async up(db) {
      await ensureCollections(db, ['imports', 'import_files', 'import_chunks'])
      await db.collection('imports').createIndexes([
        { key: { createdAt: -1, _id: -1 }, name: 'createdAt_-1__id_-1' },
        {
          key: { status: 1, createdAt: 1 },
          name: 'status_1_createdAt_1',
          partialFilterExpression: IS_WORKED,
        },
        { key: { forgetAt: 1 }, name: 'forgetAt_1', partialFilterExpression: HAS_FILE },
      ])
      for (const collection of ['import_files', 'import_chunks']) {
        await db
          .collection(collection)
          .createIndexes([{ key: { importId: 1, n: 1 }, name: 'importId_1_n_1' }])
      }
    },
  },
]
