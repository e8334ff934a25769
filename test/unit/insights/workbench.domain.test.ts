import fc from 'fast-check'
import {
  averageOrderOf,
  daysByCustomer,
  poolOf,
  repurchaseOf,
  type DayEnd,
} from '../../../server/modules/insights/workbench.domain.js'

const day = (n: number) => new Date(Date.UTC(2026, 2, n))
const ends: DayEnd[] = [2, 3, 4].map((n) => ({ day: `2026-03-0${n}`, end: day(n + 1) }))
const march = { from: '2026-03-01', to: '2026-03-31' }

test('the pool counts people, not relations, and forgets who left', () => {
  const spans = [
    { customerId: 'a', from: day(1), until: null },
    { customerId: 'a', from: day(2), until: null },
    { customerId: 'b', from: day(1), until: day(3) },
    { customerId: 'c', from: day(4), until: null },
  ]
  const { value, change, added, lost, series } = poolOf(spans, ends)
  expect(series.map((point) => point.value)).toEqual([2, 1, 2])
  expect({ value, change, added, lost }).toEqual({ value: 2, change: 0, added: 1, lost: 1 })
})

// Guarantee: what a screen shows as "added minus lost" is the change that it shows.
test('change is always added minus lost', () => {
  const span = fc.record({
    customerId: fc.constantFrom('a', 'b', 'c', 'd'),
    from: fc.integer({ min: 0, max: 6 }).map(day),
    until: fc.option(fc.integer({ min: 0, max: 9 }).map(day)),
  })
  const balances = (spans: Parameters<typeof poolOf>[0]) => {
    const { change, added, lost } = poolOf(spans, ends)
    return change === added - lost
  }
  fc.assert(fc.property(fc.array(span, { maxLength: 12 }), balances))
})

test('repurchase needs two different days, the last one inside the period', () => {
  const customers = [['2026-03-05'], ['2026-02-01', '2026-03-06'], ['2026-02-01', '2026-02-02']]
  expect(repurchaseOf(customers, march)).toEqual({ buyers: 2, repeatBuyers: 1, rate: 0.5 })
})

test('what happens after the period does not count for it', () => {
  expect(repurchaseOf([['2026-03-05', '2026-04-02']], march)).toMatchObject({ repeatBuyers: 0 })
})

test('without a buyer there is no rate and no average', () => {
  expect(repurchaseOf([], march).rate).toBeNull()
  expect(averageOrderOf([]).valueFen).toBeNull()
})

test('two identifiers of one customer are one buyer, the same day once', () => {
  const bought = [
    { customerId: 'a', days: ['2026-03-02'] },
    { customerId: 'a', days: ['2026-03-01', '2026-03-02'] },
  ]
  expect(daysByCustomer(bought)).toEqual([['2026-03-01', '2026-03-02']])
})
