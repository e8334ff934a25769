import fc from 'fast-check'
import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
import { decisionCollection } from '../../../server/modules/customers/resolution/decisions.model.js'
import { resolve } from '../../../server/modules/customers/resolution/resolve.domain.js'
import { judgedBy } from '../../../server/modules/customers/resolution/standing.domain.js'
import type { IdentifierKey } from '../../../server/modules/customers/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { detach, never, retract, same, useDesk, type PreviewAnswer, type WordSaid } from './desk.js'
import {
  contact,
  factEvent,
  minutes,
  NOON,
  openid,
  paid,
  proved,
  unionid,
  useShop,
} from './shop.js'

const shop = useShop()
const desk = useDesk(shop)
jest.setTimeout(240_000)

const WORLDS = 30
const DAY_MS = 24 * 60 * 60 * 1000
const small = fc.integer({ min: 0, max: 2 })
const verified = (type: 'phone' | 'member_no', scope: string, value: string) => ({
  ...proved(type, scope, value),
  ...{ strength: 'verified' as const, value: type === 'phone' ? sealed(value) : value },
  ...(type === 'phone' ? { phoneTail: value.slice(-4) } : {}),
})
const sealed = (value: string) => shop.cipher.encrypt(value)
const identifier = fc.oneof(
  small.map((n) => () => unionid(`u${n}`)),
  small.map((n) => () => openid(`o${n}`)),
  small.map((n) => () => contact(`w${n}`)),
  small.map((n) => () => verified('phone', 'cn', `1381234000${n}`)),
  small.map((n) => () => verified('member_no', 'pos-1', `m${n}`)),
)
const fact = fc.record({
  seen: fc.array(identifier, { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('mini-login' as const, 'open-event' as const, 'phone-authorised' as const),
  ago: fc.integer({ min: 0, max: 600 }),
  paidFen: fc.integer({ min: 1, max: 900 }),
})
type Told = Readonly<{
  seen: (() => ReturnType<typeof openid>)[]
  kind: 'mini-login' | 'open-event' | 'phone-authorised'
  ago: number
  paidFen: number
}>
const eventFor = ({ seen, kind, ago, paidFen }: Told) => {
  const at = new Date(NOON.getTime() - ago * DAY_MS)
  const order = paid(
    seen.map((make) => make()),
    paidFen,
    at,
  )
  const source = kind === 'open-event' ? 'pos-1' : 'mini'
  return { ...order, data: { ...(order.data as object), kind, source } }
}
const facts = fc.array(fact, { minLength: 3, maxLength: 8 })
const picks = fc.tuple(fc.nat(), fc.nat())

async function stored() {
  const { identifiers, customers, links } = shop.collections()
  // Whose a phone was when; how often that was decided is a version.
  const bare = (document: Record<string, unknown>): Record<string, unknown> => {
    const { version: _v, merges: _m, words: _w, epochs, ...rest } = document
    return { ...rest, parts: (epochs as { parts: unknown } | undefined)?.parts ?? [] }
  }
  return {
    identifiers: (await identifiers.find().sort({ _id: 1 }).toArray()).map(bare),
    living: (await customers.find({ state: 'living' }).sort({ _id: 1 }).toArray()).map(bare),
    links: await links.find().sort({ _id: 1 }).toArray(),
  }
}
type Stored = Awaited<ReturnType<typeof stored>>

const groups = (rows: readonly { key: string; owner: unknown }[]): string[] => {
  const byOwner = new Map<unknown, string[]>()
  for (const { key, owner } of rows.filter((row) => row.owner !== null)) {
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), key])
  }
  return [...byOwner.values()].map((keys) => keys.sort().join(' ')).sort()
}
const groupsIn = ({ identifiers }: Pick<Stored, 'identifiers'>) =>
  groups(identifiers.map(({ _id, ownerId }) => ({ key: String(_id), owner: ownerId })))

