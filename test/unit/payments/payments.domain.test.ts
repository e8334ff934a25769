import fc from 'fast-check'
import {
  decideClose,
  decidePrepay,
  newPayment,
  nextQueryAt,
  PAYMENT_TRANSITIONS,
  type Payment,
} from '../../../server/modules/payments/payments.domain.js'
import { decideReport, type Report } from '../../../server/modules/payments/report.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const at = (ms: number) => new Date(now.getTime() + ms)
const expected = { mchid: '190', appid: 'wx1' }
const created = newPayment(
  { orderId: 'ord_1', amountFen: 1980, openid: 'o1', description: '茶', expiresAt: at(900_000) },
  'pay_1',
  now,
)
const prepaid: Payment = { ...created, state: 'prepaid', prepayId: 'wx-prepay', prepayAskedAt: now }
const closed: Payment = { ...prepaid, state: 'closed', closedAt: now }
const success: Report = {
  outTradeNo: 'pay_1',
  state: 'success',
  mchid: '190',
  appid: 'wx1',
  totalFen: 1980,
  currency: 'CNY',
  transactionId: '4200',
  paidAt: at(60_000),
}
const decide = (payment: Payment | null, report: Report = success) =>
  decideReport({ payment, report, expected, now: at(61_000) })

describe('prepay', () => {
  test('given a new payment, when it is to be paid, then WeChat is asked and a query is due in a minute', () => {
    const asked = { ...created, prepayAskedAt: now, nextQueryAt: at(60_000) }
    expect(decidePrepay(created, now)).toEqual({ ok: true, value: { kind: 'ask', payment: asked } })
  })
  test('given a prepay id, when it is paid again, then the same one is used', () => {
    expect(decidePrepay(prepaid, at(1))).toEqual({
      ok: true,
      value: { kind: 'use', prepayId: 'wx-prepay' },
    })
  })
  test('given under 90 s left, when it is to be paid, then nobody is sent to pay', () => {
    expect(decidePrepay(created, at(810_000))).toMatchObject({ ok: true })
    expect(decidePrepay(created, at(810_001))).toEqual({ ok: false, code: 'payment-window-over' })
  })
  test.each([
    ['paid', 'payment-done'],
    ['paid-late', 'payment-done'],
    ['closed', 'payment-closed'],
  ] as const)('given a payment that is %s, then paying is refused', (state, code) => {
    expect(decidePrepay({ ...prepaid, state }, now)).toEqual({ ok: false, code })
  })
})

describe('reports', () => {
  test.each([
    ['created, as when the notification is faster than the answer', created],
    ['prepaid', prepaid],
  ])('given a payment that is %s, when success is told, then it is paid', (_name, payment) => {
    const paid = { state: 'paid', transactionId: '4200', paidAt: at(60_000) }
    expect(decide(payment)).toMatchObject({ kind: 'paid', payment: paid })
  })
  test('WeChat telling a refund proves the payment', () => {
    expect(decide(prepaid, { ...success, state: 'refund' })).toMatchObject({ kind: 'paid' })
  })
  test('given a paid payment, when the same is told again, then nothing happens', () => {
    const first = decide(prepaid)
    const paid = first.kind === 'paid' ? first.payment : created
    expect(decide(paid)).toEqual({ kind: 'duplicate' })
  })
  test('given a paid payment, when another transaction is told, then a person must look', () => {
    const paid: Payment = { ...prepaid, state: 'paid', transactionId: '4200' }
    const second = decide(paid, { ...success, transactionId: '4300' })
    expect(second).toMatchObject({
      kind: 'incident',
      incident: { kind: 'payment-second-transaction' },
    })
  })
  // Failure story 27: never lost, never silently paid.
  test('given a closed payment, when success is told, then it is paid late', () => {
    expect(decide(closed)).toMatchObject({
      kind: 'paid-late',
      payment: { state: 'paid-late', transactionId: '4200' },
    })
  })
  test.each<[string, Payment | null, Partial<Report>, string]>([
    ['no such payment', null, {}, 'payment-unknown'],
    ['another amount', prepaid, { totalFen: 1 }, 'payment-amount-mismatch'],
    ['another merchant', prepaid, { mchid: '666' }, 'payment-foreign'],
    ['another app', prepaid, { appid: 'wx9' }, 'payment-foreign'],
    ['another currency', prepaid, { currency: 'USD' }, 'payment-foreign'],
  ])('given %s, then it is an incident and nothing is paid', (_name, payment, change, kind) => {
    expect(decide(payment, { ...success, ...change })).toMatchObject({
      kind: 'incident',
      incident: { kind },
    })
  })
  test.each(['not-paid', 'paying', 'failed'] as const)('%s is no end', (state) => {
    expect(decide(prepaid, { ...success, state })).toEqual({ kind: 'nothing' })
  })
  test('given an open payment, when WeChat has closed it, then it is closed here', () => {
    expect(decide(prepaid, { ...success, state: 'closed' })).toMatchObject({
      kind: 'closed',
      payment: { state: 'closed' },
    })
  })
})

test('given a paid payment, when it is to be closed, then the payment wins', () => {
  expect(decideClose({ ...prepaid, state: 'paid' }, { now })).toEqual({
    ok: false,
    code: 'payment-done',
  })
})

test('a closed payment that WeChat did not know yet is asked about again', () => {
  const decision = decideClose(prepaid, { now, askAgainAt: at(30_000) })
  expect(decision).toMatchObject({ ok: true, value: { state: 'closed', nextQueryAt: at(30_000) } })
})

test('pauses between questions grow up to half an hour', () => {
  const minutes = [0, 1, 2, 3, 4, 5, 60].map(
    (n) => (nextQueryAt(n, now).getTime() - now.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 2, 5, 10, 15, 30, 30])
})

type Told = Readonly<{ report: Report } | { close: true }>
const told = fc.array(
  fc.oneof(
    fc
      .constantFrom<Report['state'][]>('success', 'refund', 'closed', 'not-paid', 'paying')
      .map((state): Told => ({ report: { ...success, state } })),
    fc.constant<Told>({ close: true }),
  ),
)
// Guarantee: reports and our own closing, in any order and number, take only steps of the table and count the money once.
test('a payment only moves along its table and is paid at most once', () => {
  const holds = (list: readonly Told[]) => {
    let payment = prepaid
    let paidTimes = 0
    for (const one of list) {
      const next = 'close' in one ? closedOf(payment) : changedBy(payment, one.report)
      if (next.state !== payment.state) {
        if (!PAYMENT_TRANSITIONS[payment.state].includes(next.state)) {
          return false
        }
        paidTimes += next.state === 'paid' || next.state === 'paid-late' ? 1 : 0
      }
      payment = next
    }
    return paidTimes <= 1
  }
  fc.assert(fc.property(told, holds))
})

function closedOf(payment: Payment): Payment {
  const decision = decideClose(payment, { now })
  return decision.ok ? decision.value : payment
}

function changedBy(payment: Payment, report: Report): Payment {
  const decision = decide(payment, report)
  return 'payment' in decision ? decision.payment : payment
}
