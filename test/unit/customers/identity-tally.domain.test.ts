import fc from 'fast-check'
import { tallyOf } from '../../../server/modules/customers/identity-tally.domain.js'
import { contact, factOf, NOON, openid, ownerOf, townOf, unionid, type Town } from './people.js'

const tallyIn = (town: Town) => tallyOf(town.recorded, (key) => ownerOf(town, key))
const minutes = (n: number) => new Date(NOON.getTime() + n * 60_000)

const paid = (paidFen: number, minute: number) => ({
  at: minutes(minute),
  counters: { ordersPaid: 1, paidFen, paidAt: minutes(minute) },
})

test('given two customers with orders, when they merge in the same batch, then the survivor has the sums of both', () => {
  const town = townOf([
    factOf([openid('o1')], paid(1200, 0)),
    factOf([contact('w1')], paid(800, 5)),
    factOf([openid('o1'), unionid('u1')]),
    factOf([contact('w1'), unionid('u1')]),
  ])
  const { customers, identifiers } = tallyIn(town)
  const owner = ownerOf(town, unionid('u1').key)
  expect([...customers.keys()]).toEqual([owner])
  expect(owner !== null && customers.get(owner)).toMatchObject({
    counters: { ordersPaid: 2, paidFen: 2000, refundedFen: 0 },
    paid: { first: minutes(0), last: minutes(5) },
  })
  expect(identifiers.get('openid:wx1:o1')?.counters.paidFen).toBe(1200)
  expect(identifiers.get('unionid:main:u1')?.counters.paidFen).toBe(0)
})

test('the name told last by event time stays, field by field, in any order', () => {
  const told = [
    factOf([contact('w1')], { at: minutes(1), profile: { name: '早', avatar: 'a1' } }),
    factOf([contact('w1')], { at: minutes(3), profile: { name: '晚' } }),
    factOf([contact('w1')], { at: minutes(2), profile: { name: '中', gender: 'female' } }),
  ]
  const isNewest = (rows: typeof told) => {
    const town = townOf(rows)
    const [tally] = tallyIn(town).customers.values()
    expect(tally?.profile).toEqual({
      name: { value: '晚', at: minutes(3) },
      avatar: { value: 'a1', at: minutes(1) },
      gender: { value: 'female', at: minutes(2) },
    })
  }
  fc.assert(fc.property(fc.shuffledSubarray(told, { minLength: 3 }), isNewest))
})

// Guarantee: the sums of the identifiers are the sums of their customers (identity.md 3).
test('counters of identifiers and of customers add up to the same', () => {
  const identifier = fc.constantFrom(openid('o1'), openid('o2'), contact('w1'), unionid('u1'))
  const orders = fc.array(
    fc.tuple(fc.array(identifier, { minLength: 1, maxLength: 2 }), fc.integer({ min: 0, max: 90 })),
    { maxLength: 12 },
  )
  const addsUp = (rows: [ReturnType<typeof openid>[], number][]) => {
    const town = townOf(rows.map(([ids, fen]) => factOf(ids, paid(fen, fen))))
    const { customers, identifiers } = tallyIn(town)
    const sum = (tallies: Iterable<{ counters: { paidFen: number } }>) =>
      [...tallies].reduce((total, { counters }) => total + counters.paidFen, 0)
    expect(sum(customers.values())).toBe(sum(identifiers.values()))
    expect(sum(customers.values())).toBe(rows.reduce((total, [, fen]) => total + fen, 0))
  }
  fc.assert(fc.property(orders, addsUp))
})
