import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import type { App } from '../../../server/app.js'
import type { Id } from '../../../server/platform/ids/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { shopApp, withKey } from './shop-app.js'
import { NOON, openid, paid, told, useShop } from './shop.js'

// Guarantee: of a number that went from one to another, erasing one of them leaves everybody else their orders, at once
// and whatever comes later; what was the erased one's is the number's own, never another holder's (identity.md 6).

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const PHONE = '13812346021'
const years = (n: number) => new Date(NOON.getTime() - n * 365 * 24 * 60 * 60 * 1000)
const bind = (name: string, at: Date) =>
  told({ openid: name, appid: 'wx1', phone: PHONE, phoneVerified: true }, { at })
const till = (paidFen: number, at: Date) =>
  paid(shop.shop().reader.provedPhone(PHONE).seen, paidFen, at)
const get = async (path: string) => {
  const answer = await app.inject({ url: `/open/v1/customers${path}`, headers: withKey('reader') })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const holder = (name: string) => shop.resolve({ openid: name, appid: 'wx1' })
const netOf = async (customerId: string) => {
  const { netFen } = (await get(`/${customerId}`)).body['metrics'] as { netFen: number }
  return netFen
}
/** Everybody who lives, with what they were paid. */
const books = async () => {
  const living = await shop.living()
  return Object.fromEntries(living.map(({ _id, paidFen }) => [_id as string, paidFen]))
}
const findings = async () =>
  (await Promise.all(peopleInvariants.map((one) => one.find(shop.database.db)))).flat()

async function erase(customerId: string): Promise<void> {
  const { person, personalData } = shop.shop()
  await transactions(shop.database.db)(async (tx) => {
    await person.fixShared(await person.keysOf(customerId as Id<'cus'>), { tx })
    const taken = await person.takeOut(customerId as Id<'cus'>, { tx })
    const tombstones = new Map(taken?.keys.map((key) => [key as string, `${key}-erased`]))
    await personalData.eraseFor({ tombstones }, { tx, limit: 1_000 })
  })
}
const ownOf = async () =>
  (await shop.living()).find(({ founderKey }) => founderKey.startsWith('phone:'))?._id ?? ''
const words = () => shop.database.db.collection('identity_decisions').find().toArray()

const threeHolders = () =>
  shop.work(
    ...[bind('o1', years(4)), till(100, years(3.99))],
    ...[bind('o2', years(2.5)), till(20, years(2.49))],
    ...[bind('o3', years(1)), till(3, years(0.9))],
  )

test('of three holders the two who are left keep theirs, now and later', async () => {
  await threeHolders()
  const [first, second, third] = [await holder('o1'), await holder('o2'), await holder('o3')]
  expect(await books()).toMatchObject({ [first]: 100, [second]: 20, [third]: 3 })

  await erase(second)
  const own = await ownOf()
  expect(await books()).toEqual({ [first]: 100, [own]: 20, [third]: 3 })
  expect(JSON.stringify(await words())).not.toContain('openid')
  expect(await findings()).toEqual([])
  expect(await get(`/resolve?phone=${PHONE}`)).toMatchObject({ body: { customerId: third } })

  // What comes later is judged with it, and finds the same.
  await shop.work(till(1000, years(3.98)), till(200, years(2.48)), till(30, years(0.8)))
  const typed = { openid: 'o1', appid: 'wx1', phone: PHONE, phoneVerified: false }
  await shop.work(told(typed, { at: years(0.7), source: 'pos-2' }))
  expect(await books()).toEqual({ [first]: 1100, [own]: 220, [third]: 33 })
  expect([await holder('o1'), await holder('o3')]).toEqual([first, third])
  expect(await findings()).toEqual([])
})

test('its present holder gone, the number is its own until somebody new has it', async () => {
  await threeHolders()
  const [first, second] = [await holder('o1'), await holder('o2')]
  await erase(await holder('o3'))
  // Never with a former one.
  expect(await get(`/resolve?phone=${PHONE}`)).toMatchObject({ status: 409 })
  const own = await ownOf()
  expect(await netOf(own)).toBe(3)
  await shop.work(bind('o4', years(0.2)), till(5, years(0.1)))
  expect(await netOf(await holder('o4'))).toBe(5)
  expect(await books()).toMatchObject({ [first]: 100, [second]: 20, [own]: 3 })
  expect(await findings()).toEqual([])
})

// One after the other, until nobody is left who had it.
test('when all holders are erased, all of it is the number’s own', async () => {
  await threeHolders()
  for (const name of ['o1', 'o3', 'o2']) {
    await erase(await holder(name))
    expect(await findings()).toEqual([])
  }
  const own = await ownOf()
  expect(await books()).toEqual({ [own]: 123 })
  await shop.work(till(1, years(0.9)))
  expect(await books()).toEqual({ [own]: 124 })
})

// Guarantee: a fact is at exactly one living customer at every moment, also when the number's own one is erased.
test('the facts that are the number’s own have an owner at once', async () => {
  await shop.work(bind('o1', years(3)), bind('o2', years(1)), till(9, years(2)))
  const own = await ownOf()
  expect(await netOf(own)).toBe(9)
  await erase(own)
  const next = await ownOf()
  expect(next).not.toBe(own)
  expect(await netOf(next)).toBe(9)
  expect(await findings()).toEqual([])
})

test('a number that was only typed with the erased one stays whose it is', async () => {
  await shop.work(bind('o1', years(1)), till(7, years(0.9)))
  const typed = { openid: 'o2', appid: 'wx1', phone: PHONE, phoneVerified: false }
  await shop.work(told(typed, { at: years(0.8) }))
  const owner = await holder('o1')
  await erase(await holder('o2'))
  await shop.work(till(1, years(0.7)), bind('o1', years(0.6)))
  expect(await shop.resolve({ phone: PHONE })).toBe(owner)
  expect(await books()).toEqual({ [owner]: 8 })
  expect(await shop.collections().identifiers.countDocuments({ _id: openid('o2').key })).toBe(0)
})
