import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const couponMigrations: readonly Migration[] = [
  {
    name: '0121-coupons',
    async up(db) {
      await ensureCollections(db, ['coupons', 'coupon_templates', 'coupon_takers'])
      await db.collection('coupons').createIndexes([
        {
          key: { identifierKey: 1, issuedAt: -1, _id: -1 },
          name: 'identifierKey_1_issuedAt_-1__id_-1',
        },
        {
          key: { templateId: 1, state: 1, discountFen: 1 },
          name: 'templateId_1_state_1_discountFen_1',
        },
        {
          key: { dueAt: 1 },
          name: 'dueAt_1',
          partialFilterExpression: { dueAt: { $exists: true } },
        },
      ])
      await db
        .collection('coupon_templates')
        .createIndexes([
          { key: { status: 1, isTakeable: 1, _id: -1 }, name: 'status_1_isTakeable_1__id_-1' },
        ])
      await db
        .collection('coupon_takers')
        .createIndexes([{ key: { identifierKey: 1 }, name: 'identifierKey_1' }])
    },
  },
]
