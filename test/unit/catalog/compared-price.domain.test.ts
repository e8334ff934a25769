import fc from 'fast-check'
import {
  decideCompared,
  type PricePoint,
} from '../../../server/modules/catalog/compared-price.domain.js'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const now = new Date('2026-03-20T10:00:00+08:00')
const ago = (ms: number) => new Date(now.getTime() - ms)
const point = (daysAgo: number, toFen: number): PricePoint => ({ at: ago(daysAgo * DAY), toFen })
const decide = (
  points: readonly PricePoint[],
  rest: { priceFen: number; comparedFen: number; comparedBase?: string },
) => decideCompared({ ...rest, history: { points, isWhole: true }, now })

test('given ¥20 for a month, when it is cut to ¥15, then ¥20 may be crossed out', () => {
  expect(decide([point(30, 2000)], { priceFen: 1500, comparedFen: 2000 })).toMatchObject({
    ok: true,
  })
})

test('given ¥10, raised to ¥20 two days ago, when it is cut to ¥12 beside ¥20, then the rule is named', () => {
  const history = [point(30, 1000), point(2, 2000)]
  expect(decide(history, { priceFen: 1200, comparedFen: 2000 })).toMatchObject({
    ok: false,
    code: 'compared-price-raised-first',
    detail: expect.stringContaining('1000 fen'),
  })
})

test('given ¥10, raised to ¥20 eight days ago, when it is cut to ¥12, then ¥20 may be crossed out', () => {
  const history = [point(30, 1000), point(8, 2000)]
  expect(decide(history, { priceFen: 1200, comparedFen: 2000 })).toMatchObject({ ok: true })
})

test('given a cut three weeks ago, when nothing else changes, then the price before it may stay crossed out', () => {
  const history = [point(60, 2000), point(21, 1500)]
  expect(decide(history, { priceFen: 1500, comparedFen: 2000 })).toMatchObject({ ok: true })
})

test('a crossed-out price that names its base need not be in the history; it must be higher', () => {
  const named = { comparedBase: '门市价' }
  expect(decide([], { priceFen: 1500, comparedFen: 9900, ...named })).toMatchObject({ ok: true })
  expect(decide([], { priceFen: 1500, comparedFen: 1500, ...named })).toEqual({
    ok: false,
    code: 'compared-price-not-higher',
  })
})

test('a new SKU has no price to compare with, and neither has one whose history is cut off', () => {
  const refusal = { ok: false, code: 'compared-price-not-lowest' }
  expect(decide([], { priceFen: 1500, comparedFen: 2000 })).toMatchObject(refusal)
  const history = { points: [point(3, 2000)], isWhole: false }
  const asked = { priceFen: 1500, comparedFen: 2000, history, now }
  expect(decideCompared(asked)).toMatchObject(refusal)
})

// Guarantee: without a named base, exactly the lowest price that was in force within 7 days before the cut is let through.
test('the lowest deal price of the last seven days and no other, looked at hour by hour', () => {
  const price = fc.integer({ min: 1, max: 6 })
  const history = fc.uniqueArray(
    fc.record({ hours: fc.integer({ min: 1, max: 20 * 24 }), price }),
    {
      selector: ({ hours }) => hours,
      maxLength: 12,
    },
  )
  const holds = (changes: { hours: number; price: number }[], priceFen: number, over: number) => {
    const points = changes.map(({ hours, price: toFen }) => ({ at: ago(hours * HOUR), toFen }))
    const newest = [...changes].sort((a, b) => a.hours - b.hours)
    const isSince = newest[0]?.price === priceFen
    const until = isSince ? (newest[0]?.hours ?? 0) : 0
    const earlier = isSince ? newest.slice(1) : newest
    const inForce = (hoursAgo: number) => earlier.find(({ hours }) => hours >= hoursAgo)?.price
    const seen = Array.from({ length: 7 * 24 }, (_, hour) => inForce(until + hour + 1)).filter(
      (one) => one !== undefined,
    )
    const comparedFen = priceFen + over
    const decision = decide(points, { priceFen, comparedFen })
    return decision.ok === (seen.length > 0 && Math.min(...seen) === comparedFen)
  }
  fc.assert(fc.property(history, price, fc.integer({ min: 1, max: 5 }), holds), { numRuns: 500 })
})
