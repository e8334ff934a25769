import fc from 'fast-check'
import {
  holderAt,
  keepsFacts,
  partsFrom,
  presentHolder,
  type HeldTime,
} from '../../../server/modules/customers/phone-parts.domain.js'
import { openid } from './people.js'

// Guarantee: every moment of a phone is exactly one holder's or nobody's, an operator's word stands above the epochs, and
// where two words disagree nothing is guessed (identity.md 2.1, step 5).

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n))
const [a, b] = [openid('a').key, openid('b').key]
const EPOCHS: HeldTime[] = [
  { from: null, until: day(100), holder: a },
  { from: day(200), until: null, holder: b },
]

test('before the first silence it is the earlier’s, after the last the later’s, between two nobody’s', () => {
  const parts = partsFrom({ said: [], epochs: EPOCHS })
  const holders = [-900, 99, 100, 199, 200, 2_000].map((n) => holderAt(parts, day(n)))
  expect(holders).toEqual([a, a, null, null, b, b])
  expect(presentHolder(parts)).toBe(b)
})

test('a phone that nobody ever had alone has no parts', () => {
  expect(partsFrom({ said: [], epochs: [] })).toEqual([])
  expect(partsFrom({ said: [], epochs: [{ from: null, until: null, holder: null }] })).toEqual([])
})

test('it keeps facts only where one lies between two epochs', () => {
  const parts = partsFrom({ said: [], epochs: EPOCHS })
  expect(keepsFacts(parts, [{ from: day(1), to: day(99) }])).toBe(false)
  expect(keepsFacts(parts, [{ from: day(150), to: day(150) }])).toBe(true)
  expect(keepsFacts(parts, [{ from: day(200), to: day(300) }])).toBe(false)
  expect(keepsFacts([], [])).toBe(true)
})

const moment = fc.option(fc.integer({ min: 0, max: 50 }).map(day), { nil: null })
const time = fc.record({ from: moment, until: moment, holder: fc.constantFrom(a, b, null) })

test('any words and epochs: each moment as the word says, else as its epoch', () => {
  const within = ({ from, until }: HeldTime, at: Date) =>
    (from === null || from <= at) && (until === null || at < until)
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: 4 }),
      fc.array(time, { maxLength: 4 }),
      (said, epochs) => {
        const parts = partsFrom({ said, epochs })
        for (let n = -1; n <= 51; n += 1) {
          const words = new Set(said.filter((one) => within(one, day(n))).map((one) => one.holder))
          const told = epochs.filter((one) => within(one, day(n))).map((one) => one.holder)
          const [only = null, ...others] = words.size > 0 ? words : new Set(told)
          expect(holderAt(parts, day(n))).toBe(others.length === 0 ? only : null)
        }
        const starts = parts.slice(1).map(({ from }) => from)
        expect(starts).toEqual(parts.slice(0, -1).map(({ until }) => until))
      },
    ),
  )
})
