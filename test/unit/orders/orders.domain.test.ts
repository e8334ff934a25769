import fc from 'fast-check'
import type { Id } from '../../../server/platform/ids/index.js'
import {
  closeAgainAt,
  decideClose,
  decideLines,
  decidePaid,
  inStatus,
  newOrder,
  ORDER_TRANSITIONS,
  PAY_WITHIN_MS,
  titleOf,
  type Offered,
  type OrderStatus,
} from '../../../server/modules/orders/orders.domain.js'
import { checkTransitions } from '../../../server/platform/states/index.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const offer = (skuId: Id<'sku'>, priceFen: number, isOnShelf = true): [Id<'sku'>, Offered] => [
  skuId,
  { isOnShelf, line: { skuId, code: skuId, name: '桂花乌龙', skuName: '中杯', priceFen } },
]
const offers = new Map([offer('sku_1', 1680), offer('sku_2', 900), offer('sku_3', 500, false)])
const lines = (wishes: { skuId: Id<'sku'>; qty: number }[], totalFen: number) =>
  decideLines({ wishes, offers, totalFen, maxQty: 99 })

describe('placing', () => {
  test('given the shown total, when it is today’s, then the lines have today’s prices', () => {
    const decision = lines(
      [
        { skuId: 'sku_1', qty: 2 },
        { skuId: 'sku_2', qty: 1 },
      ],
      4260,
    )
    expect(decision).toMatchObject({
      ok: true,
      value: {
        totalFen: 4260,
        items: [
          { qty: 2, amountFen: 3360 },
          { qty: 1, amountFen: 900 },
        ],
      },
    })
  })
  // Failure story 29: the price is the server's, whatever the client sends.
  test('given another total from the client, then that is refused with the right one', () => {
    expect(lines([{ skuId: 'sku_1', qty: 1 }], 1)).toEqual({
      ok: false,
      code: 'price-changed',
      detail: 'the total is 1680 fen now',
    })
  })
  test('one SKU asked for twice is one line', () => {
    const decision = lines(
      [
        { skuId: 'sku_1', qty: 1 },
        { skuId: 'sku_1', qty: 2 },
      ],
      5040,
    )
    expect(decision).toMatchObject({ ok: true, value: { items: [{ skuId: 'sku_1', qty: 3 }] } })
  })
  test.each<[string, Id<'sku'>, number, string]>([
    ['an unknown SKU', 'sku_9', 1, 'sku-unknown'],
    ['a product off the shelf', 'sku_3', 1, 'product-off-shelf'],
    ['too many of one', 'sku_1', 100, 'too-many-units'],
  ])('%s is refused', (_name, skuId, qty, code) => {
    expect(lines([{ skuId, qty }], 1680)).toMatchObject({ ok: false, code })
  })
  // Guarantee: an order never asks for another sum than its lines add up to.
  test('the total is the sum of price × quantity, however the wishes are cut', () => {
    const wishes = fc.array(
      fc.record({
        skuId: fc.constantFrom<Id<'sku'>[]>('sku_1', 'sku_2'),
        qty: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 10 },
    )
    const price = { sku_1: 1680, sku_2: 900 } as Record<string, number>
    const holds = (list: { skuId: Id<'sku'>; qty: number }[]) => {
      const total = list.reduce((sum, { skuId, qty }) => sum + (price[skuId] ?? 0) * qty, 0)
      const decision = lines(list, total)
      return decision.ok && decision.value.items.reduce((sum, l) => sum + l.amountFen, 0) === total
    }
    fc.assert(fc.property(wishes, holds))
  })
})

const order = () => {
  const priced = lines([{ skuId: 'sku_1', qty: 1 }], 1680)
  if (!priced.ok) {
    throw new Error(priced.code)
  }
  const placed = newOrder({
    ...priced.value,
    orderId: 'ord_1',
    identifierKey: 'openid:wx1:o1',
    now,
  })
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
  const decision = decidePaid(order(), payment)
  expect(decision).toMatchObject({ ok: true, value: { ...payment, status: 'paid', paidFen: 1680 } })
  expect(decision.ok && decision.value).not.toHaveProperty('closeDueAt')
})

test('given a paid order, when the same payment is told again, then nothing happens', () => {
  const paid = decidePaid(order(), payment)
  expect(paid.ok && paid.value && decidePaid(paid.value, payment)).toEqual({
    ok: true,
    value: null,
  })
})

test('given a paid order, when another payment comes, then it is refused', () => {
  const paid = decidePaid(order(), payment)
  const other = { ...payment, paymentId: 'pay_2' } as const
  expect(paid.ok && paid.value && decidePaid(paid.value, other)).toEqual({
    ok: false,
    code: 'order-is-paid',
  })
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

test('given a closed order, when a payment comes, then it is refused', () => {
  const closed = decideClose(order(), { reason: 'expired', now })
  expect(closed.ok && closed.value && decidePaid(closed.value, payment)).toMatchObject({
    ok: false,
    code: 'order-not-open',
  })
})

test('a paid order is never closed', () => {
  const paid = decidePaid(order(), payment)
  expect(paid.ok && paid.value && decideClose(paid.value, { reason: 'expired', now })).toEqual({
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
