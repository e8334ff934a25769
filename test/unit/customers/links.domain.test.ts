import fc from 'fast-check'
import { withMoment, type Run } from '../../../server/modules/customers/link-runs.domain.js'
import {
  claimsOf,
  withObservation,
  type StoredLink,
} from '../../../server/modules/customers/links.domain.js'
import { card, contact, factOf, NOON, openid, phone, seen, unionid } from './people.js'

const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() + n * DAY_MS)
const runsOf = (days: readonly number[]) =>
  days.reduce<Run[]>((runs, n) => withMoment(runs, day(n)), [])

test('moments without a silence of 90 days are one run', () => {
  expect(runsOf([0, 89, 100, 190, 400])).toEqual([
    { from: day(0), to: day(100) },
    { from: day(190), to: day(190) },
    { from: day(400), to: day(400) },
  ])
})

test('a late moment closes the gap between two runs', () => {
  expect(runsOf([0, 170, 85])).toEqual([{ from: day(0), to: day(170) }])
})

// Guarantee: evidence in any order, any number of times, gives the same runs.
test('any order and repetition of moments gives the same runs', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 1800 }), { maxLength: 20 })
  const shuffled = moments.chain((days) =>
    fc.tuple(
      fc.constant(days),
      fc.shuffledSubarray([...days, ...days], { minLength: days.length * 2 }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([days, again]) => {
      expect(runsOf(again)).toEqual(runsOf(days))
    }),
  )
})

const linkOf = (a: ReturnType<typeof openid>, b: ReturnType<typeof openid>, n = 0): StoredLink =>
  withObservation(undefined, [a, b], factOf([a, b], { at: day(n) }))

test('a link counts its observations and keeps the surest', () => {
  const typed = [openid('o1'), seen('phone', 'cn', 'h1', 'suggested')] as const
  const first = withObservation(undefined, typed, factOf([], { at: day(3) }))
  expect(first).toMatchObject({ count: 1, strength: 'suggested' })
  const proved = [openid('o1'), phone('h1')] as const
  const second = withObservation(first, proved, factOf([], { at: day(1) }))
  expect(second).toMatchObject({
    count: 2,
    strength: 'verified',
    runs: [{ from: day(1), to: day(3) }],
  })
})

const asShown = ({ strength }: StoredLink) => strength

test('claims are the phones and cards seen with what a customer owns, each once', () => {
  const owned = new Set([openid('o1').key, unionid('u1').key])
  const typed = seen('phone', 'cn', 'h1', 'suggested')
  const links = [
    linkOf(openid('o1'), unionid('u1')),
    linkOf(openid('o1'), typed, 5),
    linkOf(unionid('u1'), phone('h1'), 2),
    linkOf(openid('o1'), card('m1')),
    linkOf(openid('o1'), contact('w9')),
  ]
  expect(claimsOf(owned, links, asShown)).toEqual([
    { key: 'phone:cn:h1', strength: 'verified', source: 'mini', firstAt: day(2), lastAt: day(5) },
    {
      key: 'member_no:pos:m1',
      strength: 'verified',
      source: 'mini',
      firstAt: day(0),
      lastAt: day(0),
    },
  ])
})
