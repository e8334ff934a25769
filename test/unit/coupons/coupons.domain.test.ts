import fc from 'fast-check'
import {
  decideDue,
  decideGiveBack,
  decideLock,
  decideUse,
  isUsable,
  LONGER_MS,
  REMIND_BEFORE_MS,
  type IssuedCoupon,
} from '../../../server/modules/coupons/coupons.domain.js'
import {
  decideIssue,
  decideTemplate,
  newCoupon,
  type NewTemplate,
  type Template,
} from '../../../server/modules/coupons/templates.domain.js'

// Guarantee (orders-and-money.md 5): a coupon belongs to one order at a time and is locked, used and given back by it once
// each; what came back after its end lives 7 days more; a template gives out no more than its budget.

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const START = new Date('2026-11-01T00:00:00Z')
const at = (ms: number) => new Date(START.getTime() + ms)
const fresh: NewTemplate = {
  ...{ name: '满100减20', thresholdFen: 10_000, coversVouchers: false, isTakeable: true },
  ...{ terms: { kind: 'amount', offFen: 2000 }, validity: { kind: 'days', days: 7 } },
  ...{ budgetCount: 10, perCustomer: 1 },
}
function template(more: Partial<NewTemplate> = {}): Template {
  const decision = decideTemplate({ ...fresh, ...more }, { templateId: 'cpt_1', now: START })
  if (!decision.ok) {
    throw new Error(decision.code)
  }
  return decision.value
}
const coupon = (): IssuedCoupon =>
  newCoupon(template(), { couponId: 'cpn_1', holder: 'openid:a:b', by: 'taken', now: START })
const ORDERS = ['ord_1', 'ord_2'] as const

describe('any sequence of orders', () => {
  type Step = Readonly<{ act: 'lock' | 'use' | 'back' | 'due'; order: 0 | 1; wait: number }>
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.record({
      act: fc.constantFrom('lock', 'use', 'back', 'due'),
      order: fc.constantFrom(0, 1),
      wait: fc.integer({ min: 0, max: 3 * DAY }),
    }),
    { maxLength: 25 },
  )
  function apply(before: IssuedCoupon, { act, order }: Step, now: Date): IssuedCoupon {
    const of = { orderId: ORDERS[order], at: now }
    switch (act) {
      case 'lock': {
        const decision = decideLock(before, of)
        return decision.ok ? (decision.value ?? before) : before
      }
      case 'use': // an order uses only what it has locked
        return before.orderId === of.orderId && ['locked', 'used'].includes(before.state)
          ? (decideUse(before, { ...of, discountFen: 2000 }) ?? before)
          : before
      case 'back':
        return decideGiveBack(before, of) ?? before
      case 'due':
        return decideDue(before, now)?.coupon ?? before
    }
  }

  test('it is one order’s at a time; again changes nothing; only what is free has a due moment', () => {
    fc.assert(
      fc.property(steps, (list) => {
        let now = START
        let current = coupon()
        for (const step of list) {
          now = new Date(now.getTime() + step.wait)
          const next = apply(current, step, now)
          const isTaken = ['locked', 'used'].includes(current.state)
          if (isTaken && ORDERS[step.order] !== current.orderId) {
            expect(next).toEqual(current)
          }
          expect(apply(next, step, now)).toEqual(next)
          expect(next.dueAt !== undefined).toBe(['issued', 'returned'].includes(next.state))
          expect(next.discountFen !== undefined).toBe(next.state === 'used')
          expect(isUsable(next, now) && next.endsAt <= now).toBe(false)
          current = next
        }
      }),
    )
  })
})

test('what came back after its end lives 7 days more, and is told again before that', () => {
  const locked = decideLock(coupon(), { orderId: 'ord_1', at: at(HOUR) })
  const used = locked.ok && locked.value !== null ? locked.value : coupon()
  const back = decideGiveBack(used, { orderId: 'ord_1', at: at(30 * DAY) })
  expect(back).toMatchObject({ state: 'returned', endsAt: at(30 * DAY + LONGER_MS) })
  expect(back?.dueAt).toEqual(at(30 * DAY + LONGER_MS - REMIND_BEFORE_MS))
  const early = decideGiveBack(used, { orderId: 'ord_1', at: at(2 * HOUR) })
  expect(early?.endsAt).toEqual(at(7 * DAY))
})

test('a free coupon is told about once, then ends; one that an order has does neither', () => {
  const told = decideDue(coupon(), at(7 * DAY - REMIND_BEFORE_MS))
  expect(told).toMatchObject({ kind: 'remind', coupon: { dueAt: at(7 * DAY) } })
  expect(decideDue(told?.coupon ?? coupon(), at(7 * DAY - 1))).toBeNull()
  expect(decideDue(told?.coupon ?? coupon(), at(7 * DAY))).toMatchObject({
    kind: 'expire',
    coupon: { state: 'expired' },
  })
  const locked = decideLock(coupon(), { orderId: 'ord_1', at: START })
  expect(decideDue(locked.ok && locked.value ? locked.value : coupon(), at(9 * DAY))).toBeNull()
})

describe('giving out', () => {
  test('never more than the budget in number and money, nor than the limit of one customer', () => {
    const budget = fc.record({
      budgetCount: fc.integer({ min: 1, max: 20 }),
      budgetFen: fc.integer({ min: 1, max: 30_000 }),
      perCustomer: fc.integer({ min: 1, max: 3 }),
    })
    const takers = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 })
    fc.assert(
      fc.property(budget, takers, (limits, list) => {
        let current = template(limits)
        const had = new Map<number, number>()
        for (const taker of list) {
          const own = had.get(taker) ?? 0
          const decision = decideIssue(current, { own, now: START })
          if (decision.ok) {
            current = decision.value
            had.set(taker, own + 1)
          }
        }
        expect(current.issued).toBeLessThanOrEqual(limits.budgetCount)
        expect(current.issuedFen).toBeLessThanOrEqual(limits.budgetFen)
        expect(current.issuedFen).toBe(current.issued * 2000)
        expect([...had.values()].every((count) => count <= limits.perCustomer)).toBe(true)
        expect([...had.values()].reduce((sum, count) => sum + count, 0)).toBe(current.issued)
      }),
    )
  })
  test.each<[string, Partial<NewTemplate>, string]>([
    [
      'money is promised, and nobody knows how much one takes off',
      { terms: { kind: 'percent', percent: 12 }, budgetFen: 1000 },
      'coupon-budget-unbounded',
    ],
    [
      'it has ended already',
      { validity: { kind: 'dates', startsAt: at(-2 * DAY), endsAt: at(-DAY) } },
      'coupon-dates-wrong',
    ],
    ['its gift is no SKU', { terms: { kind: 'gift', skuId: 'sku_1' } }, 'coupon-gift-unknown'],
  ])('refused: %s', (_name, more, code) => {
    const decision = decideTemplate({ ...fresh, ...more }, { templateId: 'cpt_1', now: START })
    expect(decision).toMatchObject({ ok: false, code })
  })
})
