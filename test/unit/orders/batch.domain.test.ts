import fc from 'fast-check'
import type { Id } from '../../../server/platform/ids/index.js'
import {
  decideBatch,
  openChanges,
  type Asked,
  type Shelf,
} from '../../../server/modules/orders/batch.domain.js'
import { MAX_OPEN_ORDERS, type HolderKey } from '../../../server/modules/orders/orders.domain.js'

/** Three customers; the second has two identifiers. */
const CUSTOMERS: readonly HolderKey[][] = [
  ['openid:a:one'],
  ['openid:a:two', 'unionid:m:two'],
  ['openid:a:three'],
]
const HOLDERS = CUSTOMERS.flat()

const orders = fc
  .array(
    fc.record({
      holder: fc.constantFrom(...HOLDERS),
      key: fc.integer({ min: 0, max: 5 }),
      qty: fc.integer({ min: 1, max: 4 }),
      coupon: fc.option(fc.integer({ min: 0, max: 4 })),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ holder, key, qty, coupon }, n): Asked => {
      const among = CUSTOMERS.find((keys) => keys.includes(holder)) ?? [holder]
      const order = { orderId: `ord_${n}` as const, holder, keyId: `${holder}:${key}`, among, qty }
      return coupon === null ? order : { ...order, couponId: `cpn_${coupon}` }
    }),
  )
const shelves = fc.record({
  usedKeys: fc
    .subarray(HOLDERS.flatMap((holder) => [0, 1, 2].map((key) => `${holder}:${key}`)))
    .map((keys) => new Set(keys)),
  openCounts: fc
    .array(fc.integer({ min: 0, max: MAX_OPEN_ORDERS }), { minLength: 4, maxLength: 4 })
    .map((counts) => new Map(HOLDERS.map((holder, n) => [holder, counts[n] ?? 0]))),
  left: fc.option(fc.integer({ min: 0, max: 30 })),
  coupons: fc
    .subarray([0, 1, 2, 3, 4])
    .map((ids) => new Set(ids.map((id): Id<'cpn'> => `cpn_${id}`))),
})

/** The shelf as the documents of one placed order leave it. */
function after(shelf: Shelf, order: Asked): Shelf {
  const openCounts = new Map(shelf.openCounts)
  for (const { guard, orderIds } of openChanges([order])) {
    openCounts.set(guard, (openCounts.get(guard) ?? 0) + orderIds.length)
  }
  return {
    usedKeys: new Set([...shelf.usedKeys, order.keyId]),
    openCounts,
    left: shelf.left === null ? null : shelf.left - order.qty,
    coupons: new Set([...shelf.coupons].filter((couponId) => couponId !== order.couponId)),
  }
}

function oneByOne(batch: readonly Asked[], start: Shelf) {
  let shelf = start
  const outcomes = batch.map((order) => {
    const [outcome] = decideBatch([order], shelf)
    shelf = outcome === 'placed' ? after(shelf, order) : shelf
    return outcome
  })
  return { outcomes, shelf }
}

// Guarantee: a batch decides what the same orders decide one by one in that order.
test('a batch is the same as its orders one by one', () => {
  fc.assert(
    fc.property(orders, shelves, (batch, shelf) => {
      expect(decideBatch(batch, shelf)).toEqual(oneByOne(batch, shelf).outcomes)
    }),
  )
})

// Guarantee: never more units than there are, no key twice, no customer beyond the limit, whoever comes in whatever order.
test('what a batch places fits the shelf', () => {
  fc.assert(
    fc.property(orders, shelves, (batch, shelf) => {
      const outcomes = decideBatch(batch, shelf)
      const placed = batch.filter((_, n) => outcomes[n] === 'placed')
      const units = placed.reduce((sum, { qty }) => sum + qty, 0)
      expect(units).toBeLessThanOrEqual(shelf.left ?? Infinity)
      const keys = placed.map(({ keyId }) => keyId)
      expect(new Set([...keys, ...shelf.usedKeys]).size).toBe(keys.length + shelf.usedKeys.size)
      for (const customer of CUSTOMERS) {
        const before = customer.reduce((sum, key) => sum + (shelf.openCounts.get(key) ?? 0), 0)
        const more = placed.filter(({ holder }) => customer.includes(holder)).length
        expect(more).toBeLessThanOrEqual(Math.max(0, MAX_OPEN_ORDERS - before))
      }
    }),
  )
})

// Guarantee: a coupon is locked by one order at most, and only one that is free; whoever has none is not refused for it.
test('a coupon that is gone refuses its own order and no other', () => {
  fc.assert(
    fc.property(orders, shelves, (batch, shelf) => {
      const outcomes = decideBatch(batch, shelf)
      const used = batch.flatMap(({ couponId }, n) =>
        couponId !== undefined && outcomes[n] === 'placed' ? [couponId] : [],
      )
      expect(new Set(used).size).toBe(used.length)
      expect(used.every((couponId) => shelf.coupons.has(couponId))).toBe(true)
      expect(
        batch.some(
          ({ couponId }, n) => couponId === undefined && outcomes[n] === 'coupon-not-usable',
        ),
      ).toBe(false)
    }),
  )
})

// Guarantee: nobody is refused without cause.
test('whoever is refused for stock wanted more than those before left', () => {
  fc.assert(
    fc.property(orders, shelves, (batch, shelf) => {
      const outcomes = decideBatch(batch, shelf)
      batch.forEach((order, n) => {
        const before = batch.slice(0, n).filter((_, m) => outcomes[m] === 'placed')
        const left = (shelf.left ?? Infinity) - before.reduce((sum, { qty }) => sum + qty, 0)
        expect(outcomes[n] === 'sold-out' && order.qty <= left).toBe(false)
      })
    }),
  )
})

test('every order touches the guard of its customer’s first identifier, and is counted at the one it came by', () => {
  const among = CUSTOMERS[1] ?? []
  const [first = 'openid:a:x', second = 'openid:a:x'] = among
  const order: Asked = { orderId: 'ord_1', holder: second, keyId: 'k', among, qty: 1 }
  expect(openChanges([order])).toEqual([
    { guard: first, orderIds: [] },
    { guard: second, orderIds: ['ord_1'] },
  ])
})
