import { z } from 'zod'
import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { channelCodesRepository } from '../../../server/modules/wecom/channel-codes/channel-codes.repository.js'
import { customersPersonalData } from '../../../server/modules/customers/personal-data.repository.js'
import { eraseIdentityRepository } from '../../../server/modules/customers/erase-identity.repository.js'
import { customersRepository } from '../../../server/modules/customers/customers.repository.js'
import { inboxSweep } from '../../../server/modules/inbox/index.js'
import { ordersPersonalData } from '../../../server/modules/orders/personal-data.repository.js'
import { paymentsPersonalData } from '../../../server/modules/payments/personal-data.repository.js'
import { erasePerson } from '../../../server/modules/privacy/erase-person.js'
import { erasuresRepository } from '../../../server/modules/privacy/erasures.repository.js'
import {
  ErasureList,
  ErasureView,
  MiniErasure,
} from '../../../server/modules/privacy/privacy.contract.js'
import { newErasure } from '../../../server/modules/privacy/privacy.domain.js'
import { wecomPersonalData } from '../../../server/modules/wecom/personal-data.repository.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { blindIndex, blindIndexKey, piiCipher } from '../../../server/platform/crypto/index.js'
import { newId, type Id } from '../../../server/platform/ids/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { outboxSweep } from '../../../server/platform/outbox/index.js'
import { useSystem } from '../../support/system.js'
import { eventOf, httpOf, newSource, paid, refunded } from '../open-api/till.js'
import { whereIs } from './everything.js'
import { wholePerson } from './person.js'

const system = useSystem({ suffix: '_erasure' })
const WITHIN = { withinMs: 60_000 }
const DAY_MS = 24 * 60 * 60 * 1000
const REASON = '本人来电要求'
const Problem = z.object({ code: z.string() })

async function request(customerId: string, change: object = {}) {
  const desk = await system.now.asOperator()
  const body = { confirm: '删除', reason: REASON, ...change }
  const path = `/api/customers/${customerId}/erasures`
  return (await desk.send('POST', path, ErasureView, { body, accept: [202] })).body
}
const erased = async (erasureId: string) => {
  const desk = await system.now.asOperator()
  return await waitUntil(async () => {
    const { items } = (await desk.send('GET', '/api/erasures?limit=100', ErasureList)).body
    const found = items.find((item) => item.erasureId === erasureId)
    expect(found).toMatchObject({ state: 'done' })
    return found
  }, WITHIN)
}
const answerOf = async (customerId: string) => {
  const { status, body } = await httpOf(system.now).get(`/customers/${customerId}`)
  return { status, code: body?.code }
}
const sums = async () => {
  const { db } = system.now.deps
  const [orders] = await db
    .collection('orders')
    .aggregate<{ paid: number; refunded: number; count: number }>([
      {
        $group: {
          _id: null,
          paid: { $sum: '$paidFen' },
          refunded: { $sum: '$refundedFen' },
          count: { $sum: 1 },
        },
      },
    ])
    .toArray()
  const payments = await db.collection('payments').find().sort({ _id: 1 }).toArray()
  const money = payments.map(({ amountFen, transactionId }) => [amountFen, transactionId] as const)
  return { orders, money }
}
/** What the audit of the whole database says of these collections. */
async function brokenPromises(): Promise<string[]> {
  const { db } = system.now.deps
  const found = await Promise.all(peopleInvariants.map((one) => one.find(db)))
  return found.flat().map(({ invariant, subject }) => `${invariant}: ${subject}`)
}

