import fc from 'fast-check'
import {
  priceOf,
  type Coupon,
  type PlainLine,
  type Pricing,
} from '../../../server/modules/orders/pricing.domain.js'
import { splitFen, unitsFen } from '../../../server/platform/money/index.js'

// Guarantee (orders-and-money.md 5, failure story 29): the server's price is the sum of its lines less the coupon plus the
// delivery, to the fen; shares of the discount add up to it, no line is ever negative, percentages are rounded down.

const line = (
  name: string,
  { priceFen = 1000, qty = 1, kind = 'goods' as PlainLine['kind'] } = {},
): PlainLine => ({
  productId: `prd_${name}`,
  kind,
  line: { skuId: `sku_${name}`, code: name, name, qty, priceFen, amountFen: priceFen * qty },
})
const amount = (offFen: number, more: Partial<Coupon> = {}): Coupon => ({
  ...{ couponId: 'cpn_1', name: '满减', thresholdFen: 0, coversVouchers: false },
  terms: { kind: 'amount', offFen },
  ...more,
})
const percent = (off: number, capFen?: number): Coupon =>
  amount(0, {
    terms: { kind: 'percent', percent: off, ...(capFen === undefined ? {} : { capFen }) },
  })
const gift = (name: string, more: Partial<Coupon> = {}): Coupon =>
  amount(0, { terms: { kind: 'gift', skuId: `sku_${name}` }, ...more })
const priced = (pricing: Partial<Pricing>) =>
  priceOf({ lines: [line('a')], way: 'pickup', fee: { feeFen: 800 }, ...pricing })
const valueOf = (pricing: Partial<Pricing>) => {
  const price = priced(pricing)
  if (!price.ok) {
    throw new Error(price.detail)
  }
  return price.value
}
const shares = (pricing: Partial<Pricing>) =>
  valueOf(pricing).items.map(({ discountFen = 0 }) => discountFen)

describe('what a coupon takes off', () => {
  test('100 less 20 over three equal lines: of equal remainders the first line gets the fen', () => {
    const lines = [line('a'), line('b'), line('c')]
    expect(shares({ lines, coupon: amount(2000) })).toEqual([667, 667, 666])
  })
  test('a percentage is rounded down and stops at its cap', () => {
    const lines = [line('a', { priceFen: 999 })]
    expect(valueOf({ lines, coupon: percent(15) })).toMatchObject({
      discountFen: 149,
      totalFen: 850,
    })
    expect(valueOf({ lines, coupon: percent(15, 100) })).toMatchObject({ discountFen: 100 })
  })
  test('a gift is a line for nothing, or one more unit of what is bought', () => {
    const free = line('g', { priceFen: 500 })
    expect(valueOf({ coupon: gift('g'), gift: free })).toMatchObject({
      totalFen: 1000,
      items: [{ name: 'a' }, { name: 'g', qty: 1, amountFen: 500, discountFen: 500 }],
    })
    const bought = [line('g', { priceFen: 500, qty: 2 })]
    expect(valueOf({ lines: bought, coupon: gift('g'), gift: free })).toMatchObject({
      totalFen: 1000,
      items: [{ qty: 3, amountFen: 1500, discountFen: 500 }],
    })
  })
  test('more than the lines cost: the total is 0, not less', () => {
    expect(valueOf({ coupon: amount(5000) })).toMatchObject({ totalFen: 0, discountFen: 1000 })
  })
  test.each<[string, Partial<Pricing>, string]>([
    [
      'a fen below the threshold',
      { coupon: amount(100, { thresholdFen: 1001 }) },
      'below-threshold',
    ],
    ['other products', { coupon: amount(100, { productIds: ['prd_b'] }) }, 'not-for-these'],
    [
      'vouchers, which it does not speak of',
      { lines: [line('a', { kind: 'voucher' })], coupon: amount(100) },
      'not-for-these',
    ],
    ['a gift that is sold out', { coupon: gift('g') }, 'gift-gone'],
    [
      '1 % of 50 fen',
      { lines: [line('a', { priceFen: 50 })], coupon: percent(1) },
      'saves-nothing',
    ],
  ])('%s: not usable', (_name, pricing, detail) => {
    expect(priced(pricing)).toEqual({ ok: false, code: 'coupon-not-usable', detail })
  })
  test('only the lines that it is for count for the threshold and share the discount', () => {
    const lines = [line('a'), line('v', { kind: 'voucher', priceFen: 60_000 }), line('b')]
    const coupon = amount(300, { thresholdFen: 2000 })
    expect(shares({ lines, coupon })).toEqual([150, 0, 150])
    expect(shares({ lines, coupon: { ...coupon, coversVouchers: true } })[1]).toBeGreaterThan(0)
  })
})

describe('delivery', () => {
  const fee = { feeFen: 800, freeFromFen: 1000 }
  test('a parcel costs its fee, unless the goods after the coupon reach the sum from which it is free', () => {
    expect(valueOf({ way: 'express', fee })).toMatchObject({ deliveryFen: 0, totalFen: 1000 })
    expect(valueOf({ way: 'express', fee, coupon: amount(1) })).toMatchObject({
      deliveryFen: 800,
      totalFen: 1799,
    })
    expect(valueOf({ way: 'pickup', fee: { feeFen: 800 } })).toMatchObject({ deliveryFen: 0 })
  })
  test('nothing is sent of an order of vouchers', () => {
    const lines = [line('v', { kind: 'voucher' })]
    expect(valueOf({ way: 'express', lines, fee: { feeFen: 800 } })).toMatchObject({
      deliveryFen: 0,
    })
  })
})

