import { ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { postings, postOldTransfers, type Transfer } from '../ledger/index.js'
import { OPEN_STATES, type PaymentDocument } from './payments.model.js'

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
  {
    name: '0102-payments-in-the-books',
    async up(db) {
      const paid = { state: { $in: ['paid', 'paid-late'] } }
      let batch: Transfer[] = []
      for await (const payment of db.collection<PaidBefore>('payments').find(paid)) {
        batch.push(confirmedBefore(payment))
        if (batch.length === BATCH) {
          await postOldTransfers(db, batch)
          batch = []
        }
      }
      await postOldTransfers(db, batch)
    },
  },
  {
    name: '0110-refunds-by-end',
    async up(db) {
      await db.collection('refunds').createIndexes([
        {
          key: { endedAt: -1, _id: -1 },
          name: 'endedAt_-1__id_-1',
          partialFilterExpression: { state: 'succeeded' },
        },
      ])
    },
  },
  {
    name: '0111-bills',
    async up(db) {
      await ensureCollections(db, ['bill_days', 'bill_differences'])
      await db.collection('bill_days').createIndexes([
        {
          key: { state: 1, _id: 1 },
          name: 'state_1__id_1',
          partialFilterExpression: { state: { $in: ['requested', 'running', 'waiting'] } },
        },
      ])
      await db.collection('bill_differences').createIndexes([
        { key: { day: 1, state: 1, _id: 1 }, name: 'day_1_state_1__id_1' },
        {
          key: { action: 1, state: 1, _id: 1 },
          name: 'action_1_state_1__id_1',
          partialFilterExpression: { action: 'sent', state: 'open' },
        },
      ])
    },
  },
]

type PaidBefore = Pick<
  PaymentDocument,
  '_id' | 'orderId' | 'amountFen' | 'transactionId' | 'paidAt'
>
const BATCH = 500

/** Whose account it was is not known any more: there was one. */
function confirmedBefore({ _id, orderId, amountFen, transactionId, paidAt }: PaidBefore): Transfer {
  return postings.paymentConfirmed({
    paymentId: _id,
    orderId,
    cause: transactionId ?? _id,
    at: paidAt ?? new Date(0),
    amountFen,
    settlementFen: amountFen,
  })
}
