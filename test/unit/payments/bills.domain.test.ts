import fc from 'fast-check'
import { postings } from '../../../server/modules/ledger/index.js'
import {
  daysReady,
  newestReady,
  NO_FIGURES,
  spanOf,
} from '../../../server/modules/payments/bills/bill-day.domain.js'
import { transfersOfDay } from '../../../server/modules/payments/bills/flow-sums.js'
import { seenNumbers } from '../../../server/modules/payments/bills/seen-numbers.js'

// Guarantee: every transfer that a bill stands for is found again, and no other.
test('numbers that were seen are known, others are not', () => {
  const causes = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { maxLength: 3_000 })
  fc.assert(
    fc.property(causes, (all) => {
      const seen = seenNumbers()
      const ids = all.map((cause) => postings.confirmedId(String(cause)))
      const half = Math.floor(ids.length / 2)
      ids.slice(0, half).forEach((id) => seen.add(id))
      expect(ids.filter((id) => seen.has(id))).toEqual(ids.slice(0, half))
    }),
    { numRuns: 20 },
  )
})

// Guarantee: WeChat's bill of a day is asked for from 10:00 of the next day on, by Shanghai's clock.
test.each([
  ['2026-11-21T09:59:59+08:00', '2026-11-19'],
  ['2026-11-21T10:00:00+08:00', '2026-11-20'],
  ['2026-11-21T23:59:59+08:00', '2026-11-20'],
])('at %s the newest bill is that of %s', (now, day) => {
  expect(newestReady(new Date(now))).toBe(day)
  expect(daysReady(new Date(now)).at(-1)).toBe(day)
  expect(daysReady(new Date(now))).toHaveLength(7)
})

// Guarantee: what only the fund flow tells is posted once a day and kind, on the day itself.
test('a day’s sums are the same transfers however often they are made', () => {
  const figures = { ...NO_FIGURES, feesFen: 12, feesBackFen: 2, withdrawalsFen: 500 }
  const about = { day: '2026-11-20', mchid: 'm1', state: 'running', phase: 'missing' } as const
  const day = { ...about, run: 1, position: 0, startedAt: new Date(), figures }
  const { from, to } = spanOf('2026-11-20')
  const once = transfersOfDay(day)
  expect(once.map(({ moment }) => moment)).toEqual([
    'fees-of-day',
    'fees-returned',
    'withdrawals-of-day',
  ])
  expect(once.every(({ at }) => at >= from && at < to)).toBe(true)
  const again = transfersOfDay({ ...day, run: 2 })
  expect(again.map(({ transferId }) => transferId)).toEqual(
    once.map(({ transferId }) => transferId),
  )
})
