import { invariantOf, text, type Invariant } from './invariant.js'

const GIVEN = {
  $in: [
    'requested',
    'processing',
    'abnormal',
    'returned-to-merchant',
    'settled-offline',
    'succeeded',
  ],
}
const sideOf = (side: 'debitFen' | 'creditFen') => ({ $sum: `$lines.${side}` })

/** What the books say an account has moved for one subject. */
const movedFor = (
  subject: 'paymentId' | 'orderId',
  account: string,
  moments: readonly string[],
) => [
  { $match: { moment: { $in: moments }, [`subjects.${subject}`]: { $exists: true } } },
  { $unwind: '$lines' },
  { $match: { 'lines.account': account } },
  {
    $group: {
      _id: `$subjects.${subject}`,
      posted: { $sum: { $subtract: ['$lines.creditFen', '$lines.debitFen'] } },
    },
  },
]

/** What confirmed payments have brought to an account at WeChat, by the day of `success_time`. */
const DEBITED_BY_DAY = [
  { $match: { moment: 'payment-confirmed', mchid: { $exists: true } } },
  { $unwind: '$lines' },
  { $match: { 'lines.account': 'wechat-pay' } },
  {
    $project: {
      of: {
        day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } },
        mchid: '$mchid',
      },
      posted: '$lines.debitFen',
    },
  },
]
/** In which payments a bill and the books differ and nobody has mended it; one that is in the books by now is mended. */
const OPEN_BY_DAY = [
  { $match: { state: 'open', what: 'payment' } },
  {
    $lookup: { from: 'ledger_transfers', localField: 'transferId', foreignField: '_id', as: 'own' },
  },
  { $match: { $or: [{ kind: { $ne: 'missing-here' } }, { own: [] }] } },
  { $lookup: { from: 'bill_days', localField: 'day', foreignField: '_id', as: 'compared' } },
  {
    $project: {
      of: { day: '$day', mchid: { $first: '$compared.mchid' } },
      off: { $subtract: ['$billFen', '$ownFen'] },
    },
  },
]