function expectWhole(state: Stored, said: PreviewAnswer['words']): void {
  const keys = state.identifiers.map(({ _id }) => _id as IdentifierKey)
  const found = resolve({
    identifiers: keys,
    links: state.links.map(judgedBy(RULES)),
    decisions: said.filter(({ kind }) => kind !== 'retract') as never,
    rules: RULES,
  })
  const owners = new Map(state.identifiers.map(({ _id, ownerId }) => [_id, ownerId]))
  const whole = found.groups.filter((group) => group.some((key) => owners.get(key) !== null))
  expect(groupsIn(state)).toEqual(whole.map((group) => group.join(' ')).sort())
}

function wordFor(kind: string, keys: readonly IdentifierKey[], [x, y]: readonly [number, number]) {
  const [a, b] = [keys[x % keys.length], keys[y % keys.length]].map((key) => ({
    key: key ?? openid('o0').key,
  })) as [{ key: IdentifierKey }, { key: IdentifierKey }]
  return kind === 'detach' ? detach(a) : kind === 'never' ? never(a, b) : same(a, b)
}

// Guarantee: a preview equals what deciding does; undoing equals never having decided: owners, ids, names, sums, first and
// last payments, links. The audit trail and the versions aside.
test('words about any world, said and taken back', async () => {
  let said = 0
  await fc.assert(
    fc.asyncProperty(
      facts,
      fc.constantFrom('same', 'never', 'detach'),
      picks,
      async (told, kind, pick) => {
        await shop.database.empty()
        await shop.work(...told.map(eventFor))
        const before = await stored()
        const keys = before.identifiers.map(({ _id }) => _id as IdentifierKey)
        const word = wordFor(kind, keys, pick)
        const shown = await desk.preview([word])
        expect(await stored()).toEqual(before)
        if (shown.refused.length > 0) {
          expect((await desk.confirm(shown)).status).toBe(409)
          expect(await stored()).toEqual(before)
          return
        }
        said += 1
        const { body } = await desk.confirm(shown)
        const after = await stored()
        expectWhole(after, shown.words)
        for (const side of shown.after) {
          const own = side.identifiers.map(({ key }) => key).sort()
          expect(groupsIn(after)).toContain(own.join(' '))
          const owner = after.identifiers.find(({ _id }) => _id === own[0])?.ownerId
          expect(side.customerId ?? owner).toBe(owner)
          expect(after.living.find(({ _id }) => _id === owner)).toMatchObject({
            ordersPaid: side.figures.ordersPaid,
            paidFen: side.figures.paidFen,
          })
        }
        const total = told.reduce((sum, { paidFen }) => sum + paidFen, 0)
        expect(after.living.reduce((sum, { paidFen }) => sum + Number(paidFen), 0)).toBe(total)
        const { decisionIds } = body as { decisionIds: string[] }
        await desk.takeBack(decisionIds[0] ?? '')
        expect(await stored()).toEqual(before)
      },
    ),
    { numRuns: WORLDS, seed: 11 },
  )
  expect(said).toBeGreaterThan(WORLDS / 3)
})

// Guarantee: retracted evidence counts as never seen: links, degrees and people are those of the other events.
test('an event of any world retracted, and put back', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.nat(), async (told, pick) => {
      await shop.database.empty()
      const events = told.map(eventFor)
      await shop.work(...events)
      const joined = await stored()
      const wrong = events[pick % events.length]
      const shown = await desk.preview([retract(wrong?.key ?? '')])
      if (shown.refused.length > 0) {
        return
      }
      const { body } = await desk.confirm(shown)
      const without = await stored()
      const broken = await Promise.all(peopleInvariants.map(({ find }) => find(shop.database.db)))
      expect(broken.flat()).toEqual([])
      const { decisionIds } = body as { decisionIds: string[] }
      await desk.takeBack(decisionIds[0] ?? '')
      expect(await stored()).toEqual(joined)

      await shop.database.empty()
      await shop.work(...events.filter((event) => event !== wrong))
      const never = await stored()
      expect(without.links).toEqual(never.links)
      const degrees = ({ identifiers }: Stored) =>
        identifiers.filter(({ degree }) => degree !== 0).map(({ _id, degree }) => [_id, degree])
      expect(degrees(without)).toEqual(degrees(never))
      expectWhole(without, [])
    }),
    { numRuns: WORLDS / 2, seed: 12 },
  )
})

