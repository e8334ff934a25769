import fc from 'fast-check'
import {
  allows,
  available,
  decideTotal,
  moved,
  type Move,
  type Pool,
} from '../../../server/modules/stock/stock.domain.js'

const pool: Pool = { skuId: 'sku_1', isUnlimited: false, total: 10, held: 0, sold: 0 }
type Step = Readonly<{ move: Move; qty: number }>

const steps = fc.array(
  fc.record({
    move: fc.constantFrom<Move[]>('hold', 'release', 'sell'),
    qty: fc.integer({ min: 1, max: 4 }),
  }),
)
const after = (start: Pool, list: readonly Step[]) =>
  list.reduce((now, { move, qty }) => (allows(now, move, qty) ? moved(now, move, qty) : now), start)

// Guarantee: total = available + held + sold and available ≥ 0, whatever is asked for in whatever order.
test('a pool balances after any moves', () => {
  const holds = (list: readonly Step[]) => {
    const end = after(pool, list)
    const left = available(end) ?? -1
    return left >= 0 && end.held >= 0 && end.sold >= 0 && left + end.held + end.sold === end.total
  }
  fc.assert(fc.property(steps, holds))
})

test('an unlimited pool allows any hold and counts what was sold', () => {
  const made: Pool = { ...pool, isUnlimited: true, total: 0 }
  const end = after(made, [
    { move: 'hold', qty: 40 },
    { move: 'sell', qty: 30 },
    { move: 'release', qty: 10 },
  ])
  expect(end).toEqual({ ...made, held: 0, sold: 30 })
  expect(available(end)).toBeNull()
})

test('given 3 left, when 4 are wanted, then the hold is not allowed', () => {
  expect(allows({ ...pool, held: 5, sold: 2 }, 'hold', 4)).toBe(false)
  expect(allows({ ...pool, held: 5, sold: 2 }, 'hold', 3)).toBe(true)
})

test('given 5 held and 2 sold, when the total is set, then 7 is the least', () => {
  const busy = { ...pool, held: 5, sold: 2 }
  expect(decideTotal(busy, 6)).toMatchObject({ ok: false, code: 'stock-below-committed' })
  expect(decideTotal(busy, 7)).toEqual({ ok: true, value: { ...busy, total: 7 } })
})

test('a pool made unlimited and limited again still knows what is out', () => {
  const busy = { ...pool, held: 1, sold: 4 }
  const open = decideTotal(busy, null)
  expect(open).toMatchObject({ ok: true, value: { isUnlimited: true, held: 1, sold: 4 } })
  expect(decideTotal({ ...busy, isUnlimited: true, total: 0 }, 8)).toEqual({
    ok: true,
    value: { ...busy, total: 8 },
  })
})
