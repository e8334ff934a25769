import { ensureCollections, type Migration } from '../../../platform/mongo/index.js'
import { VIEWS } from './views.model.js'

export const viewsMigration: Migration = {
  name: '0081-customer-views',
  async up(db) {
    await ensureCollections(db, [VIEWS])
    await db
      .collection(VIEWS)
      .createIndexes([{ key: { isSharing: 1 }, partialFilterExpression: { isSharing: true } }])
  },
}
