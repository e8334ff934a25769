import fc from 'fast-check'
import {
  decideAmount,
  decideRetry,
  decideTrouble,
  newRefund,
  outRefundNo,
  refundOfNumber,
  type Refund,
} from '../../../server/modules/payments/refunds/refund.domain.js'
import {
  decideRefundReport,
  type RefundReport,
} from '../../../server/modules/payments/refunds/refund-report.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const later = (ms: number) => new Date(now.getTime() + ms)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const wanted = {
  orderId: 'ord_1',
  paymentId: 'pay_1',
  reasonKey: 'after-sale:k1',
  reason: '缺货',
  amountFen: 100,
  paymentFen: 300,
  source: { kind: 'order', goodsFen: 100, voucherFen: 0, onHoldFen: 0 },
} as const
const requested = newRefund(wanted, { now, others: [] })
const report = (
  state: RefundReport['state'],
  change: Partial<RefundReport> = {},
): RefundReport => ({
  outRefundNo: outRefundNo(requested),
  wechatRefundId: '503',
  state,
  refundFen: 100,
  ...change,
})
const decide = (refund: Refund | null, told: RefundReport, attempt = 1) =>
  decideRefundReport({ refund, report: told, attempt, now })

test('one reason is one refund, whatever else is said; its number names the attempt', () => {
  const again = newRefund({ ...wanted, amountFen: 7 }, { now: later(1), others: [] })
  expect(again.refundId).toBe(requested.refundId)
  expect(refundOfNumber(outRefundNo({ ...requested, attempt: 12 }))).toEqual({
    refundId: requested.refundId,
    attempt: 12,
  })
  expect(refundOfNumber('somebody-else_1')).toBeNull()
})

test('two refunds of a payment are asked for a minute apart', () => {
  const next = newRefund({ ...wanted, reasonKey: 'after-sale:k2' }, { now, others: [requested] })
  expect(next.nextAt).toEqual(later(61_000))
})

// Guarantee: the sum of refunds never exceeds what was paid, in whatever order they are asked for.
test('amounts are granted up to what was paid and no further', () => {
  const wishes = fc.array(fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant('rest' as const)))
  fc.assert(
    fc.property(wishes, fc.integer({ min: 1, max: 1000 }), (wishes, amountFen) => {
      let reservedFen = 0
      for (const wish of wishes) {
        const granted = decideAmount({ amountFen, reservedFen }, wish)
        reservedFen += granted.ok ? granted.value : 0
        expect(reservedFen).toBeLessThanOrEqual(amountFen)
      }
      expect(wishes.includes('rest') ? reservedFen : amountFen).toBe(amountFen)
    }),
  )
})

describe('what an attempt comes to', () => {
  const trouble = { code: 'wechat-pay-balance-low', isFinal: false, isOutcomeUnknown: false }
  test('pauses grow to six hours', () => {
    const minutes: number[] = []
    let refund: Refund = requested
    for (let tries = 0; tries < 7; tries += 1) {
      refund = decideTrouble(refund, { ...trouble, at: now })
      minutes.push(((refund.nextAt?.getTime() ?? 0) - now.getTime()) / MINUTE)
    }
    expect(minutes).toEqual([1, 5, 15, 60, 360, 360, 360])
  })
  test('after seven days it is left to an operator, but never while nobody knows what became of it', () => {
    const at = later(7 * DAY)
    expect(decideTrouble(requested, { ...trouble, at })).toMatchObject({ state: 'failed' })
    const unknown = decideTrouble(requested, { ...trouble, at, isOutcomeUnknown: true })
    expect(unknown).toMatchObject({ state: 'requested', isOutcomeUnknown: true })
  })
  test('what WeChat will never do fails at once, and only that is tried again by hand', () => {
    const failed = decideTrouble(requested, { ...trouble, at: now, isFinal: true })
    expect(failed).toMatchObject({ state: 'failed', endedAt: now })
    expect(failed).not.toHaveProperty('nextAt')
    expect(decideRetry(failed, later(1))).toMatchObject({
      ok: true,
      value: { state: 'requested', round: 2, attempt: 1, tries: 0 },
    })
    expect(decideRetry(requested, now)).toEqual({ ok: false, code: 'refund-not-failed' })
  })
})

describe('what WeChat says', () => {
  test('accepted is not succeeded', () => {
    expect(decide(requested, report('processing'))).toMatchObject({
      kind: 'changed',
      refund: { state: 'processing', wechatRefundId: '503' },
      moments: ['accepted'],
    })
  })
  test('an end that is heard of first brings the beginning along', () => {
    expect(decide(requested, report('success'))).toMatchObject({
      refund: { state: 'succeeded' },
      moments: ['accepted', 'succeeded'],
    })
  })
  test('closed: the next attempt gets a new number', () => {
    const processing: Refund = { ...requested, state: 'processing' }
    expect(decide(processing, report('closed'))).toMatchObject({
      refund: { state: 'requested', attempt: 2 },
      moments: ['closed'],
      attempt: 1,
    })
  })
  test.each<[string, Refund | null, Partial<RefundReport>, string]>([
    ['a refund that nobody here knows', null, {}, 'refund-unknown'],
    ['another amount', requested, { refundFen: 1 }, 'refund-amount-mismatch'],
  ])('given %s, then it is an incident', (_name, refund, change, kind) => {
    expect(decide(refund, report('success', change))).toMatchObject({
      kind: 'incident',
      incident: { kind },
    })
  })
  test('success of a number that was closed before is an incident, its other news are old', () => {
    const second: Refund = { ...requested, attempt: 2 }
    expect(decide(second, report('closed'))).toEqual({ kind: 'duplicate' })
    expect(decide(second, report('success'))).toMatchObject({
      incident: { kind: 'refund-attempt-mismatch' },
    })
  })

  // Guarantee: in any order and any repetition the customer gets the money once, and the books move once per moment.
  test('any order of news ends in the same place', () => {
    const states = fc.array(
      fc.constantFrom<RefundReport['state'][]>('processing', 'success', 'abnormal'),
    )
    fc.assert(
      fc.property(states, (told) => {
        let refund: Refund = requested
        const moments: string[] = []
        for (const state of told) {
          const decision = decide(refund, report(state))
          if (decision.kind === 'changed') {
            refund = decision.refund
            moments.push(...decision.moments)
          }
        }
        expect(new Set(moments).size).toBe(moments.length)
        expect(moments.includes('succeeded')).toBe(refund.state === 'succeeded')
        expect(refund.state === 'succeeded').toBe(told.includes('success'))
        expect(moments.includes('accepted')).toBe(told.length > 0)
      }),
    )
  })
})