/** Looks and says it, again while others were faster. */
async function insist(...words: WordSaid[]): Promise<void> {
  for (;;) {
    const shown = await desk.preview(words)
    if (shown.refused.length > 0) {
      return
    }
    const { status, body } = await desk.confirm(shown)
    if (status === 201) {
      return
    }
    expect(body).toMatchObject({ code: 'identity-moved-on' })
  }
}

const apps = Array.from({ length: 13 }, (_, n) => openid(`o${n}`, `wx-${n}`))
const app = (n: number) => apps[n % apps.length] ?? openid('o0', 'wx-0')

// Guarantee: decisions and events at once on one component lose nothing.
test('50 decisions and orders at once on one component', async () => {
  await shop.work(...apps.map((one) => paid([one], 100)))
  const words = Array.from({ length: 25 }, (_, n) => same(app(n), app(n * 5 + 1)))
  const events = Array.from({ length: 25 }, (_, n) => paid([app(n)], 10, minutes(n)))
  const joins = Array.from({ length: 5 }, (_, n) => factEvent([app(n), unionid('u1')]))
  await Promise.all([
    ...words.map((word) => insist(word)),
    ...events.map((event) => shop.work(event)),
    ...joins.map((event) => shop.work(event)),
  ])
  const said = await decisionCollection(shop.database.db).find({ isActive: true }).toArray()
  const state = await stored()
  expectWhole(state, said.map(({ word }) => word) as PreviewAnswer['words'])
  expect(state.living.reduce((sum, one) => sum + Number(one.paidFen), 0)).toBe(13 * 100 + 25 * 10)
  expect(state.living.length).toBe(groupsIn(state).length)
})

// Guarantee: a fact is at exactly one living customer at every moment that a reader can see.
test('a reader during merges and splits finds every fact once', async () => {
  await shop.work(...apps.map((one) => paid([one], 100)))
  const { identifiers, customers } = shop.collections()
  let isOver = false
  let looks = 0
  const seenSizes = new Set<number>()
  const reader = async () => {
    while (!isOver) {
      const [owned, living] = await transactions(shop.database.db)(async (tx) => [
        await identifiers.find({}, { session: tx }).toArray(),
        await customers.find({ state: 'living' }, { session: tx }).toArray(),
      ])
      const sums = new Map(living.map(({ _id, paidFen }) => [_id, paidFen]))
      owned.forEach(({ ownerId }) => expect(sums.has(ownerId ?? 'cus_')).toBe(true))
      for (const { _id, paidFen } of living) {
        const own = owned.filter(({ ownerId }) => ownerId === _id)
        expect(own.reduce((sum, one) => sum + one.paidFen, 0)).toBe(paidFen)
      }
      const keys = await Promise.all(apps.map((one) => shop.shop().identity.keysOf(one.key)))
      keys.forEach((own, n) => expect(own).toContain(app(n).key))
      seenSizes.add(living.length)
      looks += 1
    }
  }
  const writer = async () => {
    for (let n = 0; n < 12; n += 1) {
      const { decisionIds } = await desk.say(same(app(n), app(n + 1)), same(app(n), app(n + 2)))
      await desk.takeBack(decisionIds[0] ?? '')
    }
    isOver = true
  }
  await Promise.all([reader(), reader(), writer()])
  expect(looks).toBeGreaterThan(10)
  expect(seenSizes.size).toBeGreaterThan(1)
})
