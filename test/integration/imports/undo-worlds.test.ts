import fc from 'fast-check'
import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import type { InboundEvent } from '../../../server/platform/pipeline/index.js'
import { check, NOW, run, undo, upload, useWorkshop, type Workshop } from './workshop.js'

const shop = useWorkshop('_undo_worlds')
jest.setTimeout(240_000)

const WORLDS = 25
const DAY_MS = 24 * 60 * 60 * 1000
const PHONES = ['13912340001', '13912340002', '13912340003']

const card = fc.constantFrom('C1', 'C2', 'C3', 'C4')
const phone = fc.constantFrom(...PHONES)
/** A till knows the card, the phone or both; the mini-program's events name an openid, too. */
const told = fc.record({
  identifiers: fc.oneof(
    card.map((memberNo) => ({ memberNo })),
    phone.map((value) => ({ phone: value, phoneVerified: true })),
    fc.tuple(card, phone).map(([memberNo, value]) => ({
      ...{ memberNo, phone: value, phoneVerified: true },
    })),
    fc.tuple(fc.constantFrom('o1', 'o2'), card).map(([openid, memberNo]) => ({
      ...{ openid, appid: 'wx1', memberNo },
    })),
  ),
  daysAgo: fc.integer({ min: 1, max: 400 }),
  paidFen: fc.integer({ min: 1, max: 900 }),
})
const row = fc
  .record({
    memberNo: fc.option(card, { nil: '' }),
    phone: fc.option(phone, { nil: '' }),
    name: fc.constantFrom('林晓', '王伟', ''),
    daysAgo: fc.integer({ min: 1, max: 400 }),
    paidFen: fc.integer({ min: 1, max: 900 }),
  })
  .filter((one) => one.memberNo !== '' || one.phone !== '') // such a line is refused
type Told = Readonly<{ identifiers: object; daysAgo: number; paidFen: number }>
type Row = Readonly<{
  memberNo: string
  phone: string
  name: string
  daysAgo: number
  paidFen: number
}>

const daysBefore = (days: number) => new Date(NOW.getTime() - days * DAY_MS)

const eventsOf = (name: string, all: readonly Told[]): InboundEvent[] =>
  all.map(({ identifiers, daysAgo, paidFen }, n) => ({
    key: `open:pos-1:${name}-${n}`,
    source: 'pos-1',
    type: 'order.paid',
    partitionKey: `order:pos-1:${name}-${n}`,
    lane: 'normal',
    occurredAt: daysBefore(daysAgo),
    receivedAt: NOW,
    attempts: 1,
    data: {
      ...{ id: `${name}-${n}`, source: 'pos-1', isTrusted: true, identifiers },
      data: { orderNo: `${name}-${n}`, paidFen, items: [] },
    },
  }))

const membersFile = (rows: readonly Row[]) =>
  ['会员号,手机号,姓名', ...rows.map((one) => `${one.memberNo},${one.phone},${one.name}`)].join(
    '\n',
  )
const ordersFile = (rows: readonly Row[]) =>
  [
    '订单号,支付时间,实付金额,会员号,手机号',
    ...rows.map(({ memberNo, phone: number, daysAgo, paidFen }, n) => {
      const paidAt = daysBefore(daysAgo).toISOString().slice(0, 10)
      return `I${n},${paidAt} 12:00,${(paidFen / 100).toFixed(2)},${memberNo},${number}`
    }),
  ].join('\n')

/** Everything but the trail and the evidence, which stay; ids of customers are drawn. */
async function stateOf() {
  const { db } = shop
  const identifiers = await db
    .collection('identifiers')
    .find({ ownerId: { $ne: null } })
    .toArray()
  const living = await db.collection('customers').find({ state: 'living' }).toArray()
  const keysOf = (id: unknown) =>
    identifiers
      .filter(({ ownerId }) => ownerId === id)
      .map(({ _id }) => String(_id))
      .sort()
  const all = async (name: string) =>
    (await db.collection(name).find().sort({ _id: 1 }).toArray()).map(({ _id, ...rest }) => ({
      ...{ _id, identifierKey: rest.identifierKey as unknown },
    }))
  return {
    people: living
      .map((one) => ({
        keys: keysOf(one._id).join(' '),
        ...{ count: one.identifierCount, orders: one.ordersPaid, paid: one.paidFen },
        ...{ refunded: one.refundedFen, first: one.firstPaidAt, last: one.lastPaidAt },
        ...{ name: one.name, nameAt: one.nameAt, nameKeys: one.nameKeys },
        seen: [one.firstSeenAt, one.lastSeenAt],
      }))
      .sort((a, b) => (a.keys < b.keys ? -1 : 1)),
    counters: identifiers
      .map(({ _id, ordersPaid, paidFen, firstPaidAt, lastPaidAt, isCarrier, ...one }) => ({
        ...{ _id: String(_id), ordersPaid, paidFen, firstPaidAt, lastPaidAt, isCarrier },
        ...{ profile: one.profile?.name, seen: [one.firstSeenAt, one.lastSeenAt] },
      }))
      .sort((a, b) => (a._id < b._id ? -1 : 1)),
    links: await db.collection('links').find().sort({ _id: 1 }).toArray(),
    timeline: await all('timeline'),
    orders: await all('orders'),
  }
}

