import fc from 'fast-check'
import type { CustomerFact } from '../../../../server/modules/customers/facts.domain.js'
import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import {
  RULES,
  type ResolutionRules,
} from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { resolve } from '../../../../server/modules/customers/resolution/resolve.domain.js'
import { settle } from '../../../../server/modules/customers/resolution/settle.domain.js'
import { judgedBy } from '../../../../server/modules/customers/resolution/standing.domain.js'
import {
  draftOver,
  type World,
} from '../../../../server/modules/customers/resolution/world.domain.js'
import { compare } from '../../../../server/modules/customers/rules/compare.domain.js'
import { addCounts, NO_COUNTS } from '../../../../server/modules/customers/rules/rules.domain.js'
import type { Id } from '../../../../server/platform/ids/index.js'
import { anyFacts } from '../facts.js'
import {
  card,
  factOf,
  livingOf,
  NOON,
  openid,
  ownerOf,
  partition,
  phone,
  townOf,
  unionid,
  work,
  type Town,
} from '../people.js'

const DAY_MS = 24 * 60 * 60 * 1000
const SOURCES = ['pos', 'app', 'crm']

const otherRules = fc
  .record({
    maxIdentifiers: fc.integer({ min: 2, max: 50 }),
    maxClaimants: fc.integer({ min: 1, max: 6 }),
    maxPhones: fc.integer({ min: 1, max: 10 }),
    silence: fc.integer({ min: 90, max: 400 }),
    patience: fc.integer({ min: 0, max: 400 }),
    trust: fc.array(fc.option(fc.boolean()), { minLength: 3, maxLength: 3 }),
  })
  .map(({ silence, patience, trust, ...numbers }): ResolutionRules => ({
    ...numbers,
    version: '2',
    silenceMs: silence * DAY_MS,
    patientSilenceMs: (silence + patience) * DAY_MS,
    sources: Object.fromEntries(
      SOURCES.flatMap((source, n) => {
        const isTrusted = trust[n] ?? null
        return isTrusted === null ? [] : [[source, isTrusted]]
      }),
    ),
  }))

const ruledBy = (town: Town, rules: ResolutionRules): Town => ({
  ...town,
  world: { ...town.world, rules },
})
const livingIds = (town: Town): Id<'cus'>[] =>
  livingOf(town)
    .map(({ customerId }) => customerId)
    .sort()

/** What applying the rules to everybody does, one customer after the other. */
function applyAll(town: Town): void {
  for (const customerId of livingIds(town)) {
    const draft = draftOver(town.world, NOON)
    if (draft.customer(customerId)?.state === 'living') {
      settle(draft, draft.identifiersOf(customerId), { isWanted: true, isCounted: false })
      draft.commit()
    }
  }
}

/** Owners of the identifiers, and whose they were: a world that nothing changes any more. */
const ownersIn = ({ identifiers }: World) =>
  new Map([...identifiers.values()].map(({ key, ownerId }) => [key, ownerId]))

function fateOf(own: readonly IdentifierKey[], before: Owners, after: Owners) {
  const owners = new Set(own.map((key) => after.get(key) ?? null))
  if (owners.size > 1) {
    return 'splits'
  }
  const [owner] = owners
  const mates = [...after].filter(([, now]) => now !== null && now === owner)
  const whose = new Set(mates.map(([key]) => before.get(key)).filter((id) => id !== null))
  return whose.size > 1 ? 'merges' : 'stays'
}
type Owners = ReadonlyMap<IdentifierKey, Id<'cus'> | null>

const wholeBy = ({ world }: Town): string[] => {
  const { groups } = resolve({
    identifiers: world.identifiers.keys(),
    links: [...world.links.values()].map(judgedBy(world.rules)),
    decisions: world.decisions,
    rules: world.rules,
  })
  const isSomebody = (key: IdentifierKey) => world.identifiers.get(key)?.ownerId !== null
  return groups
    .filter((group) => group.some(isSomebody))
    .map((group) => group.join(' '))
    .sort()
}

