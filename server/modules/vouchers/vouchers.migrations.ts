import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

const newest = { createdAt: -1, _id: -1 } as const

export const voucherMigrations: readonly Migration[] = [
  {
    name: '0112-vouchers',
    async up(db) {
      await ensureCollections(db, ['vouchers', 'voucher_codes', 'voucher_redemptions'])
      await db.collection('vouchers').createIndexes([
        { key: { identifierKey: 1, ...newest }, name: 'identifierKey_1_createdAt_-1__id_-1' },
        { key: { payerKey: 1, ...newest }, name: 'payerKey_1_createdAt_-1__id_-1' },
        { key: { ...newest }, name: 'createdAt_-1__id_-1' },
        { key: { state: 1, ...newest }, name: 'state_1_createdAt_-1__id_-1' },
        { key: { orderId: 1 }, name: 'orderId_1' },
        {
          key: { dueAt: 1 },
          name: 'dueAt_1',
          partialFilterExpression: { dueAt: { $exists: true } },
        },
        {
          key: { remindAt: 1 },
          name: 'remindAt_1',
          partialFilterExpression: { remindAt: { $exists: true } },
        },
      ])
      await db.collection('voucher_redemptions').createIndexes([
        { key: { voucherId: 1, at: 1 }, name: 'voucherId_1_at_1' },
        { key: { storeCode: 1, at: -1, _id: -1 }, name: 'storeCode_1_at_-1__id_-1' },
        { key: { at: -1, _id: -1 }, name: 'at_-1__id_-1' },
      ])
    },
  },
]
