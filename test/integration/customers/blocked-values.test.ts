import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import {
  BlockedPage,
  BlockedRules,
  BlockedValueView,
} from '../../../server/modules/customers/blocked/blocked.contract.js'
import { eventOf, newSource, paid, refunded } from '../open-api/till.js'
import { startSystem, useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_blocked' })

const WITHIN = { withinMs: 60_000 }
jest.setTimeout(180_000)
const BASE = '/api/identity/blocked'
const anything = z.unknown()
const newPhone = () => `139${String(randomInt(10_000_000, 99_999_999))}`
const newCard = () => `C-${randomUUID().slice(0, 8)}`

const console = () => system.now.asOperator()
async function block(body: object) {
  const client = await console()
  const sent = { reason: 'store-phone', note: '门店座机旁的手机', ...body }
  return (await client.send('POST', BASE, BlockedValueView, { body: sent })).body
}
async function unblock(key: string) {
  const url = `${BASE}/${encodeURIComponent(key)}/removal`
  await (await console()).send('POST', url, anything, { body: { reason: '弄错了' } })
}
const listed = async (key: string) => {
  const { body } = await (await console()).send('GET', `${BASE}?limit=100`, BlockedPage)
  return body.items.find((one) => one.key === key)
}
const rules = async () => (await (await console()).send('GET', `${BASE}/rules`, BlockedRules)).body
async function send(...events: ReturnType<typeof eventOf>[]) {
  const results = await system.now.openApi().sendEvents(events)
  expect(results.map(({ status }) => status)).toEqual(events.map(() => 'accepted'))
  await system.now.drain()
}
const kept = () => system.now.deps.db.collection<{ _id: string }>('ownerless_facts')

// identity.md 2. Guarantee: a blocked value is no identifier: it founds and joins nobody, and its event is still accepted.
test('given a listed phone, then it names nobody and the other identifiers count', async () => {
  const [phone, source] = [newPhone(), newSource()]
  const { key, value, addedBy } = await block({ type: 'phone', value: phone })
  expect(value).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
  expect(addedBy.name).not.toBe('')
  const [one, two] = [newCard(), newCard()]
  const verified = (memberNo: string) =>
    eventOf({ source, identifiers: { memberNo, phone, phoneVerified: true } })
  await send(verified(one), verified(two), eventOf({ source, identifiers: { phone } }))

  const open = system.now.openApi()
  const ids = [one, two].map((member_no) => open.resolve({ member_no, source }))
  expect(new Set(await Promise.all(ids)).size).toBe(2)
  expect(await open.resolve({ phone })).toBeNull()
  const evidence = system.now.deps.db.collection('evidence')
  expect(await evidence.countDocuments({ 'identifiers.key': key })).toBe(0)
  expect(await listed(key)).toMatchObject({ hits: 3, waiting: 1 })
  expect((await listed(key))?.lastHitOn).toMatch(/^\d{4}-\d\d-\d\d$/)
})

// Guarantee: nothing is lost by blocking. Facts held back come home with the value, money and refunds included, once.
test('given orders of a listed card only, when it is taken off, then they find their owner', async () => {
  const [card, source] = [newCard(), newSource()]
  const { key } = await block({ type: 'member_no', value: card, scope: source, reason: 'test' })
  const sale = (orderNo: string) =>
    paid({ source, orderNo, paidFen: 3000 }, { identifiers: { memberNo: card } })
  await send(sale('A1'), sale('A2'), eventOf({ source, identifiers: { memberNo: card } }))
  await send(refunded({ source, orderNo: 'A1', refundNo: 'R1', refundFen: 1000 }))
  const open = system.now.openApi()
  expect(await open.resolve({ member_no: card, source })).toBeNull()
  expect(await listed(key)).toMatchObject({ waiting: 3 })

  await unblock(key)
  const customerId = await waitUntil(async () => {
    await system.now.drain()
    const found = await open.resolve({ member_no: card, source })
    if (found === null || (await open.timeline(found)).items.length < 4) {
      throw new Error('not all facts are home yet')
    }
    return found
  }, WITHIN)
  const { metrics } = await open.customer(customerId)
  expect(metrics).toMatchObject({ ordersPaid: 2, netFen: 5000 })
  const types = (await open.timeline(customerId)).items.map(({ type }) => type)
  expect([...types].sort()).toEqual(['order.paid', 'order.paid', 'order.refunded', 'page.viewed'])
  const orders = await system.now.deps.db.collection('orders').find({ source }).toArray()
  expect(orders.map(({ identifierKey }) => identifierKey as string)).toEqual([key, key])
  expect(await kept().countDocuments({ source })).toBe(0)

  // the job runs again and again; nothing is told twice
  await (await console()).runJob('customers.attach-facts', WITHIN)
  await system.now.drain()
  expect((await open.customer(customerId)).metrics).toMatchObject({ ordersPaid: 2, netFen: 5000 })
  await send(refunded({ source, orderNo: 'A2', refundNo: 'R2', refundFen: 3000 }))
  expect((await open.customer(customerId)).metrics).toMatchObject({ netFen: 2000 })
})

test('given a value listed again before its facts are home, then they wait on', async () => {
  const [card, source] = [newCard(), newSource()]
  const body = { type: 'member_no', value: card, scope: source }
  const { key } = await block(body)
  await send(eventOf({ source, identifiers: { memberNo: card } }))
  await unblock(key)
  await block(body)
  await (await console()).runJob('customers.attach-facts', WITHIN)
  await system.now.drain()
  const owner = await system.now.openApi().resolve({ member_no: card, source })
  // either it was home before it was listed again, or it waits: never both, never lost
  expect(await kept().countDocuments({ source })).toBe(owner === null ? 1 : 0)
})

// identity.md 1: no or only blocked identifiers: accepted, counted for store and day.
test('facts without owner are counted for store and day, hits of rules too', async () => {
  const source = newSource()
  const storeCode = `S-${source}`
  const before = await rules()
  const sale = (orderNo: string, identifiers: Record<string, string>) => {
    const event = paid({ source, orderNo }, { identifiers })
    return { ...event, data: { ...event.data, storeCode } }
  }
  await send(
    sale('B1', {}),
    sale('B2', { phone: '13800138000' }),
    sale('B3', { memberNo: 'NaN', phone: '139****0000' }),
  )
  const after = await rules()
  const days = after.days.filter((row) => row.storeCode === storeCode)
  expect(days).toMatchObject([{ count: 3 }])
  const grown = (rule: string) =>
    (after.rules.find((one) => one.rule === rule)?.hits ?? 0) -
    (before.rules.find((one) => one.rule === rule)?.hits ?? 0)
  expect(['phone-blocked', 'phone-masked', 'value-empty'].map(grown)).toEqual([1, 1, 1])
})

// Guarantee: a change is in force in every process within seconds, without a question per event.
test('another process follows the list', async () => {
  const second = await startSystem({ databaseName: system.now.databaseName })
  try {
    const [phone, source] = [newPhone(), newSource()]
    await block({ type: 'phone', value: phone })
    await waitUntil(async () => {
      const id = randomUUID()
      const till = `${source}-${id.slice(0, 4)}`
      await second.openApi().sendEvents([eventOf({ id, source: till, identifiers: { phone } })])
      await second.drain()
      const row = await kept().findOne({ _id: `open:${till}:${id}` })
      if (row === null) {
        throw new Error('the other process still takes it for somebody')
      }
    }, WITHIN)

    // taken off: whichever process works it, nothing is left behind
    const card = newCard()
    const { key } = await block({ type: 'member_no', value: card, scope: source })
    const views = Array.from({ length: 12 }, () =>
      eventOf({ source, identifiers: { memberNo: card } }),
    )
    await waitUntil(async () => {
      await second.openApi().sendEvents([eventOf({ source, identifiers: { memberNo: card } })])
      await second.drain()
      if ((await kept().countDocuments({ source, blockKeys: key })) === 0) {
        throw new Error('not listed everywhere yet')
      }
    }, WITHIN)
    await send(...views)
    await unblock(key)
    await waitUntil(async () => {
      await system.now.drain()
      if ((await kept().countDocuments({ source, blockKeys: key })) > 0) {
        throw new Error('some facts still wait')
      }
    }, WITHIN)
    const owner = await system.now.openApi().resolve({ member_no: card, source })
    const timeline = system.now.deps.db.collection('timeline')
    expect(owner).toMatch(/^cus_/)
    expect(await timeline.countDocuments({ identifierKey: key })).toBeGreaterThanOrEqual(13)
  } finally {
    await second.stop()
  }
})

test('what is on the list, full or nobody’s anyway is refused with its reason', async () => {
  const client = await console()
  const refused = async (body: object, status: number) => {
    const sent = { reason: 'other', ...body }
    const answer = await client.send('POST', BASE, z.object({ code: z.string() }), {
      body: sent,
      accept: [status],
    })
    return answer.body.code
  }
  const phone = newPhone()
  await block({ type: 'phone', value: phone })
  expect(await refused({ type: 'phone', value: `+86 ${phone}` }, 409)).toBe('value-already-blocked')
  expect(await refused({ type: 'phone', value: '13800138000' }, 422)).toBe(
    'blocked-value-unreadable',
  )
  expect(await refused({ type: 'unionid', value: 'null' }, 422)).toBe('blocked-value-unreadable')
  expect(await refused({ type: 'member_no', value: 'M1' }, 400)).toBe('request-invalid')
  const url = `${BASE}/${encodeURIComponent('member_no:x:y')}/removal`
  const gone = await client.send('POST', url, z.object({ code: z.string() }), {
    body: { reason: 'x' },
    accept: [404],
  })
  expect(gone.body.code).toBe('blocked-value-not-found')
})

// Bad input: 500 identifiers on one event are refused in a bounded sentence that names the field and the rule.
test.each([
  ['500 unknown names', Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`id${n}`, 'x']))],
  ['500 phones', { phone: Array.from({ length: 500 }, () => newPhone()) }],
])('%s on one event: a clear error', async (_name, identifiers) => {
  const event = { ...eventOf(), identifiers } as unknown as ReturnType<typeof eventOf>
  const [result] = await system.now.openApi().sendEvents([event])
  expect(result).toMatchObject({ status: 'invalid', error: { code: 'request-invalid' } })
  const [error] = result?.error?.errors ?? []
  expect(error?.field).toMatch(/^identifiers/)
  expect(error?.rule.length).toBeGreaterThan(10)
  expect(error?.rule.length).toBeLessThan(200)
})
