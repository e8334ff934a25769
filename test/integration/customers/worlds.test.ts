import fc from 'fast-check'
import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
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
type Told = { seen: CustomerFact['seen']; kind: CustomerFact['kind']; at: Date; paidFen: number }
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
  }
}
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

function wholeOf({ identifiers, links }: Stored): string[] {
  const owners = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId]))
  const { groups } = resolve({
    identifiers: identifiers.map(({ _id }) => _id),
    links: links.map(judgedBy(RULES)),
    decisions: [],
    rules: RULES,
  })
  return groups
    .filter((group) => group.some((key) => owners.get(key) !== null))
    .map((group) => group.join(' '))
    .sort()
}

function expectSums({ identifiers, customers }: Stored): void {
  const living = customers.filter(({ state }) => state === 'living')
  for (const customer of living) {
    const own = identifiers.filter(({ ownerId }) => ownerId === customer._id)
    const sum = (field: 'ordersPaid' | 'paidFen') => own.reduce((all, one) => all + one[field], 0)
    expect(customer).toMatchObject({
      identifierCount: own.length,
      ordersPaid: sum('ordersPaid'),
      paidFen: sum('paidFen'),
    })
    expect(own.map(({ _id }) => _id)).toContain(customer.founderKey)
  }
  const gone = customers.filter(({ state }) => state !== 'living')
  expect(gone.filter(({ ordersPaid }) => ordersPaid > 0)).toEqual([])
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
      expectSums(state)
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
      expectSums(state)
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