test('why this price: every step with what it adds, and they add up to the total', () => {
  const { explanation } = valueOf({
    ...{ way: 'express', fee: { feeFen: 800, freeFromFen: 5000 } },
    coupon: amount(200, { thresholdFen: 1000 }),
  })
  expect(explanation).toEqual([
    { kind: 'goods', amountFen: 1000, units: 1 },
    {
      kind: 'coupon',
      amountFen: -200,
      name: '满减',
      terms: 'amount',
      thresholdFen: 1000,
      offFen: 200,
    },
    { kind: 'delivery', amountFen: 800, feeFen: 800, freeFromFen: 5000 },
  ])
})

const anyLines = fc
  .array(
    fc.record({
      priceFen: fc.integer({ min: 1, max: 10_000_000 }),
      qty: fc.integer({ min: 1, max: 99 }),
      kind: fc.constantFrom<PlainLine['kind'][]>('goods', 'voucher', 'service'),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((list) => list.map((one, index) => line(String(index), one)))
const anyTerms: fc.Arbitrary<Coupon['terms']> = fc.oneof(
  fc.record({
    kind: fc.constant('amount' as const),
    offFen: fc.integer({ min: 1, max: 1_000_000_000 }),
  }),
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    kind: fc.constant('percent' as const),
    percent: fc.integer({ min: 1, max: 100 }),
    capFen: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.constantFrom<Coupon['terms'][]>(
    { kind: 'gift', skuId: 'sku_0' },
    { kind: 'gift', skuId: 'sku_g' },
  ),
)
const anyPricing: fc.Arbitrary<Pricing> = fc.record({
  lines: anyLines,
  way: fc.constantFrom('pickup' as const, 'express' as const),
  fee: fc.record({ feeFen: fc.integer({ min: 0, max: 5000 }) }),
  coupon: fc.record({
    couponId: fc.constant('cpn_1' as const),
    name: fc.constant('券'),
    terms: anyTerms,
    thresholdFen: fc.integer({ min: 0, max: 20_000_000 }),
    coversVouchers: fc.boolean(),
  }),
})
const withGiftAtHand = (pricing: Pricing): Pricing => {
  const { lines, coupon } = pricing
  const wanted = coupon?.terms.kind === 'gift' ? coupon.terms.skuId : null
  const bought = lines.find(({ line: one }) => one.skuId === wanted)
  const { priceFen } = bought?.line ?? { priceFen: 500 }
  return wanted === null ? pricing : { ...pricing, gift: line(wanted.slice(4), { priceFen }) }
}
const anyOrder = anyPricing.map(withGiftAtHand)

describe('any order', () => {
  test('shares add up to the discount, no line is negative, the steps add up to the total', () => {
    fc.assert(
      fc.property(anyOrder, (pricing) => {
        const price = priceOf(pricing)
        fc.pre(price.ok)
        const { items, discountFen, totalFen, explanation, goodsFen, deliveryFen } = price.value
        expect(items.reduce((sum, one) => sum + (one.discountFen ?? 0), 0)).toBe(discountFen)
        expect(items.every((one) => (one.discountFen ?? 0) <= one.amountFen)).toBe(true)
        expect(items.every((one) => (one.discountFen ?? 0) >= 0)).toBe(true)
        expect(explanation.reduce((sum, step) => sum + step.amountFen, 0)).toBe(totalFen)
        expect(totalFen).toBe(goodsFen - discountFen + deliveryFen)
        expect(totalFen).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  test('a coupon is taken exactly when its lines reach the threshold, and then it takes something', () => {
    fc.assert(
      fc.property(anyOrder, (pricing) => {
        const { lines, coupon } = pricing
        const meant = lines.filter(({ kind }) => kind !== 'voucher' || coupon?.coversVouchers)
        const sum = meant.reduce((total, { line: one }) => total + one.amountFen, 0)
        const price = priceOf(pricing)
        if (price.ok) {
          expect(sum).toBeGreaterThanOrEqual(coupon?.thresholdFen ?? 0)
          expect(price.value.discountFen).toBeGreaterThan(0)
        } else if (price.detail === 'below-threshold') {
          expect(sum).toBeLessThan(coupon?.thresholdFen ?? 0)
        }
      }),
    )
  })
  test('the order of the lines changes nothing about the total', () => {
    fc.assert(
      fc.property(anyOrder, (pricing) => {
        const turned = priceOf({ ...pricing, lines: [...pricing.lines].reverse() })
        const price = priceOf(pricing)
        expect(turned.ok ? turned.value.totalFen : turned.detail).toBe(
          price.ok ? price.value.totalFen : price.detail,
        )
      }),
    )
  })
})

describe('splitting', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 50 })
  test('shares add up, none is above its weight, each is within a fen of its part', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
        const total = list.reduce((sum, one) => sum + one, 0)
        const amountFen = Math.floor(total * part)
        const parts = splitFen(amountFen, list)
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(amountFen)
        parts.forEach((share, index) => {
          const weight = list[index] ?? 0
          expect(share).toBeLessThanOrEqual(weight)
          expect(Math.abs(share - (total === 0 ? 0 : (amountFen * weight) / total))).toBeLessThan(1)
        })
      }),
    )
  })
  test('units taken one by one are worth what they are worth together', () => {
    const units = fc.integer({ min: 1, max: 99 })
    fc.assert(
      fc.property(fc.nat(10_000_000), units, (amountFen, of) => {
        const each = Array.from({ length: of }, (_, from) =>
          unitsFen(amountFen, { of, from, to: from + 1 }),
        )
        expect(each.reduce((sum, one) => sum + one, 0)).toBe(amountFen)
      }),
    )
  })
})
