import fc from 'fast-check'
import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import {
  partsOf,
  RULES,
  type IdentityDecision,
  type JudgedLink,
} from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { pairName } from '../../../../server/modules/customers/resolution/groups.domain.js'
import { card, day, e, link, o, phone, resolved, u } from './worlds.js'

// Guarantee: whatever arrives, in whatever order and however often, the same people come out, and no group of them is
// impossible. 1,500 generated worlds with family phones, recycled numbers, shared tablets, contradictions and decisions.

const WORLDS = 1_500
const small = (max: number) => fc.integer({ min: 0, max })
const hardKey = fc.oneof(
  small(7).map(u),
  fc.tuple(small(7), fc.constantFrom('wx1', 'wx2')).map(([n, app]) => o(n, app)),
  small(7).map(e),
)
const softKey = fc.oneof(
  fc.tuple(small(5), fc.constantFrom('pos', 'erp')).map(([n, source]) => card(n, source)),
  small(5).map(phone),
)
const anyKey: fc.Arbitrary<IdentifierKey> = fc.oneof(hardKey, softKey)
const days = fc.array(small(900), { minLength: 1, maxLength: 4 })
const hardLink = fc
  .tuple(fc.constantFrom('proved' as const, 'relayed' as const), hardKey, hardKey, days)
  .map(([standing, a, b, at]) => link(standing, a, b, ...at))
const softLink = fc
  .tuple(fc.constantFrom('claimed' as const, 'sighted' as const), softKey, anyKey, days)
  .map(([standing, a, b, at]) => link(standing, a, b, ...at))
const differs = ({ a, b }: Readonly<{ a: IdentifierKey; b: IdentifierKey }>) => a !== b
const links = fc.array(fc.oneof(hardLink, softLink).filter(differs), { maxLength: 60 })
const decision: fc.Arbitrary<IdentityDecision> = fc.oneof(
  fc.record({ kind: fc.constant('same' as const), a: anyKey, b: anyKey }).filter(differs),
  fc.record({ kind: fc.constant('never' as const), a: anyKey, b: anyKey }).filter(differs),
  fc.record({ kind: fc.constant('detach' as const), key: anyKey }),
  fc.record({ kind: fc.constant('phone-shared' as const), phone: small(5).map(phone) }),
  fc.record({
    kind: fc.constant('phone-belongs' as const),
    phone: small(5).map(phone),
    to: hardKey,
    from: fc.constantFrom(undefined, day(100)),
    until: fc.constantFrom(undefined, day(500)),
  }),
)
const decisions = fc.array(decision, { maxLength: 8 })
const shuffled = <Item>(items: readonly Item[], order: readonly number[]): Item[] =>
  items
    .map((item, index) => ({ item, at: order[index % order.length] ?? 0 }))
    .sort((x, y) => x.at - y.at)
    .map(({ item }) => item)

test('any order and any repetition gives the same people, conflicts and phones', () => {
  const order = fc.array(fc.integer(), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(links, decisions, order, (evidence, words, chance) => {
      const once = resolved(evidence, words)
      const swapped = evidence.map((one): JudgedLink => ({ ...one, a: one.b, b: one.a }))
      const again = shuffled([...evidence, ...swapped], chance)
      const other = resolved(again, shuffled([...words, ...words], chance))
      expect(sorted(other)).toEqual(sorted(once))
    }),
    { numRuns: WORLDS },
  )
})

test('two whom nobody else was seen with come out the same alone and beside strangers', () => {
  const standing = fc.constantFrom('claimed' as const, 'sighted' as const)
  const other = fc.constantFrom(card(99), o(99), u(99), e(99), phone(98))
  const pair = fc
    .tuple(
      standing,
      other,
      fc.oneof(
        small(900).map((n) => [n]),
        days,
      ),
    )
    .map(([how, one, at]) => link(how, one, phone(99), ...at))
  fc.assert(
    fc.property(pair, links, decisions, (both, evidence, words) => {
      const isTheirs = (key: IdentifierKey) => key === both.a || key === both.b
      const told = ({ groups, phones, held }: ReturnType<typeof resolved>) => ({
        groups: groups.filter((group) => group.some(isTheirs)),
        phones: phones.filter((one) => isTheirs(one.phone)),
        held: held.filter(({ keys }) => keys.some(isTheirs)),
      })
      expect(told(resolved([...evidence, both], words))).toEqual(told(resolved([both])))
    }),
    { numRuns: WORLDS },
  )
})

test('no group has two values of a hard slot, a pair declared two people, or too many identifiers', () => {
  fc.assert(
    fc.property(links, decisions, (evidence, words) => {
      const never = new Set(
        words.flatMap((word) => (word.kind === 'never' ? [pairName(word.a, word.b)] : [])),
      )
      for (const group of resolved(evidence, words).groups) {
        const slots = group
          .map(partsOf)
          .filter(({ type }) => type !== 'phone' && type !== 'member_no')
          .map(({ type, scope }) => `${type}:${scope}`)
        expect(new Set(slots).size).toBe(slots.length)
        expect(group.length).toBeLessThanOrEqual(RULES.maxIdentifiers)
        const pairs = group.flatMap((a, at) => group.slice(at + 1).map((b) => pairName(a, b)))
        expect(pairs.filter((pair) => never.has(pair))).toEqual([])
      }
    }),
    { numRuns: WORLDS },
  )
})

test('every identifier is in exactly one group', () => {
  fc.assert(
    fc.property(links, decisions, (evidence, words) => {
      const keys = resolved(evidence, words).groups.flat()
      expect(new Set(keys).size).toBe(keys.length)
      const named = new Set(evidence.flatMap(({ a, b }) => [a, b]))
      expect([...named].filter((key) => !keys.includes(key))).toEqual([])
    }),
    { numRuns: WORLDS },
  )
})

test('taking a decision back gives what was before it', () => {
  fc.assert(
    fc.property(links, decisions, decision, (evidence, words, word) => {
      const before = sorted(resolved(evidence, words))
      resolved(evidence, [...words, word])
      expect(sorted(resolved(evidence, words))).toEqual(before)
    }),
    { numRuns: 100 },
  )
})

function sorted({ groups, held, phones }: ReturnType<typeof resolved>) {
  const text = (value: unknown) => JSON.stringify(value)
  return {
    groups: groups.map(text).sort(),
    held: [...new Set(held.map(text))].sort(),
    phones: phones.map(text).sort(),
  }
}