// Guarantee: after an erasure nothing anywhere tells of the person, the books are as they were, and every id that the
// person ever had is gone.
test('a person with everything is found nowhere any more, encrypted or not', async () => {
  const { words, customerId, mergedId, orderId, source } = await wholePerson(system.now, '林晓棠甲')
  expect(mergedId).not.toBe(customerId)
  const found = await whereIs(system.now, words)
  for (const name of Object.keys(words)) {
    expect(found.filter((place) => place.startsWith(`${name} in `))).not.toEqual([])
  }
  expect(found).toEqual(
    expect.arrayContaining(['phone in inbox', 'openid in inbox', 'openid in outbox']),
  )
  const before = await sums()
  // what a nightly comparison would have found about the contact
  const differences = system.now.deps.db.collection<{ _id: string }>('reconciliation_differences')
  const about = { type: 'contact', id: `zhangsan:${words.externalUserid}` }
  const difference = { roundId: 'rec_1', page: 1, kind: 'changed', repair: 'sent', at: new Date() }
  await differences.insertOne({ _id: 'rec_1:1', ...difference, about, note: '昵称' } as never)

  const { erasureId } = await request(customerId)
  await erased(erasureId)

  expect(await whereIs(system.now, words)).toEqual([])
  expect(await sums()).toEqual(before)
  expect(await answerOf(customerId)).toEqual({ status: 410, code: 'customer-erased' })
  expect(await answerOf(mergedId)).toEqual({ status: 410, code: 'customer-erased' })
  const { db } = system.now.deps
  const order = await db.collection<{ _id: string }>('orders').findOne({ _id: orderId })
  expect(order).toMatchObject({
    status: 'paid',
    totalFen: 1680,
    identifierKey: expect.stringMatching(/^openid:[^:]+:erased-[\w-]{32}$/) as string,
  })
  expect(await db.collection('orders').countDocuments({ source })).toBe(1)
  expect(await brokenPromises()).toEqual([])
  const entries = await db.collection('audit_entries').find({ action: /erase/ }).toArray()
  expect(entries.map(({ action }) => String(action)).sort()).toEqual([
    'customer.erase-requested',
    'customer.erased',
  ])
})

test('the relation stays for the counters, without a face and ended', async () => {
  const relations = system.now.deps.db.collection('relations')
  const relation = await relations.findOne({ externalUserid: /^erased-/ })
  expect(relation).toMatchObject({ contactName: '', remark: '', state: 'ended-by-staff' })
})

test('a second wish for the same person is refused, a wrong word too, and an unknown id is 404', async () => {
  const desk = await system.now.asOperator()
  const ask = async (customerId: string, body: object, accept: number[]) =>
    (
      await desk.send('POST', `/api/customers/${customerId}/erasures`, Problem, {
        body: { confirm: '删除', reason: REASON, ...body },
        accept,
      })
    ).body.code
  expect(await ask('cus_nobody', {}, [404])).toBe('customer-not-found')
  const source = newSource()
  const memberNo = `M-${source}`
  await system.now.openApi().sendEvents([eventOf({ source, identifiers: { memberNo } })])
  await system.now.drain()
  const customerId = (await system.now.openApi().resolve({ member_no: memberNo, source })) ?? ''
  expect(await ask(customerId, { confirm: '删' }, [400])).toBe('request-invalid')
  expect(await ask(customerId, { reason: '' }, [400])).toBe('request-invalid')
  await erased((await request(customerId)).erasureId)
  expect(await ask(customerId, {}, [410])).toBe('customer-erased')
  // the card comes to somebody new: nobody is the person who went
  await system.now.openApi().sendEvents([eventOf({ source, identifiers: { memberNo } })])
  await system.now.drain()
  const next = await system.now.openApi().resolve({ member_no: memberNo, source })
  expect(next).toMatch(/^cus_/)
  expect(next).not.toBe(customerId)
})

// Guarantee: what waits for its order keeps what it says about money, and loses who it is about.
test('a refund that came before its order is still worked when the order comes', async () => {
  const source = newSource()
  const memberNo = `M-${source}`
  const identifiers = { memberNo }
  const early = { source, orderNo: 'A1', refundNo: 'R1', refundFen: 100 }
  const seen = eventOf({ source, identifiers })
  await system.now.openApi().sendEvents([seen, refunded(early, { identifiers })])
  await system.now.drain()
  const customerId = (await system.now.openApi().resolve({ member_no: memberNo, source })) ?? ''
  const rows = system.now.deps.db.collection('inbox')
  expect(await rows.countDocuments({ source, state: 'waiting' })).toBe(1)
  await erased((await request(customerId)).erasureId)
  expect(await whereIs(system.now, { memberNo })).toEqual([])
  await system.now.openApi().sendEvents([paid({ source, orderNo: 'A1' }, { identifiers: {} })])
  await system.now.drain()
  const order = await system.now.deps.db.collection('orders').findOne({ source })
  expect(order).toMatchObject({ paidFen: 3000, refundedFen: 100 })
})

