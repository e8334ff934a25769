import fc from 'fast-check'
import type { CustomerFact } from '../../../../server/modules/customers/facts.domain.js'
import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import { partsWithout } from '../../../../server/modules/customers/phone-parts.domain.js'
import { componentOf } from '../../../../server/modules/customers/resolution/component.domain.js'
import type { IdentityDecision } from '../../../../server/modules/customers/resolution/evidence.domain.js'
import {
  fixingWords,
  isClaimedBeside,
} from '../../../../server/modules/customers/resolution/fix-phones.domain.js'
import { resolve } from '../../../../server/modules/customers/resolution/resolve.domain.js'
import { settle } from '../../../../server/modules/customers/resolution/settle.domain.js'
import { judgedBy } from '../../../../server/modules/customers/resolution/standing.domain.js'
import { draftOver } from '../../../../server/modules/customers/resolution/world.domain.js'
import {
  card,
  contact,
  factOf,
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

// Guarantee: erasing one of those who had a phone changes nothing about anybody else: nobody is merged or parted, every
// fact stays where it was, and the time of who is gone is nobody's, whatever is resolved afterwards (identity.md 6).

const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() + n * DAY_MS)
const P = phone('p1')

const PEOPLE = [
  unionid('u1'),
  unionid('u2'),
  unionid('u3'),
  openid('o1'),
  openid('o2', 'wx2'),
  contact('w1'),
  card('m1'),
]
type Person = (typeof PEOPLE)[number]
const bind = (who: Person, at: number) =>
  factOf([who, P], { kind: 'phone-authorised', at: day(at) })
const typed = (who: Person, at: number) =>
  factOf([who, seen('phone', 'cn', 'p1', 'suggested')], { kind: 'open-event', at: day(at) })
const alone = (at: number) =>
  factOf([P], {
    ...{ kind: 'open-event', source: 'pos', at: day(at) },
    counters: { ordersPaid: 1, paidFen: 1, paidAt: day(at) },
  })

/** Of all that is left: whose it is, and of the phone by time. */
const picture = (town: Town, gone: ReadonlySet<IdentifierKey>) => ({
  people: partition(town)
    .map((group) => group.split(' ').filter((key) => !gone.has(key as IdentifierKey)))
    // the phone itself may be its own customer's from now on
    .map((group) => (group.length === 1 && group[0] === P.key ? '' : group.join(' ')))
    .filter((group) => group !== '')
    .sort(),
  parts: partsWithout(town.world.identifiers.get(P.key)?.parts ?? [], gone),
})

/** Takes the owner of this identifier out of the town as an erasure does; answers whom. */
function erase(town: Town, who: IdentifierKey, decisions: IdentityDecision[]) {
  const { world } = town
  const owner = ownerOf(town, who)
  const gone = new Set([...world.identifiers.keys()].filter((key) => ownerOf(town, key) === owner))
  const links = [...world.links.values()]
  const touched = links.filter(({ a, b }) => gone.has(a) || gone.has(b))
  const soft = [...new Set(touched.flatMap(({ a, b }) => [a, b]))].filter((key) =>
    /^(phone|member_no):/.test(key),
  )
  const component = componentOf(draftOver(world, NOON), [...gone, ...soft])
  const resolution = resolve({ ...component, identifiers: component.keys, rules: world.rules })
  const judge = judgedBy(world.rules)
  const isOthers = isClaimedBeside(gone, links.map(judge))
  const words = fixingWords({ seen: soft, own: gone, isOthers, resolution })
  const fixed = words.flatMap((word) => (word.kind === 'phone-epochs' ? [word.phone] : []))
  const old = decisions.filter((one) => !(one.kind === 'phone-epochs' && fixed.includes(one.phone)))
  decisions.splice(0, decisions.length, ...old, ...words)
  const before = picture(town, gone)
  // A phone that others claim stays; without an owner where it was this person's.
  const stays = (key: IdentifierKey) => key === P.key && isOthers(key)
  for (const key of gone) {
    if (!stays(key)) {
      world.identifiers.delete(key)
    }
  }
  touched.forEach(({ _id }) => world.links.delete(_id))
  for (const { customerId } of livingOf(town).filter((one) => one.customerId === owner)) {
    world.customers.delete(customerId)
  }
  const left = world.identifiers.get(P.key)
  if (left !== undefined) {
    const ownerId = left.ownerId === owner ? null : left.ownerId
    world.identifiers.set(P.key, { ...left, ownerId, parts: partsWithout(left.parts, gone) })
  }
  return { gone, before, words }
}

