import fc from 'fast-check'
import { outlookOn } from '../../../../server/modules/customers/deciding/outlook.domain.js'
import {
  sidesOf,
  sumsOf,
  type Sides,
} from '../../../../server/modules/customers/deciding/outlook-sides.domain.js'
import { refusedBy } from '../../../../server/modules/customers/deciding/refusals.domain.js'
import { keysNamed } from '../../../../server/modules/customers/deciding/words.domain.js'
import {
  addCounters,
  emptyTally,
  tallyOf,
} from '../../../../server/modules/customers/identity-tally.domain.js'
import { covers, holderAt } from '../../../../server/modules/customers/phone-parts.domain.js'
import type { IdentityDecision } from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { card, contact, factOf, NOON, openid, phone, townOf, type Town } from '../people.js'

const WORLDS = 1_000
const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() - n * DAY_MS)

const small = fc.integer({ min: 0, max: 2 })
const number = phone('13812340000')
const somebody = fc.oneof(
  small.map((n) => openid(`o${n}`)),
  small.map((n) => contact(`w${n}`)),
  small.map((n) => card(`m${n}`)),
)
const fact = fc
  .record({
    seen: fc.oneof(
      fc.constant([number]),
      somebody.map((one) => [one]),
      somebody.map((one) => [one, number]),
      somebody.map((one) => [one, phone('13812340001')]),
    ),
    at: fc.integer({ min: 0, max: 900 }).map(day),
    paidFen: fc.integer({ min: 1, max: 900 }),
  })
  .map(({ seen, at, paidFen }) =>
    factOf(seen, { at, kind: 'open-event', counters: { ordersPaid: 1, paidFen, paidAt: at } }),
  )
const NOTHING = emptyTally().counters
const facts = fc.array(fact, { minLength: 4, maxLength: 14 })

type Word = Exclude<IdentityDecision, { kind: 'phone-epochs' }>
const word = fc.oneof(
  fc
    .record({ to: somebody, from: fc.option(small), until: fc.option(small) })
    .map(({ to, from, until }): Word => ({
      ...{ kind: 'phone-belongs', phone: number.key, to: to.key },
      ...(from === null ? {} : { from: day(600 - from * 100) }),
      ...(until === null ? {} : { until: day(250 - until * 100) }),
    })),
  fc.constant<Word>({ kind: 'phone-shared', phone: number.key }),
  fc.tuple(somebody, somebody).map(([a, b]): Word => ({ kind: 'never', a: a.key, b: b.key })),
  somebody.map(({ key }): Word => ({ kind: 'detach', key })),
)

const ownerIn = ({ world }: Town) => ({
  owner: (key: typeof number.key) => world.identifiers.get(key)?.ownerId ?? null,
  holder: (key: typeof number.key, at: Date) =>
    holderAt(world.identifiers.get(key)?.parts ?? [], at) ?? key,
})

/** What each customer has, counted fact by fact. */
function counted(town: Town) {
  const { owner, holder } = ownerIn(town)
  const { customers, identifiers } = tallyOf(town.recorded, owner, holder)
  return { customers, identifiers }
}

const slicesIn = (town: Town, { phones }: Sides) =>
  phones.flatMap(({ key, parts }) =>
    parts.map((part) => {
      const tally = emptyTally()
      town.recorded
        .filter(({ fact: { at }, carrier }) => carrier.key === key && covers(part, at))
        .forEach(({ fact: { counters } }) => addCounters(tally, counters))
      return { key, from: part.from, tally }
    }),
  )

// Guarantee: what a preview says each side has is what each has before and after the word, fact by fact, wherever a phone
// goes; all sides together have the same before and after.
test(`${WORLDS} worlds: the sides of a word before and after`, () => {
  let handedOver = 0
  fc.assert(
    fc.property(facts, word, (told, said) => {
      const town = townOf(told)
      fc.pre(keysNamed([said]).every((key) => town.world.identifiers.has(key)))
      const named = keysNamed([said])
      const world = { ...town.world, decisions: [said] }
      const outlook = outlookOn({ world, said: [said], seeds: named, at: NOON })
      fc.pre(refusedBy(outlook, [said]).length === 0)
      const asked = { world, outlook, named }
      const sides = sidesOf(asked)
      handedOver += sides.handedOver.length
      const before = counted(town)
      const sums = sumsOf(
        sides,
        { tallyOf: (key) => before.identifiers.get(key), slices: slicesIn(town, sides) },
        asked,
      )
      const expectEach = (which: 'before' | 'after', { customers }: typeof before) =>
        expect(sums[which].map(({ counters }) => counters)).toEqual(
          sides[which].map(({ customerId }) => customers.get(customerId)?.counters ?? NOTHING),
        )
      expectEach('before', before)
      const total = (which: 'before' | 'after') =>
        sums[which].reduce((sum, { counters: { paidFen } }) => sum + paidFen, 0)
      expect(total('after')).toBe(total('before'))
      outlook.draft.commit()
      expectEach('after', counted(town))
    }),
    { numRuns: WORLDS, seed: 3 },
  )
  expect(handedOver).toBeGreaterThan(WORLDS / 10)
})
