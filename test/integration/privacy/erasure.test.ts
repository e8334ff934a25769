import { useSystem } from '../../support/system.js'
import { eventOf, newSource, paid, refunded } from '../open-api/till.js'
import { whereIs } from './everything.js'
import { wholePerson } from './person.js'
import { Problem, REASON, useErasing } from './erasing.js'

const system = useSystem({ suffix: '_erasure' })
const { request, erased, answerOf, sums, brokenPromises } = useErasing(system)

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
