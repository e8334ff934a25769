import fc from 'fast-check'
import type { CustomerFact } from '../../../server/modules/customers/facts.domain.js'
import { decideIdentity } from '../../../server/modules/customers/identity.domain.js'
import {
  areCompatible,
  customerOf,
  MAX_IDENTIFIERS,
  ownerOf,
} from '../../../server/modules/customers/identity-state.domain.js'
import {
  card,
  contact,
  emptyWorld,
  factOf,
  isTogether,
  NOON,
  openid,
  partition,
  phone,
  unionid,
  work,
  worldOf,
  type World,
} from './people.js'

const { assert, property } = fc
const later = new Date(NOON.getTime() + 60_000)

describe('one fact', () => {
  test('given nobody is known, when somebody logs in, then one customer has both identifiers', () => {
    const world = worldOf([factOf([openid('o1'), unionid('u1')])])
    expect(partition(world)).toEqual(['openid:wx1:o1 unionid:main:u1'])
  })

  test('given a log-in and a contact with the same unionid, then they are one customer in both orders', () => {
    const login = factOf([openid('o1'), unionid('u1')])
    const scan = factOf([contact('w1'), unionid('u1')], { kind: 'external-contact' })
    const all = ['external_userid:ww1:w1 openid:wx1:o1 unionid:main:u1']
    expect(partition(worldOf([login, scan]))).toEqual(all)
    expect(partition(worldOf([scan, login]))).toEqual(all)
  })

  test('given two customers, when a late unionid joins them, then the strongest founder survives', () => {
    const world = worldOf([
      factOf([contact('w1')], { at: NOON }),
      factOf([openid('o1'), unionid('u1')], { at: later }),
    ])
    const survivor = ownerOf(world.state, unionid('u1').key)
    const change = work(world, factOf([contact('w1'), unionid('u1')]))
    expect(change?.moves).toMatchObject([{ kind: 'merge', survivorId: survivor }])
    expect(isTogether(world, openid('o1'), contact('w1'))).toBe(true)
  })

  test('given all of three identifiers are new, then all belong to the carrier’s customer', () => {
    const change = work(emptyWorld(), factOf([contact('w1'), openid('o1'), unionid('u1')]))
    expect(change?.carrier.key).toBe('openid:wx1:o1')
    expect(change?.moves.map(({ kind }) => kind)).toEqual(['found', 'attach', 'attach'])
  })

  test('given the carrier is known and the rest is new, then the rest is added to it', () => {
    const world = worldOf([factOf([openid('o1')])])
    work(world, factOf([contact('w1'), openid('o1'), unionid('u1')]))
    expect(partition(world)).toEqual(['external_userid:ww1:w1 openid:wx1:o1 unionid:main:u1'])
  })

  test('given a customer with a unionid, when another unionid is seen with it, then both stay apart and the link is held', () => {
    const world = worldOf([factOf([openid('o1'), unionid('u1')])])
    const change = work(world, factOf([openid('o1'), unionid('u2')]))
    expect(change?.links).toMatchObject([{ isHeld: true }])
    expect(partition(world)).toEqual(['openid:wx1:o1 unionid:main:u1', 'unionid:main:u2'])
  })

  test('a unionid of another open-platform account contradicts nothing', () => {
    const other = { ...unionid('u2'), key: 'unionid:second:u2', scope: 'second' } as const
    const world = worldOf([factOf([openid('o1'), unionid('u1')]), factOf([openid('o1'), other])])
    expect(isTogether(world, unionid('u1'), other)).toBe(true)
  })

  // Guarantee: a customer never has more than 50 identifiers; what comes on top stays apart.
  test('given 50 identifiers, when one more is proved, then its link is held', () => {
    const logins = Array.from({ length: 60 }, (_, index) =>
      factOf([openid(`o${index}`, `wx${index}`), unionid('u1')]),
    )
    const world = worldOf(logins)
    const owner = ownerOf(world.state, unionid('u1').key)
    expect(owner !== null && customerOf(world.state, owner).identifierCount).toBe(MAX_IDENTIFIERS)
    expect(partition(world)).toHaveLength(1 + 60 + 1 - MAX_IDENTIFIERS)
    expect(world.changes.filter(({ links }) => links.some(({ isHeld }) => isHeld))).toHaveLength(11)
  })

  test('a fact without identifiers has no owner', () => {
    expect(decideIdentity(factOf([]), emptyWorld().state)).toBeNull()
  })

  test('deciding leaves the state as it is', () => {
    const world = worldOf([factOf([contact('w1'), unionid('u1')]), factOf([openid('o1')])])
    const state = { ...world.state, freshIds: new Map() }
    const before = partition(world)
    decideIdentity(factOf([openid('o1'), unionid('u1')]), state)
    expect(partition(world)).toEqual(before)
  })

  // Guarantee: nothing is ever joined to a customer whose hard slots were not read.
  test('given an owner that was not read whole, when it would be joined, then that is a bug and throws', () => {
    const { state } = emptyWorld()
    state.owners.set(unionid('u1').key, 'cus_unread')
    const fact = factOf([openid('o1'), unionid('u1')])
    expect(() => decideIdentity(fact, { ...state, freshIds: new Map() })).toThrow('all its slots')
  })
})

