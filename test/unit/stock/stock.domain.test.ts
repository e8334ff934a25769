import fc from 'fast-check'
import {
  allows,
  available,
  decideSwitch,
  decideTotal,
  decideTransfer,
  emptyPool,
  moved,
  orderable,
  type Move,
  type Pool,
} from '../../../server/modules/stock/stock.domain.js'

const pool: Pool = { ...emptyPool('sku_1', 'main', 10) }
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

const store: Pool = emptyPool('sku_1', 'store:S001', 4)
type Act =
  | Readonly<{ kind: 'move'; at: 0 | 1; move: Move; qty: number }>
  | Readonly<{ kind: 'transfer'; from: 0 | 1; qty: number }>
  | Readonly<{ kind: 'switch'; isSoldOut: boolean }>
const side = fc.constantFrom<(0 | 1)[]>(0, 1)
const units = fc.integer({ min: 1, max: 5 })
const acts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('move' as const),
      at: side,
      move: fc.constantFrom<Move[]>('hold', 'release', 'sell', 'return'),
      qty: units,
    }),
    fc.record({ kind: fc.constant('transfer' as const), from: side, qty: units }),
    fc.record({ kind: fc.constant('switch' as const), isSoldOut: fc.boolean() }),
  ),
)

function acted([main, own]: readonly [Pool, Pool], act: Act): readonly [Pool, Pool] {
  const pools = [main, own] as const
  if (act.kind === 'switch') {
    const decision = decideSwitch({ own, main, store: 'store:S001' }, act.isSoldOut)
    return decision.ok ? [main, decision.value] : [main, own]
  }
  if (act.kind === 'move') {
    const next = pools.map((one, index) =>
      index === act.at && allows(one, act.move, act.qty) ? moved(one, act.move, act.qty) : one,
    )
    return [next[0] ?? main, next[1] ?? own]
  }
  const [from, to] = act.from === 0 ? [main, own] : [own, main]
  const decision = decideTransfer({ from, to, qty: act.qty })
  const { from: less, to: more } = decision.ok ? decision.value : { from, to }
  return act.from === 0 ? [less, more] : [more, less]
}

// Guarantee: whatever is moved, held, sold and switched, each pool balances and no unit is made or lost between pools.
test('pools balance and their totals together stay, after any moves between them', () => {
  const isBalanced = (one: Pool): boolean =>
    (available(one) ?? -1) >= 0 && one.held >= 0 && one.sold >= 0
  const holds = (list: readonly Act[]): boolean => {
    const [main, own] = list.reduce(acted, [pool, store] as const)
    return isBalanced(main) && isBalanced(own) && main.total + own.total === 14
  }
  fc.assert(fc.property(acts, holds))
})

test('a pool that is switched to sold out lets nobody hold, and lets what is held be sold', () => {
  const off: Pool = { ...store, held: 2, isSoldOut: true }
  expect(orderable(off)).toBe(0)
  expect([allows(off, 'hold', 1), allows(off, 'sell', 2)]).toEqual([false, true])
})

test('a store without a pool is switched where the SKU is made to order, and nowhere else', () => {
  const asked = { own: undefined, store: 'store:S001' } as const
  const made = emptyPool('sku_1', 'main', null)
  expect(decideSwitch({ ...asked, main: made }, true)).toMatchObject({
    ok: true,
    value: { pool: 'store:S001', isUnlimited: true, isSoldOut: true },
  })
  expect(decideSwitch({ ...asked, main: pool }, true)).toMatchObject({
    ok: false,
    code: 'store-has-no-pool',
  })
})

test('unlimited pools have no units to give or to take, and a pool gives nothing to itself', () => {
  const made = emptyPool('sku_1', 'store:S001', null)
  expect(decideTransfer({ from: made, to: pool, qty: 1 })).toMatchObject({
    code: 'pool-is-unlimited',
  })
  expect(decideTransfer({ from: pool, to: made, qty: 1 })).toMatchObject({
    code: 'pool-is-unlimited',
  })
  expect(decideTransfer({ from: pool, to: pool, qty: 1 })).toMatchObject({ code: 'pool-same' })
  expect(decideTransfer({ from: { ...pool, held: 8 }, to: store, qty: 3 })).toMatchObject({
    code: 'not-enough-to-move',
  })
})