describe('any rules over any people', () => {
  // Guarantee: what the dry run says is what applying then does; every customer counts once, and nothing is written.
  test('the counts of the dry run are the difference that applying makes', () => {
    const holds = (facts: readonly CustomerFact[], rules: ResolutionRules) => {
      const town = ruledBy(townOf(facts), rules)
      const [ids, before] = [livingIds(town), ownersIn(town.world)]
      const own = new Map(ids.map((id) => [id, draftOver(town.world, NOON).identifiersOf(id)]))
      const said = ids
        .map((id) => compare(town.world, id, NOON).counts)
        .reduce(addCounts, NO_COUNTS)
      expect(ownersIn(town.world)).toEqual(before)

      applyAll(town)
      const after = ownersIn(town.world)
      const left = new Set(livingIds(town))
      const fates = [...own.values()].map((keys) => fateOf(keys, before, after))
      const count = (fate: string) => fates.filter((one) => one === fate).length
      expect(said).toEqual({
        visited: ids.length,
        stays: count('stays'),
        merges: count('merges'),
        splits: count('splits'),
        waits: 0,
        gone: ids.filter((id) => !left.has(id)).length,
        founded: [...left].filter((id) => !ids.includes(id)).length,
      })
    }
    fc.assert(fc.property(anyFacts(SOURCES), otherRules, holds), { numRuns: 1_000 })
  })

  // Guarantee: applied one customer after the other, people are what the new rules say of everything at once, and every
  // fact is at exactly one living customer.
  test('after applying, the owners are the groups of the whole world, and applying again changes nothing', () => {
    const holds = (facts: readonly CustomerFact[], rules: ResolutionRules) => {
      const town = ruledBy(townOf(facts), rules)
      applyAll(town)
      expect(partition(town)).toEqual(wholeBy(town))
      for (const { customerId, founderKey } of livingOf(town)) {
        expect(ownerOf(town, founderKey)).toBe(customerId)
      }
      const living = new Set<Id<'cus'> | null>(livingIds(town))
      const owners = [...ownersIn(town.world).values()].filter((id) => id !== null)
      expect(owners.filter((id) => !living.has(id))).toEqual([])
      const once = ownersIn(town.world)
      applyAll(town)
      expect(ownersIn(town.world)).toEqual(once)
    }
    fc.assert(fc.property(anyFacts(SOURCES), otherRules, holds), { numRuns: 1_000 })
  })

  // Guarantee: between putting rules in force and having applied them to all, events break nothing.
  test('events under new rules find everybody whole, before and after they were applied', () => {
    const holds = (
      facts: readonly CustomerFact[],
      later: readonly CustomerFact[],
      rules: ResolutionRules,
    ) => {
      const town = ruledBy(townOf(facts), rules)
      later.forEach((fact) => work(town, fact))
      const living = new Set<Id<'cus'> | null>(livingIds(town))
      const owners = [...ownersIn(town.world).values()].filter((id) => id !== null)
      expect(owners.filter((id) => !living.has(id))).toEqual([])
      applyAll(town)
      expect(partition(town)).toEqual(wholeBy(town))
    }
    fc.assert(fc.property(anyFacts(SOURCES), anyFacts(SOURCES), otherRules, holds), {
      numRuns: 500,
    })
  })
})

describe('trust is a rule, not a record', () => {
  const said = { kind: 'open-event', source: 'app', isTrusted: false } as const
  const trusting = (isTrusted: boolean): ResolutionRules => ({
    ...RULES,
    version: '2',
    sources: { app: isTrusted },
  })
  const login = (n: string) => factOf([openid(n), unionid(n)])

  test.each([
    ['an openid with a unionid', [openid('o1'), unionid('u9')]],
    ['a card with an openid', [openid('o1'), card('m1')]],
    ['a phone that was proved in the event', [openid('o1'), phone('p1')]],
  ])('trusting a source afterwards raises %s, distrusting lowers it', (_what, ids) => {
    const other = ids[1]
    const town = townOf([login('u2'), factOf([openid('o1')]), factOf(ids, said)])
    const isOne = (one: Town) =>
      ownerOf(one, openid('o1').key) === ownerOf(one, other?.key ?? openid('o1').key)
    expect(isOne(town)).toBe(false)
    const raised = ruledBy(town, trusting(true))
    applyAll(raised)
    expect(isOne(raised)).toBe(true)
    const lowered = ruledBy(raised, trusting(false))
    applyAll(lowered)
    expect(isOne(lowered)).toBe(false)
  })

  test('what the dry run shows of it: two who become one, each counted once', () => {
    const apart = [factOf([openid('o1')]), factOf([openid('o2', 'wx2')])]
    const both = [
      factOf([openid('o1'), phone('p1')], said),
      factOf([openid('o2', 'wx2'), phone('p1')], said),
    ]
    const town = ruledBy(townOf([...apart, ...both]), trusting(true))
    const ids = livingIds(town)
    const found = ids.map((id) => compare(town.world, id, NOON))
    expect(found.map(({ counts }) => counts).reduce(addCounts, NO_COUNTS)).toEqual({
      ...NO_COUNTS,
      ...{ visited: 2, merges: 2, gone: 1 },
    })
    const after = [[openid('o1').key, openid('o2', 'wx2').key, phone('p1').key]]
    expect(found[0]?.sample?.before).toHaveLength(2)
    expect(found[0]?.sample?.after.map(({ keys }) => keys)).toEqual(after)
  })

  test('our own calls cannot be distrusted', () => {
    const town = ruledBy(townOf([login('u1')]), { ...RULES, sources: { mini: false } })
    applyAll(town)
    expect(partition(town)).toEqual(['openid:wx1:u1 unionid:main:u1'])
  })

  test('a source may be called like something that every object has', () => {
    const town = townOf([factOf([openid('o1'), unionid('u1')], { ...said, source: 'constructor' })])
    expect(partition(town)).toEqual(['openid:wx1:o1'])
  })
})
