import { dropIndex, type Migration } from '../../../platform/mongo/index.js'
import { identityCollections } from '../identity.model.js'

const PAYERS = { partialFilterExpression: { ordersPaid: { $gt: 0 } } }

/** The orders in which the console lists customers; the longer index of first days serves what the shorter one did. */
export const listingMigration: Migration = {
  name: '0080-customer-lists',
  async up(db) {
    const { customers } = identityCollections(db)
    await customers.createIndexes([
      { key: { state: 1, firstSeenAt: -1, _id: 1 } },
      { key: { state: 1, lastPaidAt: -1, _id: 1 }, ...PAYERS },
      { key: { state: 1, paidFen: -1, _id: 1 }, ...PAYERS },
    ])
    await dropIndex(customers, 'state_1_firstSeenAt_-1')
  },
}
