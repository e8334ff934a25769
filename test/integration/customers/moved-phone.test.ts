import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import type { App } from '../../../server/app.js'
import { CustomerFactsMoved } from '../../../server/modules/customers/customers.events.js'
import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { retract, useDesk } from './desk.js'
import { decideBatch } from '../../../server/platform/pipeline/index.js'
import { NOON, openid, paid, told, useShop } from './shop.js'
import { shopApp, withKey } from './shop-app.js'

// Guarantee: a number that went to another person takes nobody's orders along: each had it in their time (identity.md 1,
// 2.1, 3), and whoever asks for it hears of its present holder or 409, never of a former one (contract.md 4).

const shop = useShop()
const desk = useDesk(shop)
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const PHONE = '13812346021'
const years = (n: number) => new Date(NOON.getTime() - n * 365 * 24 * 60 * 60 * 1000)
const bind = (openid: string, at: Date) =>
  told({ openid, appid: 'wx1', phone: PHONE, phoneVerified: true }, { at })
const till = (paidFen: number, at: Date) => {
  const [number] = shop.shop().reader.provedPhone(PHONE).seen
  if (number === undefined) {
    throw new Error('the number is nobody’s')
  }
  return paid([number], paidFen, at)
}
const get = async (path: string) => {
  const answer = await app.inject({ url: `/open/v1/customers${path}`, headers: withKey('reader') })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const holder = (openid: string) => shop.resolve({ openid, appid: 'wx1' })
const metricsOf = async (customerId: string) => (await get(`/${customerId}`)).body['metrics']
const findings = async () =>
  (await Promise.all(peopleInvariants.map((one) => one.find(shop.database.db)))).flat()
const pictureOf = async () => {
  const { customers, identifiers } = shop.collections()
  const living = await customers.find({ state: 'living' }).sort({ founderKey: 1 }).toArray()
  const owned = await identifiers.find().sort({ _id: 1 }).toArray()
  return {
    living: living.map(({ version: _version, merges: _merges, ...one }) => one),
    owned: owned.map(({ _id, ownerId, epochs }) => ({ _id, ownerId, parts: epochs?.parts ?? [] })),
  }
}

test('orders that name the number alone are each one’s in their time; it is its present holder’s', async () => {
  const known = ['o1', 'o2'].map((openid) => told({ openid, appid: 'wx1' }, { at: years(4) }))
  await shop.work(...known, till(100, years(3)), till(700, years(1)))
  const own = await shop.resolve({ phone: PHONE })
  await shop.work(bind('o1', years(3)))
  await shop.work(bind('o2', years(1)))
  const [first, second] = [await holder('o1'), await holder('o2')]
  expect(await metricsOf(first)).toMatchObject({ ordersPaid: 1, netFen: 100 })
  expect(await metricsOf(second)).toMatchObject({ ordersPaid: 1, netFen: 700 })
  expect(await get(`/resolve?phone=${PHONE}`)).toMatchObject({ body: { customerId: second } })
  // Its own id has nothing any more, and says who had it last.
  expect(await get(`/${own}`)).toMatchObject({ status: 200, body: { movedTo: second } })
  expect((await get('')).body['items']).toHaveLength(2)

  await shop.work(till(40, years(0.9)), till(5, years(3.1)))
  expect(await metricsOf(first)).toMatchObject({ ordersPaid: 2, netFen: 105 })
  expect(await metricsOf(second)).toMatchObject({ ordersPaid: 2, netFen: 740 })

  // Between the two nobody is known to have had it: the number's own customer lives again.
  await shop.work(till(9, years(2)))
  expect(await metricsOf(own)).toMatchObject({ ordersPaid: 1, netFen: 9 })
  expect((await get('')).body['items']).toHaveLength(3)
  expect(await findings()).toEqual([])
})

test('when two have the number now, it is 409 and not its former holder’s', async () => {
  await shop.work(bind('o1', years(3)), bind('o2', years(1)), bind('o3', years(1)))
  expect(await get(`/resolve?phone=${PHONE}`)).toMatchObject({
    status: 409,
    body: { code: 'phone-is-shared' },
  })
})

test('a refund goes with its order, also when somebody else has the number by then', async () => {
  await shop.work(bind('o1', years(3)), till(500, years(3)), bind('o2', years(1)))
  const [first, second] = [await holder('o1'), await holder('o2')]
  const number = shop.shop().reader.provedPhone(PHONE).seen[0]
  const refund = {
    ...{ entryId: 'refund-1', eventId: 'refund-1', at: years(0.5), heldAt: years(3) },
    ...{ type: 'order.refunded', source: 'pos-1', group: 'orders' as const, summary: '退款' },
    ...{ data: {}, netFen: -200 },
  }
  const record = {
    identifierKey: number?.key ?? 'phone:cn:none',
    timeline: [refund],
    counters: { refundedFen: 200 },
  } as const
  await transactions(shop.database.db)((tx) => shop.shop().record(record, { tx }))
  expect(await metricsOf(first)).toMatchObject({ netFen: 300 })
  expect(await metricsOf(second)).toMatchObject({ netFen: 0 })
  const { body } = await get(`/${first}/timeline`)
  expect((body['items'] as { type: string }[]).map(({ type }) => type)).toContain('order.refunded')
  expect(await findings()).toEqual([])
})

// Guarantee: modules that hold guards or money hear of facts that change hands, also where no identifier does.
test('that facts of the number are somebody else’s now is told to the modules above', async () => {
  const later = told({ openid: 'o2', appid: 'wx1' }, { at: years(1) })
  await shop.work(bind('o1', years(3)), bind('o3', years(1)), later, till(100, years(3)))
  // Nobody’s identifier moves: the later of the two epochs is not one person’s any more.
  const plan = await decideBatch<CustomerFact>([shop.shop().step], [bind('o2', years(0.9))])
  expect(plan.outbox.map(({ type }) => type)).toEqual(['customer.facts-moved'])
  const number = shop
    .shop()
    .reader.provedPhone(PHONE)
    .seen.map(({ key }) => key)
  const identifierKeys = [...number, openid('o1').key, openid('o3').key]
  expect(plan.outbox).toEqual([CustomerFactsMoved({ identifierKeys })])
  // Once is enough: what changes nothing is not told.
  await shop.work(bind('o2', years(0.9)))
  const again = await decideBatch<CustomerFact>([shop.shop().step], [bind('o2', years(0.8))])
  expect(again.outbox).toEqual([])
})

test('a bind that hands the number on and is taken back leaves everything as if it had never been', async () => {
  await shop.work(till(100, years(3)), till(700, years(1)), bind('o1', years(3)))
  await shop.work(told({ openid: 'o2', appid: 'wx1' }, { at: years(1) }))
  const before = await pictureOf()
  const second = bind('o2', years(1))
  await shop.work(second)
  expect(await metricsOf(await holder('o2'))).toMatchObject({ netFen: 700 })
  await desk.say(retract(second.key))
  const after = await pictureOf()
  expect(after.owned).toEqual(before.owned)
  expect(after.living.map(({ _id, paidFen }) => [_id, paidFen])).toEqual(
    before.living.map(({ _id, paidFen }) => [_id, paidFen]),
  )
  expect(await findings()).toEqual([])
})
