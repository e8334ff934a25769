import fc from 'fast-check'
import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
import { holderAt } from '../../../server/modules/customers/phone-parts.domain.js'
import { resolve } from '../../../server/modules/customers/resolution/resolve.domain.js'
import { judgedBy } from '../../../server/modules/customers/resolution/standing.domain.js'
import { contact, factEvent, minutes, NOON, openid, proved, unionid, useShop } from './shop.js'

// Guarantee: whatever arrives, in whatever order, in whatever batches and at once, the stored owners are what resolving
// everything at once says, and the stored sums are those of the facts.

const shop = useShop()
const DAY_MS = 24 * 60 * 60 * 1000
const day = (n: number) => new Date(NOON.getTime() - n * DAY_MS)
const WORLDS = 60 // a race shows in one of hundreds: each run adds to the worlds that were tried
jest.setTimeout(180_000)

const small = fc.integer({ min: 0, max: 3 })
const verified = (type: 'phone' | 'member_no', scope: string, value: string) => ({
  ...proved(type, scope, value),
  strength: 'verified' as const,
  ...(type === 'phone' ? { phoneTail: value } : {}),
})
const identifier = fc.oneof(
  small.map((n) => unionid(`u${n}`)),
  small.map((n) => openid(`o${n}`)),
  small.map((n) => contact(`w${n}`)),
  small.map((n) => verified('phone', 'cn', `000${n}`)),
  small.map((n) => verified('member_no', 'pos-1', `m${n}`)),
)
const fact = fc.record({
  seen: fc.array(identifier, { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('mini-login' as const, 'open-event' as const, 'external-contact' as const),
  at: fc.integer({ min: 0, max: 600 }).map(day),
  paidFen: fc.integer({ min: 0, max: 900 }),
})
type Told = Pick<CustomerFact, 'seen' | 'kind' | 'at'> & { paidFen: number }
const batches = fc.array(fc.array(fact, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 6,
})

let serial = 0
const eventFor = ({ seen, kind, at, paidFen }: Told) => {
  serial += 1
  return factEvent(seen, {
    kind,
    at,
    source: kind === 'open-event' ? 'pos-1' : 'wecom',
    counters: { ordersPaid: 1, paidFen, paidAt: at },
    timeline: [
      {
        ...{ entryId: `order-${serial}`, eventId: `order-${serial}`, at, type: 'order.paid' },
        ...{ source: 'pos-1', group: 'orders' as const, summary: '支付了订单', data: {} },
        netFen: paidFen,
      },
    ],
  })
}

async function stored() {
  const { identifiers, links, customers } = shop.collections()
  return {
    identifiers: await identifiers.find().sort({ _id: 1 }).toArray(),
    links: await links.find().toArray(),
    customers: await customers.find().toArray(),
    entries: await shop.timeline().find().toArray(),
  }
}
/** What the audit finds. */
const findings = async () =>
  (await Promise.all(peopleInvariants.map((one) => one.find(shop.database.db)))).flat()

type Stored = Awaited<ReturnType<typeof stored>>

function ownersIn({ identifiers }: Stored): string[] {
  const groups = new Map<string, string[]>()
  for (const { _id, ownerId } of identifiers) {
    if (ownerId !== null) {
      groups.set(ownerId, [...(groups.get(ownerId) ?? []), _id])
    }
  }
  return [...groups.values()].map((group) => group.join(' ')).sort()
}

const resolutionOf = ({ identifiers, links }: Pick<Stored, 'identifiers' | 'links'>) =>
  resolve({
    identifiers: identifiers.map(({ _id }) => _id),
    links: links.map(judgedBy(RULES)),
    decisions: [],
    rules: RULES,
  })

function wholeOf({ identifiers, links }: Stored): string[] {
  const owners = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId]))
  const { groups } = resolutionOf({ identifiers, links })
  return groups
    .filter((group) => group.some((key) => owners.get(key) !== null))
    .map((group) => group.join(' '))
    .sort()
}

/** Every fact by what the stored epochs say of it, and what everybody can read, who lives. */
async function expectSums({ identifiers, customers, entries }: Stored): Promise<void> {
  const byKey = new Map(identifiers.map((one) => [one._id, one]))
  const ownerOf = ({ identifierKey, at }: (typeof entries)[number]) => {
    const parts = byKey.get(identifierKey)?.epochs?.parts ?? []
    return byKey.get(holderAt(parts, at) ?? identifierKey)?.ownerId ?? null
  }
  const living = customers.filter(({ state }) => state === 'living')
  for (const customer of living) {
    const own = identifiers.filter(({ ownerId }) => ownerId === customer._id)
    const facts = entries.filter((entry) => ownerOf(entry) === customer._id)
    const times = facts.map(({ at }) => at.getTime())
    expect(customer).toMatchObject({
      identifierCount: own.length,
      ordersPaid: facts.length,
      paidFen: facts.reduce((all, { netFen = 0 }) => all + netFen, 0),
    })
    expect([customer.firstPaidAt?.getTime(), customer.lastPaidAt?.getTime()]).toEqual(
      times.length === 0 ? [undefined, undefined] : [Math.min(...times), Math.max(...times)],
    )
    expect(own.map(({ _id }) => _id)).toContain(customer.founderKey)
    const told = await shop.shop().queries.timeline(customer._id, { ...WHOLE })
    expect(told).toMatchObject({ ok: true, value: { at: 'here' } })
    const read = told.ok && told.value.at === 'here' ? told.value.value : []
    expect(read.map(({ _id }) => _id).sort()).toEqual(facts.map(({ _id }) => _id).sort())
  }
  const gone = customers.filter(({ state }) => state !== 'living')
  expect(gone.filter(({ ordersPaid }) => ordersPaid > 0)).toEqual([])
  const atSomebody = new Set(living.map(({ _id }) => _id))
  expect(entries.filter((entry) => !atSomebody.has(ownerOf(entry) ?? 'cus_nobody'))).toEqual([])
}

