import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const stockMigrations: readonly Migration[] = [
  {
    name: '0031-stock',
    async up(db) {
      await ensureCollections(db, ['stock_pools', 'stock_holds'])
      await db.collection('stock_holds').createIndexes([{ key: { orderId: 1 }, name: 'orderId_1' }])
    },
  },
]
