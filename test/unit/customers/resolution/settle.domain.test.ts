import fc from 'fast-check'
import type { CustomerFact } from '../../../../server/modules/customers/facts.domain.js'
import {
  RULES,
  type IdentityDecision,
} from '../../../../server/modules/customers/resolution/evidence.domain.js'
import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import { resolve } from '../../../../server/modules/customers/resolution/resolve.domain.js'
import { settle } from '../../../../server/modules/customers/resolution/settle.domain.js'
import { judgedBy } from '../../../../server/modules/customers/resolution/standing.domain.js'
import { draftOver } from '../../../../server/modules/customers/resolution/world.domain.js'
import {
  card,
  contact,
  emptyTown,
  factOf,
  isTogether,
  livingOf,
  NOON,
  openid,
  ownerOf,
  partition,
  phone,
  seen,
  townOf,
  unionid,
  work,
  type Town,
} from '../people.js'

const { assert, property } = fc
const later = new Date(NOON.getTime() + 60_000)
const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() + n * DAY_MS)

describe('one fact after the other', () => {
  test('given nobody is known, when somebody logs in, then one customer has both identifiers', () => {
    const town = townOf([factOf([openid('o1'), unionid('u1')])])
    expect(partition(town)).toEqual(['openid:wx1:o1 unionid:main:u1'])
    expect(livingOf(town)).toMatchObject([{ founderKey: 'unionid:main:u1' }])
  })

  test('given two customers, when a late unionid joins them, then the strongest founder survives', () => {
    const town = townOf([
      factOf([contact('w1')], { kind: 'external-contact' }),
      factOf([openid('o1'), unionid('u1')], { at: later }),
    ])
    const [survivor, loser] = [unionid('u1'), contact('w1')].map(({ key }) => ownerOf(town, key))
    const settled = work(town, factOf([contact('w1'), unionid('u1')], { kind: 'external-contact' }))
    expect(settled).toMatchObject({ merged: [loser], split: [] })
    expect(settled?.moves).toEqual([{ key: contact('w1').key, from: loser, to: survivor }])
    expect(isTogether(town, openid('o1'), contact('w1'))).toBe(true)
  })

  // Guarantee: two customers never have one id, also when both were founded by one identifier in one batch.
  test('given a card that has founded a customer with a stronger founder now, when it stands alone again, then its id is another', () => {
    const town = townOf([
      factOf([card('m1')]),
      factOf([card('m1'), openid('o1')]),
      factOf([card('m1'), openid('o2')]),
    ])
    expect(partition(town)).toEqual(['member_no:pos:m1', 'openid:wx1:o1', 'openid:wx1:o2'])
  })

  test('given a customer with a unionid, when another unionid is proved with it, then nothing is guessed', () => {
    const town = townOf([factOf([openid('o1'), unionid('u1')])])
    const settled = work(town, factOf([openid('o1'), unionid('u2')]))
    expect(settled?.held).toHaveLength(2)
    expect(partition(town)).toEqual(['openid:wx1:o1', 'unionid:main:u1', 'unionid:main:u2'])
    expect(settled?.split).toHaveLength(1)
  })

  test('given a fact that is repeated, then nothing is resolved again', () => {
    const login = factOf([openid('o1'), unionid('u1')])
    const town = townOf([login])
    expect(work(town, { ...login, at: later })).toBeNull()
  })

  test('given a word about somebody whom nobody has seen, then it waits until they are seen', () => {
    const word: IdentityDecision = { kind: 'same', a: openid('o1').key, b: contact('w1').key }
    const town = townOf([factOf([openid('o1'), unionid('u1')])], [word])
    expect(partition(town)).toEqual(['openid:wx1:o1 unionid:main:u1'])
    work(town, factOf([contact('w1')], { kind: 'external-contact' }))
    expect(isTogether(town, openid('o1'), contact('w1'))).toBe(true)
  })

  test('a fact without identifiers has no owner', () => {
    expect(work(emptyTown(), factOf([]))).toBeNull()
  })

  test('what an untrusted source mentions is nobody, what carries facts is somebody', () => {
    const town = townOf([factOf([openid('o1'), unionid('u1')], untrusted)])
    expect(partition(town)).toEqual(['openid:wx1:o1'])
  })

  test.each([
    ['is known already, then its id leads there', [factOf([openid('o1')])], 'merged'],
    ['is new, then it goes on as that person', [], 'living'],
  ])('given a phone with facts, when who proves it %s', (_who, before, state) => {
    const town = townOf([...before, factOf([phone('p1')], till)])
    const own = ownerOf(town, phone('p1').key)
    work(town, factOf([openid('o1'), phone('p1')], { kind: 'phone-authorised', at: later }))
    expect(isTogether(town, openid('o1'), phone('p1'))).toBe(true)
    expect(own === null ? null : town.world.customers.get(own)).toMatchObject({ state })
  })

  test('a family phone is nobody’s, and merges nobody', () => {
    const town = townOf([
      factOf([openid('o1'), phone('p1')], { kind: 'phone-authorised' }),
      factOf([openid('o2'), phone('p1')], { kind: 'phone-authorised', at: later }),
    ])
    expect(partition(town)).toEqual(['openid:wx1:o1', 'openid:wx1:o2'])
  })

  // Guarantee (identity.md 3): nobody is merged so often in a day without a person having looked.
  test('given twenty merges of one customer in a day, then the next one waits and its facts have an owner', () => {
    const town = townOf([factOf([unionid('u1'), openid('o', 'wx-own')])])
    const apps = Array.from({ length: 21 }, (_, n) => openid(`o${n}`, `wx-${n}`))
    apps.forEach((one) => work(town, factOf([one], { kind: 'open-event' })))
    const answers = apps.map((one) => work(town, factOf([one, unionid('u1')])))
    expect(answers.slice(0, 20).every((one) => one?.waits === null)).toBe(true)
    expect(answers[20]).toMatchObject({ waits: 'too-many-merges', merged: [] })
    expect(isTogether(town, openid('o20', 'wx-20'), unionid('u1'))).toBe(false)
  })

  test('given a merge, when an operator says that they are two, then the swallowed id lives again', () => {
    const decisions: IdentityDecision[] = []
    const town = townOf(
      [
        factOf([contact('w1')], { kind: 'external-contact' }),
        factOf([openid('o1'), unionid('u1')], { at: later }),
      ],
      decisions,
    )
    const before = livingOf(town).map(({ customerId }) => customerId)
    work(town, factOf([contact('w1'), unionid('u1')], { kind: 'open-event' }))
    expect(livingOf(town)).toHaveLength(1)
    decisions.push({ kind: 'never', a: contact('w1').key, b: unionid('u1').key })
    const draft = draftOver(town.world, later)
    const settled = settle(draft, [contact('w1').key])
    draft.commit()
    expect(settled).toMatchObject({ merged: [], split: [ownerOf(town, unionid('u1').key)] })
    expect(livingOf(town).map(({ customerId }) => customerId)).toEqual(before)
  })
})