type World = Readonly<{
  before: readonly Told[]
  /** The same people were imported before under other names, and stay: their names come back. */
  stays: boolean
  rows: readonly Row[]
  meanwhile: readonly Told[]
  kind: 'members' | 'orders'
}>

async function importStays(workshop: Workshop, { rows, stays }: World): Promise<string> {
  if (!stays) {
    return 'none'
  }
  const content = membersFile(rows.map((one) => ({ ...one, name: '李雷' })))
  const importId = await upload(workshop, { kind: 'members', content })
  await check(workshop, importId, { statedAt: daysBefore(30) })
  await run(workshop, importId)
  return importId
}

/** Ids of imports are drawn. */
const without = (importId: string, state: Awaited<ReturnType<typeof stateOf>>) =>
  JSON.parse(JSON.stringify(state).replaceAll(importId, 'imp_stays')) as unknown

async function importAndUndo(workshop: Workshop, { rows, kind }: World, meanwhile: InboundEvent[]) {
  const content = kind === 'members' ? membersFile(rows) : ordersFile(rows)
  const importId = await upload(workshop, { kind, content })
  // Of a day before or after the list that stays.
  await check(workshop, importId, { statedAt: daysBefore((rows[0]?.daysAgo ?? 1) % 60) })
  await run(workshop, importId)
  await workshop.tell(meanwhile)
  const names = await namesNow()
  expect(await undo(workshop, importId)).toMatchObject({ status: 'undone' })
  const after = await namesNow()
  return [...after].filter(([key, name]) => names.get(key) !== name).length
}

/** What each identifier is called. */
async function namesNow(): Promise<Map<string, string>> {
  const named = { 'profile.name': { $exists: true } }
  const rows = await shop.db.collection('identifiers').find(named).toArray()
  return new Map(rows.map(({ _id, profile }) => [String(_id), String(profile.name.value)]))
}

// Guarantee: import then undo equals never imported, whatever was known before and comes meanwhile: facts, counters, names,
// times, links and who lives; nobody lives who has nothing but what was taken back.
test('a list imported into any world, and taken back', async () => {
  let [emptied, renamed] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        before: fc.array(told, { maxLength: 4 }),
        stays: fc.boolean(),
        rows: fc.array(row, { minLength: 1, maxLength: 6 }),
        meanwhile: fc.array(told, { maxLength: 2 }),
        kind: fc.constantFrom('members' as const, 'orders' as const),
      }),
      async (world) => {
        const [before, meanwhile] = [
          eventsOf('before', world.before),
          eventsOf('meanwhile', world.meanwhile),
        ]
        await shop.empty()
        const workshop = shop.open()
        await workshop.tell(before)
        const first = await importStays(workshop, world)
        renamed += await importAndUndo(workshop, world, meanwhile)
        const undone = without(first, await stateOf())
        const broken = await Promise.all(peopleInvariants.map(({ find }) => find(shop.db)))
        expect(broken.flat()).toEqual([])
        emptied += await shop.db.collection('customers').countDocuments({ state: 'empty' })

        await shop.empty()
        await shop.open().tell(before)
        const again = await importStays(shop.open(), world)
        await shop.open().tell(meanwhile)
        expect(undone).toEqual(without(again, await stateOf()))
      },
    ),
    { numRuns: WORLDS, seed: 21 },
  )
  // The worlds did have somebody to empty, and names to bring back.
  expect(emptied).toBeGreaterThan(WORLDS / 2)
  expect(renamed).toBeGreaterThan(0)
})
