import fc from 'fast-check'
import type { Id } from '../../../server/platform/ids/index.js'
import {
  decideLines,
  decidePrice,
  type Offered,
} from '../../../server/modules/orders/placing.domain.js'

const offer = (skuId: Id<'sku'>, priceFen: number, isOnShelf = true): [Id<'sku'>, Offered] => [
  skuId,
  {
    isOnShelf,
    productId: 'prd_1',
    kind: 'goods',
    line: { skuId, code: skuId, name: '桂花乌龙', skuName: '中杯', priceFen },
  },
]
const offers = new Map([offer('sku_1', 1680), offer('sku_2', 900), offer('sku_3', 500, false)])
offers.set('sku_4', { ...offer('sku_4', 1680)[1], isSoldHere: false })
const lines = (wishes: { skuId: Id<'sku'>; qty: number }[], totalFen: number) => {
  const decision = decideLines({ wishes, offers, maxQty: 99 })
  return decision.ok
    ? decidePrice({ lines: decision.value, way: 'pickup', fee: { feeFen: 0 } }, totalFen)
    : decision
}

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
    ['what another store sells', 'sku_4', 1, 'product-not-in-store'],
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