const untrusted = { kind: 'open-event', isTrusted: false, source: 'app' } as const
const till = { kind: 'open-event', source: 'pos' } as const

const small = fc.integer({ min: 0, max: 4 })
const hard = fc.oneof(
  small.map((n) => unionid(`u${n}`)),
  small.map((n) => openid(`o${n}`)),
  small.map((n) => openid(`p${n}`, 'wx2')),
  small.map((n) => contact(`w${n}`)),
)
const soft = fc.oneof(
  small.map((n) => phone(`p${n}`)),
  small.map((n) => seen('phone', 'cn', `p${n}`, 'suggested')),
  small.map((n) => card(`m${n}`)),
)
const facts = fc.array(
  fc
    .tuple(
      fc.array(fc.oneof(hard, hard, soft), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('mini-login' as const, 'open-event' as const, 'external-contact' as const),
      fc.boolean(),
      fc.integer({ min: 0, max: 700 }),
    )
    .map(([ids, kind, isTrusted, at]) =>
      factOf(ids, { kind, isTrusted: isTrusted || kind !== 'open-event', at: day(at) }),
    ),
  { maxLength: 25 },
)
const WORLDS = { numRuns: 1_000 }

/** What resolving everything at once says, without what is nobody. */
function wholeOf({ world }: Town): string[] {
  const { groups } = resolve({
    identifiers: world.identifiers.keys(),
    links: [...world.links.values()].map(judgedBy(RULES)),
    decisions: world.decisions,
    rules: RULES,
  })
  const isSomebody = (key: string) => world.identifiers.get(key as never)?.ownerId !== null
  return groups
    .filter((group) => group.some(isSomebody))
    .map((group) => group.join(' '))
    .sort()
}

describe('any facts', () => {
  // Guarantee: what events do one by one is what resolving everything at once says.
  test('the owners after each event are the groups of the whole world', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const town = townOf(rows)
      expect(partition(town)).toEqual(wholeOf(town))
    }
    assert(property(facts, holds), WORLDS)
  })

  // Guarantee: any order and any repetition of an event set gives the same people.
  test('any order and any repetition gives the same partition', () => {
    const shuffled = facts.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 }),
      ),
    )
    const isSame = ([rows, again]: [CustomerFact[], CustomerFact[]]) => {
      expect(partition(townOf(again))).toEqual(partition(townOf(rows)))
    }
    assert(property(shuffled, isSame), WORLDS)
  })

  // Guarantee: an id leads to one living customer in one hop, and every living customer has its founder.
  test('every customer has its founder, and every id leads to the owner of its founder', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const town = townOf(rows)
      for (const { customerId, founderKey, state } of town.world.customers.values()) {
        const owner = ownerOf(town, founderKey)
        if (state === 'living') {
          expect(owner).toBe(customerId)
        } else if (state === 'merged') {
          expect(owner === null ? null : town.world.customers.get(owner)?.state).toBe('living')
        }
      }
    }
    assert(property(facts, holds), WORLDS)
  })

  // A phone that others had, each in their time, is nobody itself while no fact stays with it.
  test('every carrier has an owner once its fact is worked, or those who had it', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const town = townOf(rows)
      const isSomebodys = (key: IdentifierKey) =>
        ownerOf(town, key) !== null || (town.world.identifiers.get(key)?.parts.length ?? 0) > 0
      expect(town.recorded.filter(({ carrier }) => !isSomebodys(carrier.key))).toEqual([])
    }
    assert(property(facts, holds), { numRuns: 300 })
  })
})