function settleAll(town: Town): void {
  const draft = draftOver(town.world, NOON)
  for (const key of town.world.identifiers.keys()) {
    settle(draft, [key], { isWanted: true })
  }
  draft.commit()
}

const world = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom(...PEOPLE), fc.integer({ min: 0, max: 1500 })).map((x) => bind(...x)),
    fc.tuple(fc.constantFrom(...PEOPLE), fc.integer({ min: 0, max: 1500 })).map((x) => bind(...x)),
    fc.tuple(fc.constantFrom(...PEOPLE), fc.integer({ min: 0, max: 1500 })).map((x) => typed(...x)),
    fc.integer({ min: 0, max: 1500 }).map(alone),
  ),
  { minLength: 2, maxLength: 10 },
)
const WORLDS = { numRuns: 1_500 }
const somebody = fc.constantFrom(...PEOPLE)

function holds(facts: readonly CustomerFact[], [first, second]: readonly [Person, Person]): void {
  const decisions: IdentityDecision[] = []
  const town = townOf(facts, decisions)
  for (const who of [first, second].filter(({ key }) => ownerOf(town, key) !== null)) {
    if (ownerOf(town, who.key) === ownerOf(town, P.key)) {
      continue // the phone is this person's alone: it goes, too
    }
    const { gone, before, words } = erase(town, who.key, decisions)
    expect(JSON.stringify(words)).not.toContain(who.key)
    settleAll(town)
    expect(picture(town, gone)).toEqual(before)
    // and whatever comes later about the phone
    work(town, alone(1600))
    expect(picture(town, gone).people).toEqual(before.people)
  }
}

test('erasing one holder after the other leaves everybody else as they were', () => {
  fc.assert(fc.property(world, fc.tuple(somebody, somebody), holds), WORLDS)
})

test('of two epochs the erased one’s is nobody’s, the other one keeps theirs', () => {
  const decisions: IdentityDecision[] = []
  const town = townOf(
    [bind(unionid('u1'), 0), alone(1), bind(unionid('u2'), 400), alone(401)],
    decisions,
  )
  erase(town, unionid('u1').key, decisions)
  settleAll(town)
  const parts = town.world.identifiers.get(P.key)?.parts ?? []
  expect(parts.map(({ holder }) => holder)).toEqual([null, unionid('u2').key])
  expect(ownerOf(town, P.key)).not.toBeNull()
})

// Without a longer patience: with the third one gone, the two could be one person.
test('of three epochs the two who are left stay two', () => {
  const decisions: IdentityDecision[] = []
  const town = townOf(
    [bind(openid('o1'), 0), bind(contact('w1'), 120), bind(openid('o9'), 300)],
    decisions,
  )
  expect(ownerOf(town, openid('o1').key)).not.toBe(ownerOf(town, contact('w1').key))
  erase(town, openid('o9').key, decisions)
  settleAll(town)
  expect(ownerOf(town, openid('o1').key)).not.toBe(ownerOf(town, contact('w1').key))
})

test('a new holder after the erasure has the number from then on', () => {
  const decisions: IdentityDecision[] = []
  const town = townOf([bind(unionid('u1'), 0), bind(unionid('u2'), 400)], decisions)
  erase(town, unionid('u2').key, decisions)
  settleAll(town)
  work(town, bind(unionid('u3'), 800))
  const parts = town.world.identifiers.get(P.key)?.parts ?? []
  expect(parts.map(({ holder }) => holder)).toEqual([unionid('u1').key, null, unionid('u3').key])
})

test('a shared phone is shared at all times, and one of another person stays theirs', () => {
  const decisions: IdentityDecision[] = []
  const family = townOf([bind(unionid('u1'), 0), bind(unionid('u2'), 1)], decisions)
  expect(erase(family, unionid('u1').key, decisions).words).toEqual([
    { kind: 'phone-shared', phone: P.key },
  ])
  const said: IdentityDecision[] = []
  const receiver = townOf([bind(unionid('u1'), 0), typed(unionid('u2'), 1)], said)
  erase(receiver, unionid('u2').key, said)
  settleAll(receiver)
  expect(ownerOf(receiver, P.key)).toBe(ownerOf(receiver, unionid('u1').key))
})