/** L and R of orders-and-money.md 9. */
export const booksInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'transfer-sums-to-zero',
    promise: 'Every transfer of the ledger debits what it credits.',
    collection: 'ledger_transfers',
    pipeline: [
      { $set: { debits: sideOf('debitFen'), credits: sideOf('creditFen') } },
      { $match: { $expr: { $ne: ['$debits', '$credits'] } } },
      { $set: { detail: text('$debits', ' debited, ', '$credits', ' credited') } },
    ],
  }),
  invariantOf({
    name: 'days-are-the-sum-of-their-transfers',
    promise: 'The sums of an account and day equal those of its transfers.',
    collection: 'ledger_transfers',
    pipeline: [
      { $match: { isSummed: true } },
      { $unwind: '$lines' },
      {
        $group: {
          _id: {
            $concat: [
              { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } },
              ':',
              '$lines.account',
            ],
          },
          debits: { $sum: '$lines.debitFen' },
          credits: { $sum: '$lines.creditFen' },
        },
      },
      {
        $unionWith: {
          coll: 'ledger_days',
          pipeline: [{ $project: { debitFen: 1, creditFen: 1 } }],
        },
      },
      {
        $group: {
          _id: '$_id',
          debits: { $sum: '$debits' },
          credits: { $sum: '$credits' },
          debitFen: { $sum: '$debitFen' },
          creditFen: { $sum: '$creditFen' },
        },
      },
      {
        $match: {
          $expr: { $or: [{ $ne: ['$debits', '$debitFen'] }, { $ne: ['$credits', '$creditFen'] }] },
        },
      },
      { $set: { detail: text('$debitFen', ' of ', '$debits', ' fen debited') } },
    ],
  }),
  invariantOf({
    name: 'payment-is-in-the-books-once',
    promise: 'Every succeeded payment is confirmed in the books with its whole amount, once.',
    collection: 'payments',
    pipeline: [
      { $match: { state: { $in: ['paid', 'paid-late'] } } },
      { $project: { brought: '$amountFen' } },
      {
        $unionWith: {
          coll: 'ledger_transfers',
          pipeline: [
            { $match: { 'subjects.orderId': { $exists: true } } },
            ...movedFor('paymentId', 'payments-received', ['payment-confirmed']),
          ],
        },
      },
      { $group: { _id: '$_id', brought: { $sum: '$brought' }, posted: { $sum: '$posted' } } },
      { $match: { $expr: { $ne: ['$brought', '$posted'] } } },
      { $set: { detail: text('$posted', ' of ', '$brought', ' fen') } },
    ],
  }),
  invariantOf({
    name: 'paid-order-is-in-the-books-once',
    promise: 'Every paid order of the own shop has taken its payment in the books, once.',
    collection: 'orders',
    pipeline: [
      { $match: { source: 'huike', paidAt: { $exists: true } } },
      { $project: { took: '$paidFen' } },
      {
        $unionWith: {
          coll: 'ledger_transfers',
          pipeline: [
            ...movedFor('orderId', 'payments-received', ['order-paid']),
            { $set: { posted: { $multiply: ['$posted', -1] } } },
          ],
        },
      },
      { $group: { _id: '$_id', took: { $sum: '$took' }, posted: { $sum: '$posted' } } },
      { $match: { $expr: { $ne: ['$took', '$posted'] } } },
      { $set: { detail: text('$posted', ' of ', '$took', ' fen') } },
    ],
  }),
  invariantOf({
    name: 'refunds-never-exceed-their-payment',
    promise:
      'What is given back or on its way is what its payment has reserved, never more than it brought.',
    collection: 'payments',
    pipeline: [
      { $match: { state: { $in: ['paid', 'paid-late'] } } },
      { $project: { amountFen: 1, reserved: { $ifNull: ['$refundReservedFen', 0] } } },
      {
        $unionWith: {
          coll: 'refunds',
          pipeline: [
            { $match: { state: GIVEN } },
            { $group: { _id: '$paymentId', refunds: { $sum: '$amountFen' } } },
          ],
        },
      },
      {
        $group: {
          _id: '$_id',
          amountFen: { $sum: '$amountFen' },
          reserved: { $sum: '$reserved' },
          refunds: { $sum: '$refunds' },
        },
      },
      {
        $match: {
          $expr: {
            $or: [{ $ne: ['$reserved', '$refunds'] }, { $gt: ['$reserved', '$amountFen'] }],
          },
        },
      },
      {
        $set: {
          detail: text('$reserved', ' reserved of ', '$amountFen', ' fen, refunds ', '$refunds'),
        },
      },
    ],
  }),
  invariantOf({
    name: 'refund-is-where-the-books-say',
    promise: 'What we owe by the books is the sum of the refunds that have not reached anybody.',
    collection: 'refunds',
    pipeline: [
      {
        $match: { state: { $in: ['requested', 'processing', 'abnormal', 'returned-to-merchant'] } },
      },
      { $group: { _id: null, owed: { $sum: '$amountFen' } } },
      {
        $unionWith: {
          coll: 'ledger_transfers',
          pipeline: [
            { $match: { 'lines.account': 'refunds-payable' } },
            { $unwind: '$lines' },
            { $match: { 'lines.account': 'refunds-payable' } },
            {
              $group: {
                _id: null,
                posted: { $sum: { $subtract: ['$lines.creditFen', '$lines.debitFen'] } },
              },
            },
          ],
        },
      },
      { $group: { _id: 'refunds-payable', owed: { $sum: '$owed' }, posted: { $sum: '$posted' } } },
      { $match: { $expr: { $ne: ['$owed', '$posted'] } } },
      { $set: { detail: text('$posted', ' in the books, ', '$owed', ' in the rows') } },
    ],
  }),
  invariantOf({
    name: 'day-is-what-its-bill-says',
    promise:
      'Of a compared day, per merchant: the payments of the bill are those of the books, but for the differences that are open.',
    collection: 'bill_days',
    pipeline: [
      { $match: { state: 'done' } },
      {
        $project: {
          of: { day: '$_id', mchid: '$mchid' },
          isCompared: { $literal: 1 },
          bill: '$figures.paymentsFen',
        },
      },
      { $unionWith: { coll: 'ledger_transfers', pipeline: DEBITED_BY_DAY } },
      { $unionWith: { coll: 'bill_differences', pipeline: OPEN_BY_DAY } },
      {
        $group: {
          _id: '$of',
          isCompared: { $max: '$isCompared' },
          bill: { $sum: '$bill' },
          posted: { $sum: '$posted' },
          off: { $sum: '$off' },
        },
      },
      {
        $match: {
          isCompared: 1,
          $expr: { $ne: [{ $subtract: ['$bill', '$off'] }, '$posted'] },
        },
      },
      {
        $set: {
          _id: text('$_id.day', ':', '$_id.mchid'),
          detail: text('$bill', ' billed, ', '$off', ' explained, ', '$posted', ' in the books'),
        },
      },
    ],
  }),
]
