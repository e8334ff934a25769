import fc from 'fast-check'
import {
  outlookOn,
  matesOf,
  partsAfter,
} from '../../../../server/modules/customers/deciding/outlook.domain.js'
import { refusedBy } from '../../../../server/modules/customers/deciding/refusals.domain.js'
import { keepingWhole } from '../../../../server/modules/customers/deciding/whole-sides.domain.js'
import { keysNamed } from '../../../../server/modules/customers/deciding/words.domain.js'
import {
  isHard,
  typeOfKey,
  type IdentifierKey,
} from '../../../../server/modules/customers/identifier.domain.js'
import {
  RULES,
  type IdentityDecision,
} from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { resolve } from '../../../../server/modules/customers/resolution/resolve.domain.js'
import { judgedBy } from '../../../../server/modules/customers/resolution/standing.domain.js'
import {
  card,
  contact,
  factOf,
  NOON,
  openid,
  partition,
  phone,
  townOf,
  unionid,
  work,
  type Town,
} from '../people.js'

const WORLDS = 1_000
const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() - n * DAY_MS)
/** After everything that was observed. */
const NOW = new Date(NOON.getTime() + DAY_MS)

const small = fc.integer({ min: 0, max: 3 })
const identifier = fc.oneof(
  small.map((n) => unionid(`u${n}`)),
  small.map((n) => openid(`o${n}`)),
  small.map((n) => openid(`p${n}`, 'wx2')),
  small.map((n) => contact(`w${n}`)),
  small.map((n) => phone(`1381234000${n}`)),
  small.map((n) => card(`m${n}`)),
)
const fact = fc
  .record({
    seen: fc.array(identifier, { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(
      'mini-login' as const,
      'open-event' as const,
      'phone-authorised' as const,
    ),
    at: fc.integer({ min: 0, max: 600 }).map(day),
  })
  .map(({ seen, ...fields }) => factOf(seen, fields))
const facts = fc.array(fact, { minLength: 2, maxLength: 10 })
const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 2 })

function wordFrom(kind: string, keys: readonly IdentifierKey[], [x = 0, y = 0]: readonly number[]) {
  const [a, b] = [keys[x % keys.length], keys[y % keys.length]]
  const phones = keys.filter((key) => typeOfKey(key) === 'phone')
  if (a === undefined || b === undefined || a === b) {
    return null
  }
  const number = phones[x % Math.max(1, phones.length)]
  switch (kind) {
    case 'detach':
      return { kind, key: a } as const
    case 'phone-shared':
      return number === undefined ? null : ({ kind, phone: number } as const)
    case 'phone-belongs':
      return number === undefined || typeOfKey(b) === 'phone'
        ? null
        : ({ kind, phone: number, to: b } as const)
    default:
      return { kind: kind === 'same' ? 'same' : 'never', a, b } as const
  }
}
const kinds = fc.constantFrom('same', 'never', 'detach', 'phone-shared', 'phone-belongs')

/** What readers see: whose each identifier is, and who lives by which founder. */
const stateOf = ({ world }: Town) => ({
  owners: [...world.identifiers.values()].map(({ key, ownerId, isMoved }) => [
    key,
    ownerId,
    isMoved,
  ]),
  living: [...world.customers.values()]
    .filter(({ state }) => state === 'living')
    .map(({ customerId, founderKey, createdAt }) => [customerId, founderKey, createdAt])
    .sort(),
  links: [...world.links.values()],
})

type Words = readonly Exclude<IdentityDecision, { kind: 'phone-epochs' }>[]

/** Who is who when everything is resolved at once. */
function resolvedAnew({ world }: Town, decisions: Words): string[] {
  const { groups } = resolve({
    identifiers: world.identifiers.keys(),
    links: [...world.links.values()].map(judgedBy(RULES)),
    ...{ decisions, rules: RULES },
  })
  return groups
    .filter((keys) => keys.some((key) => world.identifiers.get(key)?.ownerId !== null))
    .map((keys) => keys.join(' '))
    .sort()
}

