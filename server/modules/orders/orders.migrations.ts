import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { postings, postOldTransfers, type Transfer } from '../ledger/index.js'
import { earnedOf } from './order-books.js'
import { OWN_SOURCE } from './orders.domain.js'
import type { OrderDocument } from './orders.model.js'

const KEEP_KEYS_SECONDS = 30 * 24 * 60 * 60
const newest = { createdAt: -1, _id: -1 } as const

export const orderMigrations: readonly Migration[] = [
  {
    name: '0033-orders',
    async up(db) {
      const names = ['orders', 'order_refunds', 'order_keys', 'open_orders', 'pickup_codes']
      await ensureCollections(db, names)
      await db.collection('orders').createIndexes([
        { key: { identifierKey: 1, ...newest }, name: 'identifierKey_1_createdAt_-1__id_-1' },
        { key: { ...newest }, name: 'createdAt_-1__id_-1' },
        { key: { status: 1, ...newest }, name: 'status_1_createdAt_-1__id_-1' },
        { key: { source: 1, ...newest }, name: 'source_1_createdAt_-1__id_-1' },
        { key: { storeCode: 1, ...newest }, name: 'storeCode_1_createdAt_-1__id_-1' },
        { key: { orderNo: 1 }, name: 'orderNo_1' },
        {
          key: { closeDueAt: 1 },
          name: 'closeDueAt_1',
          partialFilterExpression: { closeDueAt: { $exists: true } },
        },
        { key: { paidAt: 1 }, name: 'paidAt_1' },
      ])
      await db
        .collection('order_refunds')
        .createIndexes([{ key: { orderId: 1, at: 1 }, name: 'orderId_1_at_1' }])
      await db
        .collection('order_keys')
        .createIndexes([{ key: { at: 1 }, name: 'at_1', expireAfterSeconds: KEEP_KEYS_SECONDS }])
    },
  },
  {
    name: '0034-refunds-exceeding',
    async up(db) {
      await db.collection('order_refunds').createIndexes([
        {
          key: { state: 1, at: 1 },
          name: 'state_1_at_1',
          partialFilterExpression: { state: 'exceeding' },
        },
      ])
    },
  },
  {
    name: '0103-orders-in-the-books',
    async up(db) {
      const paid = { source: OWN_SOURCE, paidAt: { $exists: true } }
      let batch: Transfer[] = []
      for await (const order of db.collection<PaidBefore>('orders').find(paid)) {
        batch.push(paidBefore(order))
        if (batch.length === BATCH) {
          await postOldTransfers(db, batch)
          batch = []
        }
      }
      await postOldTransfers(db, batch)
    },
  },
  {
    name: '0108-order-keys-by-sku',
    async up(db) {
      await db.collection('order_keys').createIndexes([{ key: { skuIds: 1 }, name: 'skuIds_1' }])
      // rows of orders made before: their repeats are let through the sold-out gate, too
      const orders = { from: 'orders', localField: 'orderId', foreignField: '_id', as: 'order' }
      const skuIds = { $ifNull: [{ $first: '$order.items.skuId' }, []] }
      await db
        .collection('order_keys')
        .aggregate([
          { $match: { skuIds: { $exists: false } } },
          { $lookup: orders },
          { $project: { skuIds } },
          { $merge: { into: 'order_keys', on: '_id', whenNotMatched: 'discard' } },
        ])
        .toArray()
    },
  },
  {
    name: '0120-carts',
    async up(db) {
      await ensureCollections(db, ['carts', 'order_settings'])
    },
  },
  {
    name: '0131-price-differences',
    async up(db) {
      await ensureCollections(db, ['price_differences'])
      await db.collection('price_differences').createIndexes([
        { key: { at: -1, _id: -1 }, name: 'at_-1__id_-1' },
        { key: { storeCode: 1, at: -1, _id: -1 }, name: 'storeCode_1_at_-1__id_-1' },
      ])
    },
  },
  {
    name: '0146-parcels-that-arrived',
    async up(db) {
      await db.collection('orders').createIndexes([
        {
          key: { completeDueAt: 1 },
          name: 'completeDueAt_1',
          partialFilterExpression: { completeDueAt: { $exists: true } },
        },
      ])
    },
  },
]

type PaidBefore = Pick<OrderDocument, '_id' | 'paymentId' | 'paidFen' | 'paidAt'>
const BATCH = 500

function paidBefore({ _id: orderId, paymentId, paidFen, paidAt = new Date(0) }: PaidBefore) {
  const payment = paymentId === undefined ? {} : { paymentId }
  const about = { orderId, ...payment, cause: orderId, at: paidAt }
  return postings.orderPaid({ ...about, ...earnedOf({ paidFen, items: [] }) })
}
