import {
  planList,
  type Conditions,
} from '../../../server/modules/customers/listing/listing.domain.js'

const DAY = new Date('2026-03-01T00:00:00+08:00')
const leads: readonly (readonly [string, Conditions, string])[] = [
  ['nothing', {}, 'seen'],
  ['nobody who ordered', { ordered: 'no' }, 'seen'],
  ['somebody who ordered', { ordered: 'yes' }, 'paid'],
  ['a last order', { paidFrom: DAY }, 'paid'],
  ['a first day', { seenUntil: DAY }, 'first'],
  ['a sum', { minNetFen: 100 }, 'spent'],
  ['a sum, an order and a first day', { minNetFen: 1, paidFrom: DAY, seenFrom: DAY }, 'spent'],
  ['an order and a first day', { ordered: 'yes', seenFrom: DAY }, 'paid'],
]

// Guarantee: each list is read along one index, the most selective one that the conditions allow.
test.each(leads)('given %s to look for, then that index leads', (_name, conditions, order) => {
  expect(planList({ by: 'all' }, conditions).order).toBe(order)
})

test('given a search, then it leads and every condition is looked at in what it finds', () => {
  const conditions = { minNetFen: 1, ordered: 'yes', paidFrom: DAY, seenFrom: DAY } as const
  const plan = planList({ by: 'ids', ids: ['cus_1'] }, conditions)
  expect(plan).toMatchObject({ order: 'seen', index: '_id_', match: { _id: { $in: ['cus_1'] } } })
  expect(plan.rest).toHaveLength(4)
})