/** Looks at the words as the desk does, with what keeps sides whole. */
function look(town: Town, inForce: Words, words: Words) {
  const tryOut = (said: Words) => {
    const world = { ...town.world, decisions: [...inForce, ...said] }
    const outlook = outlookOn({ world, said, seeds: keysNamed(said), at: NOW })
    return { said, outlook, refused: refusedBy(outlook, said) }
  }
  const first = tryOut(words)
  if (first.refused.length > 0) {
    return first
  }
  const added = keepingWhole(town.world, first.outlook, words)
  return added.length === 0 ? first : tryOut([...words, ...added])
}

function undo(town: Town, inForce: Words, said: Words) {
  const world = { ...town.world, decisions: inForce }
  outlookOn({ world, said: [], seeds: keysNamed(said), at: NOW }).draft.commit()
}

// Guarantee: what a word does is what resolving everything with it says; taking it back gives exactly the state of never
// having said it: owners, founders, links and the customers that live.
test(`${WORLDS} worlds: saying equals resolving anew, taking back equals never having said it`, () => {
  let said = 0
  fc.assert(
    fc.property(facts, kinds, picks, (told, kind, pick) => {
      const town = townOf(told)
      const word = wordFrom(kind, [...town.world.identifiers.keys()], pick)
      fc.pre(word !== null)
      const before = stateOf(town)
      const { said: words, outlook, refused } = look(town, [], [word as Words[number]])
      expect(stateOf(town)).toEqual(before)
      if (refused.length > 0) {
        return
      }
      said += 1
      outlook.draft.commit()
      expect(partition(town)).toEqual(resolvedAnew(town, words))
      undo(town, [], words)
      expect(stateOf(town)).toEqual(before)
    }),
    { numRuns: WORLDS, seed: 5 },
  )
  expect(said).toBeGreaterThan(WORLDS / 3)
})

// Guarantee: what arrives between a decision and its undo ends where it would have without the two.
test(`${WORLDS} worlds: events between a decision and its undo`, () => {
  fc.assert(
    fc.property(facts, facts, kinds, picks, (first, second, kind, pick) => {
      const town = townOf(first)
      const word = wordFrom(kind, [...town.world.identifiers.keys()], pick)
      fc.pre(word !== null)
      const { said: words, outlook, refused } = look(town, [], [word as Words[number]])
      if (refused.length > 0) {
        return
      }
      outlook.draft.commit()
      const decided = { ...town, world: { ...town.world, decisions: words } }
      second.forEach((one) => work(decided, one))
      expect(partition(town)).toEqual(resolvedAnew(town, words))
      undo(town, [], words)
      expect(partition(town)).toEqual(partition(townOf([...first, ...second])))
    }),
    { numRuns: WORLDS, seed: 7 },
  )
})

// Guarantee: never parts two people in two, detach takes out one and leaves the rest whole; what is neither's are only
// numbers and cards that both sides show.
test(`${WORLDS} worlds: a word that parts somebody parts them in two`, () => {
  let parted = 0
  fc.assert(
    fc.property(facts, fc.constantFrom('never', 'detach'), picks, (told, kind, pick) => {
      const town = townOf(told)
      const word = wordFrom(kind, [...town.world.identifiers.keys()], pick)
      fc.pre(word !== null)
      const { outlook, refused } = look(town, [], [word as Words[number]])
      const [key] = keysNamed([word as Words[number]])
      const mates = key === undefined ? [] : matesOf(town.world, key)
      if (refused.length > 0 || mates.length < 2) {
        return
      }
      const parts = partsAfter(outlook, mates)
      const people = parts.filter((part) => part.some((one) => isHard(typeOfKey(one))))
      if (word?.kind === 'detach') {
        expect(parts).toHaveLength(2)
        expect(parts).toContainEqual([word.key])
      } else if (word?.kind === 'never' && mates.includes(word.b)) {
        const lone = parts.filter((part) => !part.includes(word.a) && !part.includes(word.b))
        expect(lone.filter((part) => people.includes(part))).toEqual([])
        expect(parts.find((part) => part.includes(word.a))).not.toContain(word.b)
      }
      parted += parts.length > 1 ? 1 : 0
    }),
    { numRuns: WORLDS, seed: 6 },
  )
  expect(parted).toBeGreaterThan(WORLDS / 20)
})
