import { z } from 'zod'
import { REVEALS_PER_DAY } from '../../../server/modules/customers/reveals.repository.js'
import { PersonExport } from '../../../server/modules/privacy/privacy.contract.js'
import { KEEPS_CUSTOMER_IDS, placesOfCustomerIds } from '../../support/customer-ids.js'
import { useSystem } from '../../support/system.js'
import { eventOf, newSource } from '../open-api/till.js'
import { wholePerson } from './person.js'

const system = useSystem({ suffix: '_export' })
const NAME = '<b>林&晓"棠</b>'
const Problem = z.object({ code: z.string() })
const part = ({ parts }: PersonExport, name: string) => parts.find((one) => one.name === name)

let whole: Awaited<ReturnType<typeof wholePerson>>
beforeAll(async () => {
  whole = await wholePerson(system.now, NAME)
})
const trail = () =>
  system.now.deps.db.collection('audit_entries').find({ action: 'customer.exported' }).toArray()

async function operator(role: string) {
  const username = `u-${role}-${Date.now()}`
  const body = { username, name: '林', role, password: 'a-long-password' }
  await (await system.now.asOperator()).send('POST', '/api/operators', z.unknown(), { body })
  return await system.now.asOperator({ username, password: 'a-long-password' })
}

// Guarantee: the copy holds everything that the modules keep about the person, and the trail says who took it.
test('an operator takes a copy of everything, with one entry in the trail', async () => {
  const desk = await system.now.asOperator()
  const before = (await trail()).length
  const path = `/api/customers/${whole.customerId}/export`
  const { body } = await desk.send('GET', path, PersonExport)
  const text = JSON.stringify(body)
  const { phoneIndex: _index, name, ...words } = whole.words
  for (const word of Object.values(words)) {
    expect(text).toContain(word)
  }
  expect(part(body, 'profile')?.rows).toMatchObject([{ name, ordersPaid: 2, refundedFen: 100 }])
  expect(part(body, 'orders')?.rows).toHaveLength(3)
  expect(part(body, 'coupons')?.rows).toMatchObject([{ name: '立减1元', state: 'returned' }])
  expect(part(body, 'carts')?.rows).toMatchObject([{ qty: 1 }])
  expect(part(body, 'payments')?.rows).toMatchObject([
    { amountFen: 1780, state: 'closed' },
    { amountFen: 1680, state: 'paid' },
  ])
  expect(part(body, 'consents')?.rows).toMatchObject([{ act: '同意' }])
  expect(part(body, 'relations')?.rows).toMatchObject([{ userid: 'zhangsan' }])
  expect(part(body, 'welcomes')?.rows).toHaveLength(1)
  expect(part(body, 'history')?.rows).toMatchObject([{ from: whole.mergedId }])
  expect(part(body, 'timeline')?.rows.length).toBeGreaterThan(5)
  expect(part(body, 'links')?.rows.length).toBeGreaterThan(2)
  const entries = await trail()
  expect(entries).toHaveLength(before + 1)
  expect(entries.at(-1)).toMatchObject({
    subject: { type: 'customer', id: whole.customerId },
    after: { phones: 'clear' },
  })
  expect(JSON.stringify(entries)).not.toContain(whole.words.phone)
})

test('the page to print says the same, and nothing in it is run', async () => {
  const desk = await system.now.asOperator()
  const url = `${system.now.url}/api/customers/${whole.customerId}/export.html`
  const answer = await fetch(url, { headers: desk.headers() })
  const html = await answer.text()
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(html).toContain('&lt;b&gt;林&amp;晓&quot;棠&lt;/b&gt;')
  expect(html).not.toContain('<b>')
  expect(html).not.toContain('<script')
  for (const word of [whole.words.phone, whole.words.openid, '¥16.80', '个人信息副本', '订单']) {
    expect(html).toContain(word)
  }
})