// Guarantee: erasing one person changes nothing about anybody else, the phone they shared included.
test('of a family phone the other one keeps everything', async () => {
  const phone = '13787650777'
  const [a, b] = [newSource(), newSource()]
  const claim = (source: string) =>
    eventOf({
      type: 'customer.identified',
      source,
      identifiers: { unionid: `oU-${source}`, phone, phoneVerified: true },
    })
  await system.now.openApi().sendEvents([claim(a), claim(b)])
  await system.now.drain()
  const idOf = (source: string) => system.now.openApi().resolve({ unionid: `oU-${source}` })
  const [gone, stays] = [(await idOf(a)) ?? '', (await idOf(b)) ?? '']
  expect(gone).not.toBe(stays)
  const before = await system.now.openApi().customer(stays)
  await erased((await request(gone)).erasureId)
  expect(await system.now.openApi().customer(stays)).toEqual(before)
  expect(await idOf(b)).toBe(stays)
  expect(await idOf(a)).toBeNull()
  expect(await whereIs(system.now, { unionid: `oU-${a}` })).toEqual([])
  expect(await brokenPromises()).toEqual([])
})

test('hashes stay only for who asked not to be contacted, and tell nothing', async () => {
  const blocks = system.now.deps.db.collection('contact_blocks')
  expect(await blocks.countDocuments()).toBe(0)
  const source = newSource()
  const memberNo = `M-${source}`
  await system.now.openApi().sendEvents([eventOf({ source, identifiers: { memberNo } })])
  await system.now.drain()
  const customerId = (await system.now.openApi().resolve({ member_no: memberNo, source })) ?? ''
  await erased((await request(customerId, { doNotContact: true })).erasureId)
  expect(await blocks.countDocuments()).toBe(1)
  expect(await whereIs(system.now, { memberNo })).toEqual([])
})

// Guarantee: killed after any of its steps, an erasure goes on, and ends where an undisturbed one ends.
test('an erasure that is stopped after every step comes to its end', async () => {
  const { words, customerId } = await wholePerson(system.now, '周慕白乙')
  const { db } = system.now.deps
  const erasures = erasuresRepository(db)
  const inTransaction = transactions(db)
  const cipher = piiCipher(system.now.config.secrets.piiKeys)
  const phoneIndex = blindIndex(await blindIndexKey(db, cipher))
  const identity = eraseIdentityRepository(db)
  const customers = customersRepository(db)
  const orders = ordersPersonalData(db)
  const audited: string[] = []
  let isKilled = false
  const work = erasePerson({
    // the process dies after a piece of work, before it is written down
    erasures: {
      ...erasures,
      save: (erasure, options) => {
        if (isKilled && options?.tx === undefined) {
          return Promise.reject(new Error('killed'))
        }
        return erasures.save(erasure, options)
      },
    },
    person: {
      living: (id) => Promise.resolve(id),
      ownerOf: customers.ownerOf,
      ownersOf: identity.ownersOf,
      keysOf: async (id) =>
        (await customers.identifiersOf([id as Id<'cus'>])).map(({ _id }) => _id),
      takeOut: (id, options) => identity.takeOut(id, options),
    },
    fixPhones: () => Promise.resolve(),
    isBusy: orders.isBusy,
    holders: [
      customersPersonalData(db),
      orders,
      paymentsPersonalData(db),
      wecomPersonalData({ db, codes: channelCodesRepository(db), clock: systemClock }),
    ],
    sweeps: [inboxSweep({ db, cipher }), outboxSweep({ db, cipher })],
    phoneIndex,
    blockHash: (key) => key,
    audit: { record: ({ action }) => Promise.resolve(void audited.push(action)) },
    inTransaction,
    clock: systemClock,
  })
  const erasureId = newId('ers')
  const asked = { by: 'operator', operatorId: 'opr_1', operatorName: '陈', reason: null } as const
  // due tomorrow: the system's own job leaves it alone
  const fresh = newErasure(
    { ...asked, erasureId, subject: customerId, doNotContact: false },
    new Date(Date.now() + DAY_MS),
  )
  await inTransaction((tx) => erasures.insert(fresh, { tx }))
  let outcome = 'stopped'
  let lives = 0
  while (outcome !== 'done') {
    lives += 1
    expect(lives).toBeLessThan(60)
    const stored = (await erasures.page({ limit: 100 })).find((one) => one.erasureId === erasureId)
    if (stored === undefined) {
      throw new Error('the request is stored')
    }
    isKilled = lives % 2 === 0
    let steps = 0
    outcome = await work(stored, () => (steps += 1) > 1).catch(() => 'killed')
  }
  expect(lives).toBeGreaterThan(8)
  expect(audited).toEqual(['customer.erased'])
  expect(await whereIs(system.now, words)).toEqual([])
  expect(await brokenPromises()).toEqual([])
})

