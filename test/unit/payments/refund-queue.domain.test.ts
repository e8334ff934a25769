import fc from 'fast-check'
import {
  decideSendNow,
  decideTrouble,
  newRefund,
  REFUND_TRANSITIONS,
  type RefundState,
} from '../../../server/modules/payments/refunds/refund.domain.js'
import {
  REFUND_GROUPS,
  totalsOf,
} from '../../../server/modules/payments/refunds/refund-groups.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const later = (ms: number) => new Date(now.getTime() + ms)
const MINUTE = 60_000
const wanted = {
  orderId: 'ord_1',
  paymentId: 'pay_1',
  reasonKey: 'after-sale:k1',
  reason: '缺货',
  amountFen: 100,
  paymentFen: 300,
  source: { kind: 'order', goodsFen: 100, voucherFen: 0, onHoldFen: 0 },
} as const
const low = (tries: number) => {
  const trouble = { code: 'wechat-pay-balance-low', isFinal: false, isOutcomeUnknown: false }
  return decideTrouble(
    { ...newRefund(wanted, { now, others: [] }), tries },
    { ...trouble, at: now },
  )
}

// Guarantee: an operator shortens a pause and changes nothing else: no new number, no new time to give up.
test('a refund that waits for its pause is due at once', () => {
  const waiting = low(2) // 15 minutes
  const hurried = decideSendNow(waiting, later(5 * MINUTE))
  expect(hurried).toEqual({ ok: true, value: { ...waiting, nextAt: later(5 * MINUTE) } })
})

// Guarantee: nobody makes us ask WeChat twice within a minute, nor touches what the job may have in hand.
test('within a minute of a try, before or after, nothing is hurried', () => {
  const minutes = fc.double({ min: 0, max: 15, noNaN: true })
  fc.assert(
    fc.property(minutes, (after) => {
      const result = decideSendNow(low(2), later(Math.round(after * MINUTE)))
      const isNear =
        Math.round(after * MINUTE) < MINUTE || Math.round(after * MINUTE) >= 14 * MINUTE
      expect(result.ok).toBe(!isNear)
    }),
  )
  expect(decideSendNow(low(2), now)).toMatchObject({ code: 'refund-asked-lately' })
})

test('what was never tried, and what is not ours to try, is not hurried', () => {
  const fresh = newRefund(wanted, { now, others: [] })
  expect(decideSendNow(fresh, later(MINUTE))).toMatchObject({ code: 'refund-not-waiting' })
  const accepted = { ...low(2), state: 'processing' } as const
  expect(decideSendNow(accepted, later(5 * MINUTE))).toMatchObject({ code: 'refund-not-waiting' })
})

// Guarantee: no open refund is missing in the queue and none stands in two groups.
test('every state without an end is in exactly one group', () => {
  const ended: readonly RefundState[] = ['succeeded', 'settled-offline']
  const open = (Object.keys(REFUND_TRANSITIONS) as RefundState[]).filter(
    (state) => !ended.includes(state),
  )
  expect(Object.values(REFUND_GROUPS).flat().sort()).toEqual(open.sort())
})

test('totals add up the states of a group', () => {
  const byState = new Map([
    ['failed', { count: 2, amountFen: 300 }],
    ['abnormal', { count: 1, amountFen: 50 }],
    ['processing', { count: 4, amountFen: 7 }],
  ] as const)
  expect(totalsOf(byState, { count: 1, amountFen: 9 })).toEqual({
    needsPerson: { count: 3, amountFen: 350 },
    retrying: { count: 0, amountFen: 0 },
    accepted: { count: 4, amountFen: 7 },
    endedToday: { count: 1, amountFen: 9 },
  })
})
