import { TOMBSTONE_KEY } from '../../server/platform/personal-data/index.js'
import { invariantOf, text, type Invariant } from './invariant.js'

const OWN = 'huike'
/** Of whoever was erased the books keep the order, and nobody's counter or timeline tells of it. */
const SOMEBODYS = { $exists: true, $not: TOMBSTONE_KEY }

/** Orders and their money, as orders and payments tell it; the books have their own. */
export const tradeInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'payment-is-applied-once',
    promise:
      'Every succeeded payment is the one that paid its order, is given back, or an incident.',
    collection: 'payments',
    pipeline: [
      { $match: { state: { $in: ['paid', 'paid-late'] } } },
      { $lookup: { from: 'orders', localField: 'orderId', foreignField: '_id', as: 'order' } },
      { $set: { order: { $first: '$order' } } },
      {
        $set: {
          named: { $cond: [{ $gt: ['$order.paidAt', null] }, '$order.paymentId', null] },
        },
      },
      {
        $lookup: {
          from: 'refunds',
          localField: '_id',
          foreignField: 'paymentId',
          pipeline: [{ $match: { 'source.kind': 'unapplied' } }],
          as: 'givenBack',
        },
      },
      {
        $lookup: { from: 'incidents', localField: '_id', foreignField: 'subject.id', as: 'told' },
      },
      {
        $set: {
          uses: {
            $add: [{ $cond: [{ $eq: ['$named', '$_id'] }, 1, 0] }, { $size: '$givenBack' }],
          },
        },
      },
      {
        $match: {
          $expr: {
            $not: {
              $or: [
                { $eq: ['$uses', 1] },
                { $and: [{ $eq: ['$uses', 0] }, { $gt: [{ $size: '$told' }, 0] }] },
              ],
            },
          },
        },
      },
      { $set: { detail: text('$state', ' for ', '$orderId', ', which names ', '$named') } },
    ],
  }),
  invariantOf({
    name: 'paid-order-has-its-payment',
    promise: 'Every paid order of the own shop names a succeeded payment of its whole amount.',
    collection: 'orders',
    pipeline: [
      // nothing was paid for what cost nothing
      { $match: { source: OWN, paidAt: { $exists: true }, totalFen: { $gt: 0 } } },
      { $lookup: { from: 'payments', localField: 'paymentId', foreignField: '_id', as: 'paid' } },
      { $set: { paid: { $first: '$paid' } } },
      {
        $match: {
          $expr: {
            $or: [
              { $not: { $in: ['$paid.state', ['paid', 'paid-late']] } },
              { $ne: ['$paid.amountFen', '$paidFen'] },
              { $ne: ['$paid.orderId', '$_id'] },
            ],
          },
        },
      },
      { $set: { detail: text('names ', '$paymentId', ', which is ', '$paid.state') } },
    ],
  }),
  invariantOf({
    name: 'order-is-the-sum-of-its-refunds',
    promise: 'An order has given back the sum of its done refunds, never more than was paid.',
    collection: 'orders',
    pipeline: [
      { $project: { refundedFen: 1, paidFen: 1 } },
      {
        $unionWith: {
          coll: 'order_refunds',
          pipeline: [
            { $match: { state: 'done' } },
            { $group: { _id: '$orderId', refunds: { $sum: '$refundFen' } } },
          ],
        },
      },
      {
        $unionWith: {
          coll: 'refunds',
          pipeline: [
            { $match: { state: 'succeeded', 'source.kind': 'order' } },
            { $group: { _id: '$orderId', refunds: { $sum: '$amountFen' } } },
          ],
        },
      },
      {
        $group: {
          _id: '$_id',
          refunded: { $sum: '$refundedFen' },
          paid: { $sum: '$paidFen' },
          refunds: { $sum: '$refunds' },
        },
      },
      {
        $match: {
          $expr: { $or: [{ $ne: ['$refunded', '$refunds'] }, { $gt: ['$refunded', '$paid'] }] },
        },
      },
      { $set: { detail: text('$refunded', ' of ', '$paid', ' fen, refunds ', '$refunds') } },
    ],
  }),
  invariantOf({
    name: 'identifier-counts-its-orders',
    promise: 'The counters of an identifier equal a recount of its paid orders.',
    collection: 'orders',
    pipeline: [
      { $match: { paidAt: { $exists: true }, identifierKey: SOMEBODYS } },
      {
        $group: {
          _id: '$identifierKey',
          orders: { $sum: 1 },
          paid: { $sum: '$paidFen' },
          refunded: { $sum: '$refundedFen' },
        },
      },
      {
        $unionWith: {
          coll: 'identifiers',
          pipeline: [
            { $match: { ordersPaid: { $gt: 0 } } },
            {
              $project: {
                countedOrders: '$ordersPaid',
                countedPaid: '$paidFen',
                countedRefunded: '$refundedFen',
              },
            },
          ],
        },
      },
      {
        $group: {
          _id: '$_id',
          orders: { $sum: '$orders' },
          paid: { $sum: '$paid' },
          refunded: { $sum: '$refunded' },
          countedOrders: { $sum: '$countedOrders' },
          countedPaid: { $sum: '$countedPaid' },
          countedRefunded: { $sum: '$countedRefunded' },
        },
      },
      {
        $match: {
          $expr: {
            $or: [
              { $ne: ['$orders', '$countedOrders'] },
              { $ne: ['$paid', '$countedPaid'] },
              { $ne: ['$refunded', '$countedRefunded'] },
            ],
          },
        },
      },
      {
        $set: {
          detail: text(
            '$countedOrders',
            ' of ',
            '$orders',
            ' orders, ',
            '$countedPaid',
            ' of ',
            '$paid',
            ' fen counted',
          ),
        },
      },
    ],
  }),
  invariantOf({
    name: 'paid-order-is-told-once',
    promise: 'Every paid order with an owner stands once on the timeline.',
    collection: 'orders',
    pipeline: [
      { $match: { paidAt: { $exists: true }, identifierKey: SOMEBODYS } },
      { $project: { orders: { $literal: 1 } } },
      {
        $unionWith: {
          coll: 'timeline',
          pipeline: [
            { $match: { type: 'order.paid' } },
            { $group: { _id: '$data.orderId', told: { $sum: 1 } } },
          ],
        },
      },
      { $group: { _id: '$_id', orders: { $sum: '$orders' }, told: { $sum: '$told' } } },
      { $match: { $expr: { $ne: ['$orders', '$told'] } } },
      { $set: { detail: text('told ', '$told', ' times') } },
    ],
  }),
]
