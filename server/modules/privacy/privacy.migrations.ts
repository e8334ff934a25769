import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { OPEN } from './erasures.model.js'

export const privacyMigrations: readonly Migration[] = [
  {
    name: '0063-erasures',
    async up(db) {
      await ensureCollections(db, ['erasures', 'contact_blocks'])
      await db.collection('erasures').createIndexes([
        { key: { dueAt: 1 }, name: 'dueAt_1', partialFilterExpression: OPEN },
        { key: { subject: 1 }, name: 'subject_1', unique: true, partialFilterExpression: OPEN },
        { key: { customerIds: 1 }, name: 'customerIds_1' },
      ])
    },
  },
]
