import fc from 'fast-check'
import { postings } from '../../../server/modules/ledger/index.js'
import { balancesOf, daysOf } from '../../../server/modules/ledger/balances.domain.js'
import { transferOf, type Transfer } from '../../../server/modules/ledger/transfer.domain.js'

const at = new Date('2026-03-01T15:59:59.999Z') // the last millisecond of 1 March in Shanghai
const paymentId = 'pay_1'
const orderId = 'ord_1'
const refundId = 'rfd_1'
const mchid = '190'

const sumsOf = (transfers: readonly Transfer[]) =>
  Object.fromEntries(
    balancesOf(transfers.flatMap(({ lines }) => lines)).flatMap(({ account, balanceFen }) =>
      balanceFen === 0 ? [] : [[account, balanceFen]],
    ),
  )

type Way = 'succeeded' | 'closed-then-succeeded' | 'returned' | 'released'
/** An order of these parts, paid and given back in whole, as the table of orders-and-money.md 6 has it. */
function life(earned: { goodsFen: number; voucherFen: number; onHoldFen: number }, way: Way) {
  const amountFen = earned.goodsFen + earned.voucherFen + earned.onHoldFen
  const about = { refundId, orderId, paymentId, at } as const
  const attempt = { ...about, attempt: 1, amountFen, mchid }
  const owed = [
    postings.paymentConfirmed({
      ...{ paymentId, orderId, mchid, at, amountFen, settlementFen: amountFen },
      cause: 't1',
    }),
    postings.orderPaid({ ...earned, orderId, paymentId, at, cause: orderId }),
    postings.refundRequested({ ...about, round: 1, from: earned }),
  ]
  switch (way) {
    case 'succeeded':
      return [...owed, postings.refundAccepted(attempt), postings.refundSucceeded(attempt)]
    case 'closed-then-succeeded':
      return [
        ...owed,
        postings.refundAccepted(attempt),
        postings.refundClosed(attempt),
        postings.refundAccepted({ ...attempt, attempt: 2 }),
        postings.refundSucceeded({ ...attempt, attempt: 2 }),
      ]
    case 'returned':
      return [
        ...owed,
        postings.refundAccepted(attempt),
        postings.refundReturned(attempt),
        postings.refundSettledOffline({ ...about, amountFen }),
      ]
    case 'released':
      return [...owed, postings.refundReleased({ ...about, round: 1, from: earned })]
  }
}

// Guarantee: whatever an order consists of, giving it back leaves no fen behind in any account, by every way that ends well.
test('an order that is paid and wholly given back leaves every account empty', () => {
  const fen = fc.nat({ max: 10_000_000 })
  const earned = fc.record({ goodsFen: fen, voucherFen: fen, onHoldFen: fen })
  const ways = fc.constantFrom<Way[]>('succeeded', 'closed-then-succeeded', 'returned')
  fc.assert(
    fc.property(earned, ways, (parts, way) => {
      expect(sumsOf(life(parts, way))).toEqual({})
    }),
  )
})

// Guarantee: a refund that is let go of leaves the books as if it had never been asked for.
test('a refund let go of gives back what it was taken from', () => {
  const parts = { goodsFen: 700, voucherFen: 200, onHoldFen: 100 }
  expect(sumsOf(life(parts, 'released'))).toEqual({
    'wechat-pay': 1000,
    revenue: 700,
    'customer-prepaid': 200,
    'orders-on-hold': 100,
  })
})

test("WeChat's own discount never reaches the account, the order is paid in whole all the same", () => {
  const transfer = postings.paymentConfirmed({
    ...{ paymentId, orderId, mchid, at, cause: 't1' },
    amountFen: 1000,
    settlementFen: 900,
  })
  expect(sumsOf([transfer])).toEqual({
    'wechat-pay': 900,
    'platform-discounts': 100,
    'payments-received': 1000,
  })
})

test('the same cause is the same transfer, another moment of it another one', () => {
  const unknown = postings.paymentUnknown({ paymentId, cause: 't1', amountFen: 5, at })
  expect(postings.paymentUnknown({ paymentId, cause: 't1', amountFen: 5, at }).transferId).toBe(
    unknown.transferId,
  )
  expect(postings.confirmedId('t1')).not.toBe(unknown.transferId)
})

test.each([
  [{ revenue: 2 }, { refunds: 1 }],
  [{ revenue: -1 }, { suspense: -1 }],
  [{ revenue: 0.5 }, { suspense: 0.5 }],
])('given sides %j and %j, then nothing is written', (debit, credit) => {
  const half = { moment: 'x', cause: 'c', at, subjects: {} }
  expect(() => transferOf({ ...half, debit, credit } as Parameters<typeof transferOf>[0])).toThrow()
})

// Guarantee: the sums of the days are those of the transfers, by the business day in Shanghai on which the money moved.
test('a moment counts for the day on which it was in Shanghai', () => {
  const [transfer] = life({ goodsFen: 10, voucherFen: 0, onHoldFen: 0 }, 'succeeded')
  const next = transfer && { ...transfer, at: new Date(at.getTime() + 1) }
  const days = daysOf([transfer, next].flatMap((one) => one ?? []))
  expect(days.map(({ on, account, debitFen }) => [on, account, debitFen])).toEqual([
    ['2026-03-01', 'wechat-pay', 10],
    ['2026-03-01', 'payments-received', 0],
    ['2026-03-02', 'wechat-pay', 10],
    ['2026-03-02', 'payments-received', 0],
  ])
})