const WHOLE = { after: null, limit: 1_000, group: null }

/** What the stored links say about phones now. */
function expectEpochs({ identifiers, links }: Stored): void {
  const { phones } = resolutionOf({ identifiers, links })
  const stored = new Map(identifiers.map((one) => [one._id, one]))
  for (const { phone, state, epochs } of phones) {
    const parts = stored.get(phone)?.epochs?.parts ?? []
    const isJoined = (index: number) => epochs[index]?.state === 'joined'
    const ownerAt = (at: Date) => stored.get(holderAt(parts, at) ?? phone)?.ownerId ?? null
    const claimantOf = (index: number) => {
      const [claimant] = epochs[index]?.claimants ?? []
      return claimant === undefined ? null : (stored.get(claimant)?.ownerId ?? null)
    }
    epochs.forEach(({ from, to }, index) => {
      if (state === 'moved' && isJoined(index) && claimantOf(index) !== null) {
        expect([ownerAt(from), ownerAt(to)]).toEqual([claimantOf(index), claimantOf(index)])
      } else if (state === 'moved') {
        expect([holderAt(parts, from), holderAt(parts, to)]).toEqual([null, null])
      } else {
        expect(parts).toEqual([])
      }
    })
  }
}

test('batches of any events, one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (rounds) => {
      await shop.database.empty()
      for (const round of rounds) {
        await shop.work(...round.map(eventFor))
      }
      const state = await stored()
      expect(ownersIn(state)).toEqual(wholeOf(state))
      await expectSums(state)
      expectEpochs(state)
      expect(await findings()).toEqual([])
      const total = rounds.flat().reduce((all, { paidFen }) => all + paidFen, 0)
      expect(state.identifiers.reduce((all, one) => all + one.paidFen, 0)).toBe(total)
    }),
    { numRuns: WORLDS, endOnFailure: true },
  )
})

test('batches of any events at once', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (rounds) => {
      await shop.database.empty()
      await Promise.all(rounds.map((round) => shop.work(...round.map(eventFor))))
      const state = await stored()
      expect(ownersIn(state)).toEqual(wholeOf(state))
      await expectSums(state)
      expectEpochs(state)
      expect(await findings()).toEqual([])
    }),
    { numRuns: WORLDS, endOnFailure: true },
  )
})

// Guarantee: a number that was different people's is each one's in their time, whatever arrives when (identity.md 2.1, 5).
const years = fc.array(
  fc.record({
    who: fc.constantFrom(null, null, 'o1', 'o2', 'o3'),
    phone: fc.constantFrom('0001', '0001', '0002'),
    at: fc.integer({ min: 0, max: 40 }).map((step) => day(step * 40)),
    paidFen: fc.integer({ min: 0, max: 900 }),
  }),
  { minLength: 2, maxLength: 14 },
)
const handedOn = fc
  .tuple(years, fc.integer({ min: 1, max: 5 }))
  .map(([told, size]) =>
    told
      .map((_one, index) => told.slice(index, index + size))
      .filter((_one, index) => index % size === 0),
  )

test('numbers that change hands over the years, in any order and batches', async () => {
  await fc.assert(
    fc.asyncProperty(handedOn, fc.boolean(), async (rounds, isAtOnce) => {
      await shop.database.empty()
      const batches = rounds.map((round) =>
        round.map(({ who, phone, at, paidFen }) =>
          eventFor({
            seen: [...(who === null ? [] : [openid(who)]), verified('phone', 'cn', phone)],
            kind: who === null ? 'open-event' : 'phone-authorised',
            ...{ at, paidFen },
          }),
        ),
      )
      if (isAtOnce) {
        await Promise.all(batches.map((events) => shop.work(...events)))
      } else {
        for (const events of batches) {
          await shop.work(...events)
        }
      }
      const state = await stored()
      expect(ownersIn(state)).toEqual(wholeOf(state))
      await expectSums(state)
      expectEpochs(state)
      expect(await findings()).toEqual([])
    }),
    { numRuns: WORLDS, endOnFailure: true },
  )
})

// Guarantee: concurrent merges on one component lose nothing.
test('50 merges at once on one component end in one customer with every sum', async () => {
  const people = Array.from({ length: 17 }, (_, n) => openid(`o${n}`, `wx-${n}`))
  await shop.work(...people.map((one) => eventFor({ ...PAID, seen: [one] })))
  const joins = Array.from({ length: 50 }, (_, n) => {
    const app = people[n % people.length] ?? openid('o0')
    return eventFor({ ...PAID, seen: [app, unionid('u1')], at: minutes(n) })
  })
  await Promise.all(joins.map((event) => shop.work(event)))
  const state = await stored()
  const living = state.customers.filter(({ state: s }) => s === 'living')
  expect(living).toMatchObject([{ identifierCount: 18, ordersPaid: 67, paidFen: 6_700 }])
  expect(ownersIn(state)).toEqual(wholeOf(state))
})

const PAID = { kind: 'mini-login' as const, at: NOON, paidFen: 100 }