/** Consistent evidence: every person has at most one value per slot. */
const truth = fc
  .array(
    fc.record({
      person: fc.integer({ min: 0, max: 4 }),
      others: fc.subarray(['wx1', 'wx2', 'contact'] as const),
      hasUnionid: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ person, others, hasUnionid }) =>
      factOf([
        ...others.map((other) =>
          other === 'contact' ? contact(`w${person}`) : openid(`o${person}`, other),
        ),
        ...(hasUnionid ? [unionid(`u${person}`)] : []),
      ]),
    ),
  )

/** Anything with anything: a few values per slot, so that contradictions are common. */
const hard = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((n) => unionid(`u${n}`)),
  fc.integer({ min: 0, max: 4 }).map((n) => openid(`o${n}`)),
  fc.integer({ min: 0, max: 4 }).map((n) => openid(`p${n}`, 'wx2')),
  fc.integer({ min: 0, max: 4 }).map((n) => contact(`w${n}`)),
)
const soft = fc.oneof(
  fc.integer({ min: 0, max: 2 }).map((n) => phone(`1390000000${n}`)),
  fc.integer({ min: 0, max: 2 }).map((n) => card(`m${n}`)),
)
const seenTogether = fc.array(fc.oneof(hard, soft), { minLength: 1, maxLength: 4 })
const facts = fc.array(
  fc
    .tuple(seenTogether, fc.boolean())
    .map(([identifiers, isTrusted]) => factOf(identifiers, { isTrusted })),
  { maxLength: 25 },
)

function membersOf(world: World) {
  return partition(world).map((group) => group.split(' '))
}
const slotOfKey = (key: string) => key.split(':').slice(0, 2).join(':')
const isHardKey = (key: string) => !/^(phone|member_no):/.test(key)

describe('any facts', () => {
  // Guarantee: the partition depends on what was proved, not on the order or the number of its reports.
  test('any order and any repetition of consistent links gives the same partition', () => {
    const shuffled = truth.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows, ...rows], {
          minLength: rows.length * 2,
          maxLength: rows.length * 2,
        }),
      ),
    )
    const isSame = ([rows, again]: [CustomerFact[], CustomerFact[]]) => {
      expect(partition(worldOf(again))).toEqual(partition(worldOf(rows)))
    }
    assert(property(shuffled, isSame), { numRuns: 500 })
  })

  // Guarantee: no two unionids of a scope (openids of an app, contacts of a corp) in one customer, ever.
  test('a customer has one value per hard slot, and counts its identifiers right', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const world = worldOf(rows)
      for (const group of membersOf(world)) {
        const slots = group.filter(isHardKey).map(slotOfKey)
        expect(new Set(slots).size).toBe(slots.length)
        const owner = ownerOf(world.state, group[0] as `unionid:${string}:${string}`)
        expect(owner !== null && customerOf(world.state, owner)).toMatchObject({
          identifierCount: group.length,
          slots: new Map(group.filter(isHardKey).map((key) => [slotOfKey(key), key])),
        })
      }
    }
    assert(property(facts, holds), { numRuns: 500 })
  })

  // Guarantee: on a conflict nothing is guessed, all sides stay apart.
  test('the two sides of a held link belong to two customers that cannot be one', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const world = emptyWorld()
      for (const fact of rows) {
        const change = work(world, fact)
        for (const { a, b } of change?.links.filter(({ isHeld }) => isHeld) ?? []) {
          const [ownerA, ownerB] = [ownerOf(world.state, a.key), ownerOf(world.state, b.key)]
          expect(ownerA !== null && ownerB !== null && ownerA !== ownerB).toBe(true)
          if (ownerA !== null && ownerB !== null) {
            const sides = [
              customerOf(world.state, ownerA),
              customerOf(world.state, ownerB),
            ] as const
            expect(areCompatible(...sides)).toBe(false)
          }
        }
      }
    }
    assert(property(facts, holds), { numRuns: 500 })
  })

  // Guarantee: what an untrusted system says, and phones and member numbers, join nobody.
  test('untrusted facts, phones and cards never join: every customer keeps one identifier', () => {
    const untrusted = fc.array(
      seenTogether.map((ids) => factOf(ids, { isTrusted: false })),
      { maxLength: 20 },
    )
    const softOnly = fc.array(fc.array(soft, { minLength: 1, maxLength: 3 }), { maxLength: 20 })
    const isAlone = (rows: readonly CustomerFact[]) => {
      expect(membersOf(worldOf(rows)).every((group) => group.length === 1)).toBe(true)
    }
    assert(property(untrusted, isAlone), { numRuns: 300 })
    assert(property(softOnly, (rows) => isAlone(rows.map((ids) => factOf(ids)))))
  })

  // Guarantee: phones and cards change nothing about who is who (failure story 16: a family's phone merged them).
  test('leaving phones and cards out of facts leaves the same groups of WeChat identifiers', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const bare = rows.map((fact) =>
        factOf(
          fact.seen.filter(({ key }) => isHardKey(key)),
          fact,
        ),
      )
      const withBoth = membersOf(worldOf(rows)).map((group) => group.filter(isHardKey))
      const expected = membersOf(worldOf(bare))
      expect(withBoth.filter((group) => group.length > 0)).toEqual(expected)
    }
    assert(property(facts, holds), { numRuns: 300 })
  })

  test('every carrier has an owner once its fact is worked', () => {
    const holds = (rows: readonly CustomerFact[]) => {
      const world = worldOf(rows)
      expect(world.changes.every(({ carrier }) => ownerOf(world.state, carrier.key))).toBe(true)
    }
    assert(property(facts, holds), { numRuns: 200 })
  })
})