test('an order that waits for its payment is waited for', async () => {
  const { control } = system.now
  const person = await control.addPerson({ name: '何来' })
  const shop = await system.now.asCustomer(person.personId)
  const desk = await system.now.asOperator()
  const { items } = await desk.products()
  const skuId = items[0]?.skus[0]?.skuId ?? ''
  await system.now.drain()
  const order = await shop.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: 1680 })
  const customerId = (await system.now.openApi().resolve({ unionid: person.unionid })) ?? ''
  const { erasureId } = await request(customerId)
  await waitUntil(async () => {
    const rows = system.now.deps.db.collection<{ _id: string; dueAt: Date }>('erasures')
    const row = await rows.findOne({ _id: erasureId })
    expect(row?.dueAt.getTime()).toBeGreaterThan(Date.now() + 60_000)
  }, WITHIN)
  expect(await answerOf(customerId)).toMatchObject({ status: 200 })
  const again = { body: { confirm: '删除', reason: REASON }, accept: [409] }
  const path = `/api/customers/${customerId}/erasures`
  expect((await desk.send('POST', path, Problem, again)).body.code).toBe('erasure-under-way')
  expect((await shop.order(order.orderId)).status).toBe('pending-payment')
})

// Guarantee: a customer's own wish is done after seven days, and not if it was called back.
test('a customer asks, calls it back, asks again, and is erased when the cooling-off is over', async () => {
  const { control } = system.now
  const person = await control.addPerson({ name: '顾自远' })
  const shop = await system.now.asCustomer(person.personId)
  await system.now.drain()
  const state = async () => (await shop.send('GET', '/me/erasure', MiniErasure)).body
  const ask = () => shop.send('POST', '/me/erasure', MiniErasure, { body: {}, accept: [202] })
  expect(await state()).toEqual({ request: null, coolingOffDays: 7 })
  const first = (await ask()).body.request
  expect(first?.state).toBe('waiting')
  expect(Date.parse(first?.dueAt ?? '') - Date.parse(first?.requestedAt ?? '')).toBe(7 * DAY_MS)
  expect((await ask()).body.request).toEqual(first) // again: the first stands
  await shop.send('DELETE', '/me/erasure', z.unknown(), { accept: [204] })
  await shop.send('DELETE', '/me/erasure', z.unknown(), { accept: [409] })
  expect((await state()).request).toBeNull()

  await ask()
  const { openid, unionid } = person
  const customerId = (await system.now.openApi().resolve({ unionid })) ?? ''
  await control.advanceClock(7 * DAY_MS + 60_000)
  await waitUntil(async () => {
    expect(await answerOf(customerId)).toMatchObject({ status: 410 })
    expect(await whereIs(system.now, { openid, unionid, name: '顾自远' })).toEqual([])
  }, WITHIN)
})
