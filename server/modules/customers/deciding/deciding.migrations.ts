import { dropIndex, type Migration } from '../../../platform/mongo/index.js'
import { identityCollections } from '../identity.model.js'
import { decisionCollection } from '../resolution/decisions.model.js'
import { reviewCollections } from '../resolution/reviews.model.js'

export const decidingMigrations: readonly Migration[] = [
  {
    name: '0070-deciding',
    async up(db) {
      const { history } = identityCollections(db)
      await decisionCollection(db).createIndexes([{ key: { keys: 1, at: -1, _id: -1 } }])
      await history.createIndexes([
        { key: { customerIds: 1, at: -1, _id: -1 } },
        { key: { at: -1, _id: -1 } },
      ])
      await dropIndex(history, 'customerIds_1_at_-1')
    },
  },
  {
    name: '0083-reviews-aside',
    async up(db) {
      const { reviews } = reviewCollections(db)
      await reviews.createIndexes([
        {
          key: { 'aside.at': 1, openedAt: 1, _id: 1 },
          partialFilterExpression: { state: 'open' },
        },
      ])
      await dropIndex(reviews, 'openedAt_1__id_1')
    },
  },
  {
    name: '0097-pending-met',
    async up(db) {
      await reviewCollections(db).pending.createIndexes([{ key: { met: 1 } }])
    },
  },
  {
    name: '0098-reviews-by-worth',
    async up(db) {
      const { reviews } = reviewCollections(db)
      // Weighed by the job within its first minutes.
      const unweighed = { state: 'open' as const, netFen: { $exists: false } }
      await reviews.updateMany(unweighed, { $set: { netFen: 0, weighedAt: new Date(0) } })
      const isOpen = { state: 'open' }
      await reviews.createIndexes([
        {
          key: { 'aside.at': 1, netFen: -1, openedAt: 1, _id: 1 },
          partialFilterExpression: isOpen,
        },
        {
          key: { netFen: -1, openedAt: 1, _id: 1 },
          partialFilterExpression: { ...isOpen, 'aside.at': { $type: 'date' } },
        },
        { key: { weighedAt: 1 }, partialFilterExpression: isOpen },
      ])
      await dropIndex(reviews, 'aside.at_1_openedAt_1__id_1')
    },
  },
]
