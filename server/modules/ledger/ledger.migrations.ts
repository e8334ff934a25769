import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const ledgerMigrations: readonly Migration[] = [
  {
    name: '0100-ledger',
    async up(db) {
      await ensureCollections(db, ['ledger_transfers', 'ledger_days'])
      await db.collection('ledger_transfers').createIndexes([
        { key: { 'lines.account': 1, at: -1, _id: -1 }, name: 'lines.account_1_at_-1__id_-1' },
        {
          key: { 'subjects.orderId': 1, at: 1, _id: 1 },
          name: 'subjects.orderId_1_at_1__id_1',
          partialFilterExpression: { 'subjects.orderId': { $exists: true } },
        },
        {
          key: { isSummed: 1, _id: 1 },
          name: 'isSummed_1__id_1',
          partialFilterExpression: { isSummed: false },
        },
      ])
      await db
        .collection('ledger_days')
        .createIndexes([{ key: { account: 1, on: -1 }, name: 'account_1_on_-1' }])
    },
  },
]
