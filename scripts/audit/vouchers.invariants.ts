import { invariantOf, text, type Invariant } from './invariant.js'

/** What an order has left in an account of the books. */
const inTheBooks = (account: string, moments?: readonly string[]) => [
  {
    $match: {
      'lines.account': account,
      'subjects.orderId': { $exists: true },
      ...(moments === undefined ? {} : { moment: { $in: moments } }),
    },
  },
  { $unwind: '$lines' },
  { $match: { 'lines.account': account } },
  {
    $group: {
      _id: '$subjects.orderId',
      posted: { $sum: { $subtract: ['$lines.creditFen', '$lines.debitFen'] } },
    },
  },
]

/** V of orders-and-money.md 9. */
export const voucherInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'voucher-is-used-as-often-as-it-was-redeemed',
    promise:
      'Uses and money of a voucher are what is left of it and its redemptions that stand: never more than was sold.',
    collection: 'vouchers',
    pipeline: [
      {
        $lookup: {
          from: 'voucher_redemptions',
          localField: '_id',
          foreignField: 'voucherId',
          pipeline: [{ $match: { undoneAt: { $exists: false } } }],
          as: 'redeemed',
        },
      },
      {
        $set: {
          left: { $size: '$leftFen' },
          leftSum: { $sum: '$leftFen' },
          used: { $sum: '$redeemed.uses' },
          usedFen: { $sum: '$redeemed.amountFen' },
        },
      },
      {
        $match: {
          $expr: {
            $or: [
              { $ne: ['$usesLeft', '$left'] },
              { $ne: ['$owedFen', '$leftSum'] },
              { $ne: ['$uses', { $add: ['$left', '$used'] }] },
              { $ne: ['$soldFen', { $add: ['$leftSum', '$usedFen'] }] },
              { $ne: [{ $eq: ['$state', 'redeemed'] }, { $eq: ['$left', 0] }] },
            ],
          },
        },
      },
      {
        $set: { detail: text('$used', ' of ', '$uses', ' uses redeemed, ', '$usesLeft', ' left') },
      },
    ],
  }),
  invariantOf({
    name: 'paid-order-has-its-codes',
    promise:
      'Every paid order has a code for each voucher that it sold, and together they cost what the books say.',
    collection: 'orders',
    pipeline: [
      { $match: { paidAt: { $exists: true }, 'items.voucher': { $exists: true } } },
      { $unwind: '$items' },
      { $match: { 'items.voucher': { $exists: true } } },
      { $group: { _id: '$_id', wanted: { $sum: '$items.qty' } } },
      {
        $unionWith: {
          coll: 'vouchers',
          pipeline: [
            { $group: { _id: '$orderId', codes: { $sum: 1 }, soldFen: { $sum: '$soldFen' } } },
          ],
        },
      },
      {
        $unionWith: {
          coll: 'ledger_transfers',
          pipeline: inTheBooks('customer-prepaid', ['order-paid']),
        },
      },
      {
        $group: {
          _id: '$_id',
          wanted: { $sum: '$wanted' },
          codes: { $sum: '$codes' },
          soldFen: { $sum: '$soldFen' },
          posted: { $sum: '$posted' },
        },
      },
      {
        $match: {
          $expr: { $or: [{ $ne: ['$wanted', '$codes'] }, { $ne: ['$soldFen', '$posted'] }] },
        },
      },
      {
        $set: {
          detail: text(
            '$codes',
            ' of ',
            '$wanted',
            ' codes, ',
            '$soldFen',
            ' of ',
            '$posted',
            ' fen',
          ),
        },
      },
    ],
  }),
  invariantOf({
    name: 'what-vouchers-are-owed-is-in-the-books',
    promise:
      'What is owed for the vouchers of an order is its balance of what customers have paid in advance.',
    collection: 'vouchers',
    pipeline: [
      { $match: { state: { $in: ['active', 'offered', 'refund-pending'] } } },
      { $lookup: { from: 'refunds', localField: 'refundId', foreignField: '_id', as: 'refund' } },
      {
        // a refund that was let go of owes the voucher again, until somebody tries once more
        $match: { $or: [{ state: { $ne: 'refund-pending' } }, { 'refund.state': 'failed' }] },
      },
      { $group: { _id: '$orderId', owed: { $sum: '$owedFen' } } },
      { $unionWith: { coll: 'ledger_transfers', pipeline: inTheBooks('customer-prepaid') } },
      { $group: { _id: '$_id', owed: { $sum: '$owed' }, posted: { $sum: '$posted' } } },
      { $match: { $expr: { $ne: ['$owed', '$posted'] } } },
      { $set: { detail: text('$owed', ' owed, ', '$posted', ' in the books') } },
    ],
  }),
  invariantOf({
    name: 'refunded-vouchers-are-their-refund',
    promise: 'The vouchers of a refund were owed what the refund takes from vouchers.',
    collection: 'vouchers',
    pipeline: [
      { $match: { refundId: { $exists: true } } },
      { $group: { _id: '$refundId', codes: { $sum: '$owedFen' } } },
      {
        $unionWith: {
          coll: 'refunds',
          pipeline: [
            { $match: { 'source.voucherFen': { $gt: 0 } } },
            { $project: { taken: '$source.voucherFen' } },
          ],
        },
      },
      { $group: { _id: '$_id', codes: { $sum: '$codes' }, taken: { $sum: '$taken' } } },
      { $match: { $expr: { $ne: ['$codes', '$taken'] } } },
      { $set: { detail: text('codes of ', '$codes', ' fen, refund of ', '$taken') } },
    ],
  }),
  invariantOf({
    name: 'voucher-has-one-code',
    promise: 'One code opens a voucher, and it is the one that its holder sees.',
    collection: 'vouchers',
    pipeline: [
      { $project: { codeKey: 1, shown: { $literal: 1 } } },
      {
        $unionWith: {
          coll: 'voucher_codes',
          pipeline: [{ $project: { _id: '$voucherId', codeKey: '$_id', opens: { $literal: 1 } } }],
        },
      },
      {
        $group: {
          _id: { voucherId: '$_id', codeKey: '$codeKey' },
          shown: { $sum: '$shown' },
          opens: { $sum: '$opens' },
        },
      },
      { $match: { $or: [{ shown: { $ne: 1 } }, { opens: { $ne: 1 } }] } },
      { $set: { _id: '$_id.voucherId', detail: text('$opens', ' codes open it') } },
    ],
  }),
]
