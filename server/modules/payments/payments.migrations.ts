import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { OPEN_STATES } from './payments.model.js'

export const paymentMigrations: readonly Migration[] = [
  {
    name: '0032-payments',
    async up(db) {
      await ensureCollections(db, ['payments', 'incidents'])
      await db.collection('payments').createIndexes([
        { key: { orderId: 1, _id: 1 }, name: 'orderId_1__id_1' },
        {
          key: { nextQueryAt: 1 },
          name: 'nextQueryAt_1',
          partialFilterExpression: { nextQueryAt: { $exists: true } },
        },
      ])
      await db.collection('incidents').createIndexes([
        { key: { state: 1, at: -1, _id: -1 }, name: 'state_1_at_-1__id_-1' },
        { key: { at: -1, _id: -1 }, name: 'at_-1__id_-1' },
      ])
    },
  },
  {
    name: '0043-payments-of-day',
    async up(db) {
      await db.collection('payments').createIndexes([
        {
          key: { state: 1, _id: 1 },
          name: 'state_1__id_1',
          partialFilterExpression: { state: { $in: [...OPEN_STATES] } },
        },
        { key: { createdAt: 1, _id: 1 }, name: 'createdAt_1__id_1' },
      ])
    },
  },
  {
    name: '0101-refunds',
    async up(db) {
      await ensureCollections(db, ['refunds'])
      await db.collection('refunds').createIndexes([
        { key: { orderId: 1, _id: 1 }, name: 'orderId_1__id_1' },
        {
          key: { nextAt: 1 },
          name: 'nextAt_1',
          partialFilterExpression: { nextAt: { $exists: true } },
        },
        { key: { state: 1, requestedAt: -1, _id: -1 }, name: 'state_1_requestedAt_-1__id_-1' },
        { key: { requestedAt: -1, _id: -1 }, name: 'requestedAt_-1__id_-1' },
      ])
    },
  },
]
