import { invariantOf, text, type Invariant } from './invariant.js'

const AFTER_SALE = ['refund-pending', 'refunded', 'shipped', 'completed']
const IS_BACK = { $eq: ['$state', 'returned'] }
const HOLD_STATE = {
  $switch: {
    branches: [
      { case: { $eq: ['$order.status', 'pending-payment'] }, then: 'held' },
      { case: { $eq: ['$order.status', 'closed'] }, then: 'released' },
      // whether refunded units go back on the shelf is a choice
      {
        case: { $in: ['$order.status', AFTER_SALE] },
        then: { $cond: [IS_BACK, 'returned', 'sold'] },
      },
    ],
    default: 'sold',
  },
}

const sumWhere = (state: string) => ({
  $sum: { $cond: [{ $eq: ['$state', state] }, '$qty', 0] },
})

/** S of orders-and-money.md 9: stock, and the orders that hold and buy it. */
export const stockInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'pool-is-the-sum-of-its-holds',
    promise: 'A stock pool counts exactly the units that orders hold and have bought.',
    collection: 'stock_pools',
    pipeline: [
      { $project: { held: 1, sold: 1 } },
      {
        $unionWith: {
          coll: 'stock_holds',
          pipeline: [
            {
              $group: { _id: '$poolId', heldByOrders: sumWhere('held'), sales: sumWhere('sold') },
            },
          ],
        },
      },
      {
        $group: {
          _id: '$_id',
          held: { $sum: '$held' },
          sold: { $sum: '$sold' },
          heldByOrders: { $sum: '$heldByOrders' },
          sales: { $sum: '$sales' },
        },
      },
      {
        $match: {
          $expr: {
            $or: [{ $ne: ['$held', '$heldByOrders'] }, { $ne: ['$sold', '$sales'] }],
          },
        },
      },
      {
        $set: {
          detail: text('held ', '$held', '/', '$heldByOrders', ', sold ', '$sold', '/', '$sales'),
        },
      },
    ],
  }),
  invariantOf({
    name: 'pool-is-not-oversold',
    promise: 'What is held and sold never exceeds a limited pool.',
    collection: 'stock_pools',
    pipeline: [
      {
        $match: {
          isUnlimited: false,
          $expr: { $gt: [{ $add: ['$held', '$sold'] }, '$total'] },
        },
      },
      { $set: { detail: text('$held', ' held, ', '$sold', ' sold of ', '$total') } },
    ],
  }),
  invariantOf({
    name: 'journal-adds-up-to-its-pool',
    promise: 'The lines of the stock journal of a pool add up to its total.',
    collection: 'stock_pools',
    pipeline: [
      { $project: { total: 1 } },
      {
        $unionWith: {
          coll: 'stock_journal',
          pipeline: [{ $group: { _id: '$poolId', told: { $sum: '$delta' } } }],
        },
      },
      { $group: { _id: '$_id', total: { $sum: '$total' }, told: { $sum: '$told' } } },
      { $match: { $expr: { $ne: ['$total', '$told'] } } },
      { $set: { detail: text('the journal tells ', '$told', ' of ', '$total') } },
    ],
  }),
  invariantOf({
    name: 'hold-follows-its-order',
    promise:
      'An open order holds its units, a paid one has bought them, a closed one gave them back.',
    collection: 'stock_holds',
    pipeline: [
      { $lookup: { from: 'orders', localField: 'orderId', foreignField: '_id', as: 'order' } },
      { $set: { order: { $first: '$order' } } },
      { $set: { expected: HOLD_STATE } },
      {
        $match: {
          $expr: {
            $or: [{ $eq: [{ $type: '$order' }, 'missing'] }, { $ne: ['$state', '$expected'] }],
          },
        },
      },
      { $set: { detail: text('$state', ' for an order that is ', '$order.status') } },
    ],
  }),
]
