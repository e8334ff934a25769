import type { Migration } from '../../../server/platform/mongo/index.js'

const BATCH = 200

/**
 * What a later version would bring along: a field of orders, filled in batches, and the index of a query on it. The
 * version before neither reads nor writes it and goes on meanwhile.
 */
export const nextVersionMigrations: readonly Migration[] = [
  {
    name: '9001-orders-business-month',
    async up(db) {
      const orders = db.collection('orders')
      const missing = { businessMonth: { $exists: false } }
      const month = {
        $dateToString: { date: '$createdAt', format: '%Y-%m', timezone: 'Asia/Shanghai' },
      }
      for (;;) {
        const found = await orders
          .find(missing, { projection: { _id: 1 } })
          .limit(BATCH)
          .toArray()
        if (found.length === 0) {
          break
        }
        const ids = found.map(({ _id }) => _id)
        await orders.updateMany({ _id: { $in: ids } }, [{ $set: { businessMonth: month } }])
      }
      await orders.createIndex({ businessMonth: 1, createdAt: -1 })
    },
  },
]
