import { needsPerson } from '../../../server/modules/insights/needs-person.domain.js'

// Guarantee (screens.md, 工作台): what needs a person stands in the order of the money at stake; what does not exist is not
// mentioned.

const none = { count: 0, amountFen: 0 }
const quiet = {
  ...{ refunds: none, incidents: none },
  ...{ deadEvents: 0, deadDeliveries: 0, openReviews: 0 },
}
const kinds = (waiting: Partial<typeof quiet>) =>
  needsPerson({ ...quiet, ...waiting }).map(({ kind }) => kind)

test('nothing waits, nothing is shown', () => {
  expect(needsPerson(quiet)).toEqual([])
})

test('the larger sum comes first, money before all else', () => {
  const less = { count: 9, amountFen: 100 }
  const more = { count: 1, amountFen: 101 }
  const deadEvents = 3
  expect(kinds({ refunds: less, incidents: more, deadEvents })).toEqual([
    'incidents',
    'refunds',
    'dead-events',
  ])
  expect(kinds({ refunds: more, incidents: less, deadEvents })).toEqual([
    'refunds',
    'incidents',
    'dead-events',
  ])
})

test('refunds that stopped tell their sum and lead to the queue', () => {
  const [first] = needsPerson({ ...quiet, refunds: { count: 2, amountFen: 5240 } })
  expect(first).toMatchObject({ count: 2, link: '/finance/refunds' })
  expect(first?.detail).toContain('52.40')
})
