import {
  closeAgainAt,
  decideClose,
  decidePaid,
  mayRevive,
  inStatus,
  ORDER_TRANSITIONS,
  PAY_WITHIN_MS,
  titleOf,
  type OrderStatus,
} from '../../../server/modules/orders/orders.domain.js'
import { newOrder } from '../../../server/modules/orders/placing.domain.js'
import { checkTransitions } from '../../../server/platform/states/index.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const tea = { skuId: 'sku_1', code: 'GH-M', name: '桂花乌龙', priceFen: 1680 } as const
const order = () => {
  const items = [{ ...tea, qty: 1, amountFen: 1680 }]
  const identifierKey = 'openid:wx1:o1'
  const placed = newOrder({ items, totalFen: 1680, orderId: 'ord_1', identifierKey, now })
  return { ...placed, paymentId: 'pay_1' as const }
}
const payment = {
  paymentId: 'pay_1',
  paidAt: new Date(now.getTime() + 1000),
  pickupCode: '004217',
} as const

test('a new order waits for payment for 15 minutes', () => {
  expect(order()).toMatchObject({
    status: 'pending-payment',
    source: 'huike',
    orderNo: 'ord_1',
    paidFen: 0,
    expiresAt: new Date(now.getTime() + PAY_WITHIN_MS),
  })
})

test('given an open order, when it is paid, then it keeps the payment, the code and no due time', () => {
  const paid = decidePaid(order(), payment)
  expect(paid).toMatchObject({ ...payment, status: 'paid', paidFen: 1680 })
  expect(paid).not.toHaveProperty('closeDueAt')
})

test('a paid order never takes another payment', () => {
  const paid = decidePaid(order(), payment)
  expect(() => decidePaid(paid, { ...payment, paymentId: 'pay_2' })).toThrow(/from paid to paid/)
})

test('given an open order, when it is closed, then why is kept; again nothing happens', () => {
  const closed = decideClose(order(), { reason: 'expired', now })
  expect(closed).toMatchObject({ ok: true, value: { status: 'closed', closedReason: 'expired' } })
  expect(
    closed.ok && closed.value && decideClose(closed.value, { reason: 'expired', now }),
  ).toEqual({
    ok: true,
    value: null,
  })
})

test.each([
  ['expired', true],
  ['cancelled-by-customer', false],
] as const)('an order closed as %s may live again: %s', (reason, isRevived) => {
  const closed = decideClose(order(), { reason, now })
  expect(closed.ok && closed.value && mayRevive(closed.value)).toBe(isRevived)
})

test('given a lapsed order, when a late payment revives it, then nothing of the closing is left', () => {
  const closed = decideClose(order(), { reason: 'expired', now })
  const revived = closed.ok && closed.value ? decidePaid(closed.value, payment) : null
  expect(revived).toMatchObject({ status: 'paid', paidFen: 1680 })
  expect(revived?.history.at(-1)).toMatchObject({ status: 'paid', reason: 'revived' })
  expect(revived).not.toHaveProperty('closedReason')
  expect(revived).not.toHaveProperty('closedAt')
})

test('a paid order is never closed', () => {
  const paid = decidePaid(order(), payment)
  expect(decideClose(paid, { reason: 'expired', now })).toEqual({
    ok: false,
    code: 'order-is-paid',
  })
})

test('pauses before closing is tried again grow', () => {
  const seconds = [0, 1, 2, 3, 9].map(
    (closeAttempts) =>
      (closeAgainAt({ ...order(), closeAttempts }, now).getTime() - now.getTime()) / 1000,
  )
  expect(seconds).toEqual([5, 15, 60, 300, 300])
})

test('a title names the first thing and how many there are', () => {
  const [line] = order().items
  const items = line === undefined ? [] : [line, { ...line, qty: 2 }]
  expect(titleOf(items)).toBe('桂花乌龙等 3 件')
  expect(titleOf(order().items)).toBe('桂花乌龙')
})

describe('the table of states', () => {
  test('is complete: every state is reached', () => {
    expect(() => checkTransitions('order', ORDER_TRANSITIONS, ['pending-payment'])).not.toThrow()
  })
  test('a state that nothing leads to stops the start', () => {
    const broken = {
      ...ORDER_TRANSITIONS,
      shipped: [],
      paid: ['preparing'],
      preparing: ['ready'],
    } as const
    expect(() => checkTransitions('order', broken, ['pending-payment'])).toThrow(/shipped/)
  })
  test('a state that leads to itself stops the start', () => {
    expect(() => checkTransitions('x', { a: ['a'] }, ['a'])).toThrow(/itself/)
  })
  test('a step that is not in it is a bug', () => {
    const next = { at: now, status: 'completed' as OrderStatus }
    expect(() => inStatus(order(), next)).toThrow(/pending-payment to completed/)
  })
})