test('a merged id leads to the living one, an unknown one nowhere, a reader of customers is refused', async () => {
  const desk = await system.now.asOperator()
  const url = `${system.now.url}/api/customers/${whole.mergedId}/export`
  const moved = await fetch(url, { headers: desk.headers(), redirect: 'manual' })
  expect(moved.status).toBe(308)
  expect(moved.headers.get('location')).toContain(whole.customerId)
  const ask = (id: string, accept: number[]) =>
    desk.send('GET', `/api/customers/${id}/export`, Problem, { accept })
  expect((await ask('cus_nobody', [404])).body.code).toBe('customer-not-found')
  const reader = await operator('read-only')
  const path = `/api/customers/${whole.customerId}/export`
  const refused = await reader.send('GET', path, Problem, { accept: [403] })
  expect(refused.body.code).toBe('not-allowed')
})

// Guarantee: a token opens what is kept about its own openid and nothing of anybody else.
test('a customer of the mini-program gets its own copy, with the phone that it has proved', async () => {
  const { body } = await whole.shop.send('GET', '/me/export', PersonExport)
  expect(JSON.stringify(body)).toContain(whole.words.phone)
  expect(body.customerId).toBe(whole.customerId)
  const stranger = await system.now.control.addPerson({ name: '路人' })
  const other = await system.now.asCustomer(stranger.personId)
  await system.now.drain()
  const theirs = JSON.stringify((await other.send('GET', '/me/export', PersonExport)).body)
  for (const word of [whole.words.phone, whole.words.openid, whole.customerId]) {
    expect(theirs).not.toContain(word)
  }
  expect(theirs).toContain(stranger.openid)
})

test('a phone that somebody only mentioned is masked in the own copy', async () => {
  const source = newSource()
  const mentioned = '13787650555'
  const identifiers = { unionid: whole.words.unionid, phone: mentioned, phoneVerified: false }
  await system.now.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.now.drain()
  const text = JSON.stringify((await whole.shop.send('GET', '/me/export', PersonExport)).body)
  expect(text).toContain('137****0555')
  expect(text).not.toContain(mentioned)
})

// Guarantee: a stolen session shows at most a day's phones, however fast it asks; nobody else's day is touched.
test('phones are shown a hundred times a day, then clearly refused; a copy counts, too', async () => {
  const desk = await operator('operator')
  const path = `/api/customers/${whole.customerId}/phones/reveal`
  const look = () => desk.send('POST', path, z.unknown(), { body: {}, accept: [200, 429] })
  const looks = await Promise.all(Array.from({ length: REVEALS_PER_DAY + 20 }, look))
  const counts = looks.filter(({ status }) => status === 200).length
  expect(counts).toBe(REVEALS_PER_DAY)
  const refused = await desk.send('POST', path, Problem, { body: {}, accept: [429] })
  expect(refused.body.code).toBe('reveal-limit-reached')
  const copy = `/api/customers/${whole.customerId}/export`
  expect((await desk.send('GET', copy, Problem, { accept: [429] })).body.code).toBe(
    'reveal-limit-reached',
  )
  const shown = { action: 'customer.phones-revealed', 'actor.name': '林' }
  const entries = system.now.deps.db.collection('audit_entries')
  expect(await entries.countDocuments(shown)).toBe(REVEALS_PER_DAY)
  const other = await operator('operator')
  const reasoned = { body: { reason: '顾客来电核对' }, accept: [200] }
  await other.send('POST', path, z.unknown(), reasoned)
  expect(await entries.findOne({ reason: '顾客来电核对' })).toMatchObject({
    action: 'customer.phones-revealed',
  })
})

// identity.md 1. Guarantee: of all that is kept about a person, only what is about the customer itself names its id.
test('nothing that is kept about a person names a customer id but what is listed with its reason', async () => {
  const places = await placesOfCustomerIds(system.now.deps.db)
  expect(places.filter((place) => !(place in KEEPS_CUSTOMER_IDS))).toEqual([])
})
