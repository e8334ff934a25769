import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const shippingMigrations: readonly Migration[] = [
  {
    name: '0145-shipments',
    async up(db) {
      await ensureCollections(db, ['shipments'])
      await db.collection('shipments').createIndexes([
        {
          key: { nextAt: 1 },
          name: 'nextAt_1',
          partialFilterExpression: { nextAt: { $exists: true } },
        },
        { key: { state: 1, fulfilledAt: -1, _id: -1 }, name: 'state_1_fulfilledAt_-1__id_-1' },
        { key: { fulfilledAt: -1, _id: -1 }, name: 'fulfilledAt_-1__id_-1' },
      ])
    },
  },
]
