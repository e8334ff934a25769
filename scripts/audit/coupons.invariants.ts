import { invariantOf, text, type Invariant } from './invariant.js'

const OWN = 'huike'
const WITH_COUPON = { source: OWN, 'coupon.couponId': { $exists: true } }
/** All of it went back to the customer. */
const IS_GIVEN_BACK = {
  $or: [
    { $eq: ['$status', 'refunded'] },
    { $and: [{ $gt: ['$paidFen', 0] }, { $gte: ['$refundedFen', '$paidFen'] }] },
  ],
}
/** What its coupon must be. */
const COUPON_STATE = {
  $switch: {
    branches: [
      { case: { $eq: ['$status', 'pending-payment'] }, then: 'locked' },
      { case: { $eq: ['$status', 'closed'] }, then: 'free' },
      { case: IS_GIVEN_BACK, then: 'free' },
    ],
    default: 'used',
  },
}
const sumOf = (field: string) => ({
  $sum: { $map: { input: '$items', in: { $ifNull: [`$$this.${field}`, 0] } } },
})

/** Prices and coupons (orders-and-money.md 5): what orders say of them, what coupons say, and the memo in the books. */
export const couponInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'order-costs-what-it-says',
    promise:
      'The steps of a price and its lines add up to what is to be paid; no line is negative.',
    collection: 'orders',
    pipeline: [
      { $match: { source: OWN, 'explanation.0': { $exists: true } } },
      {
        $set: {
          told: { $sum: '$explanation.amountFen' },
          lines: { $subtract: [sumOf('amountFen'), sumOf('discountFen')] },
          fee: { $ifNull: ['$deliveryFen', 0] },
          shares: { $subtract: [sumOf('discountFen'), { $ifNull: ['$discountFen', 0] }] },
          negative: {
            $anyElementTrue: {
              $map: {
                input: '$items',
                in: { $gt: [{ $ifNull: ['$$this.discountFen', 0] }, '$$this.amountFen'] },
              },
            },
          },
        },
      },
      {
        $match: {
          $expr: {
            $or: [
              { $ne: ['$told', '$totalFen'] },
              { $ne: [{ $add: ['$lines', '$fee'] }, '$totalFen'] },
              { $ne: ['$shares', 0] },
              '$negative',
            ],
          },
        },
      },
      { $set: { detail: text('$totalFen', ' to be paid, told ', '$told', ', lines ', '$lines') } },
    ],
  }),
  invariantOf({
    name: 'order-has-its-coupon',
    promise:
      'An open order has its coupon locked, a paid one has used it, any other has it no more.',
    collection: 'orders',
    pipeline: [
      { $match: WITH_COUPON },
      { $set: { expected: COUPON_STATE } },
      {
        $lookup: {
          from: 'coupons',
          localField: 'coupon.couponId',
          foreignField: '_id',
          as: 'found',
        },
      },
      { $set: { found: { $first: '$found' } } },
      {
        $set: {
          isTheirs: {
            $and: [
              { $eq: ['$found.orderId', '$_id'] },
              { $in: ['$found.state', ['locked', 'used']] },
            ],
          },
        },
      },
      {
        $match: {
          $expr: {
            $ne: [{ $cond: ['$isTheirs', '$found.state', 'free'] }, '$expected'],
          },
        },
      },
      { $set: { detail: text('$status', ', its coupon is ', '$found.state') } },
    ],
  }),
  invariantOf({
    name: 'coupon-has-its-order',
    promise: 'A coupon that is locked or used names the order that has it.',
    collection: 'coupons',
    pipeline: [
      { $match: { state: { $in: ['locked', 'used'] } } },
      { $lookup: { from: 'orders', localField: 'orderId', foreignField: '_id', as: 'order' } },
      { $set: { order: { $first: '$order' } } },
      { $match: { $expr: { $ne: ['$order.coupon.couponId', '$_id'] } } },
      { $set: { detail: text('$state', ' for ', '$orderId') } },
    ],
  }),
  invariantOf({
    name: 'coupon-memo-is-in-the-books',
    promise: 'The memo of an order is what its used coupon has taken off.',
    collection: 'coupons',
    pipeline: [
      { $match: { state: 'used' } },
      { $project: { _id: '$orderId', used: '$discountFen' } },
      {
        $unionWith: {
          coll: 'ledger_transfers',
          pipeline: [
            { $match: { moment: { $in: ['coupon-used', 'coupon-returned'] } } },
            { $unwind: '$lines' },
            { $match: { 'lines.account': 'coupons-used' } },
            {
              $project: {
                _id: '$subjects.orderId',
                posted: { $subtract: ['$lines.debitFen', '$lines.creditFen'] },
              },
            },
          ],
        },
      },
      { $group: { _id: '$_id', used: { $sum: '$used' }, posted: { $sum: '$posted' } } },
      { $match: { $expr: { $ne: ['$used', '$posted'] } } },
      { $set: { detail: text('$posted', ' of ', '$used', ' fen in the books') } },
    ],
  }),
  invariantOf({
    name: 'template-gave-out-what-it-says',
    promise: 'A template counts the coupons that are out, and none beyond its budget.',
    collection: 'coupon_templates',
    pipeline: [
      { $project: { issued: 1, budgetCount: 1, issuedFen: 1, budgetFen: 1 } },
      {
        $lookup: {
          from: 'coupons',
          localField: '_id',
          foreignField: 'templateId',
          pipeline: [{ $count: 'out' }],
          as: 'out',
        },
      },
      { $set: { out: { $ifNull: [{ $first: '$out.out' }, 0] } } },
      {
        $match: {
          $expr: {
            $or: [
              { $ne: ['$issued', '$out'] },
              { $gt: ['$issued', '$budgetCount'] },
              { $gt: ['$issuedFen', { $ifNull: ['$budgetFen', '$issuedFen'] }] },
            ],
          },
        },
      },
      { $set: { detail: text('$issued', ' counted, ', '$out', ' out, of ', '$budgetCount') } },
    ],
  }),
]
