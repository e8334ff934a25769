import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { z } from 'zod'
import { useSystem } from '../../support/system.js'
import { pairOf, STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_contacts' })

const WITHIN = { withinMs: 60_000 }
const anything = z.unknown()

const { settled, person, contact, edit } = wecomPeople(system)
const relations = () => system.now.deps.db.collection('relations')
const inboxRows = () => system.now.deps.db.collection<{ _id: string; type: string }>('inbox')
const timelineOf = (externalUserid: string) =>
  system.now.deps.db
    .collection('timeline')
    .find({ identifierKey: { $regex: `:${externalUserid}$` } })
    .sort({ at: 1, _id: 1 })
    .toArray()

// Guarantee: WeCom's retries look new on the wire and carry the same content: one effect.
test('the same callback three times at once has one effect', async () => {
  await system.now.control.addFault({ kind: 'duplicate', copies: 3, simultaneous: true, times: 1 })
  const { externalUserid, unionid } = await contact('小禾')
  await settled()

  const rows = await inboxRows()
    .find({ partitionKey: { $regex: `:${externalUserid}$` } })
    .toArray()
  expect(rows.map(({ type }) => type).sort()).toEqual(['contact.added', 'contact.reread'])
  expect(await relations().countDocuments({ externalUserid })).toBe(1)
  const told = (await timelineOf(externalUserid)).map(({ summary }) => summary as string)
  expect(told.filter((summary) => summary.includes('企微好友'))).toEqual(['成为张三的企微好友'])
  expect(await system.now.control.messages(externalUserid)).toHaveLength(1)
  const customerId = await system.now.openApi().resolve({ unionid })
  expect(customerId).toMatch(/^cus_/)
})

// Failure story 3. Guarantee: the key is made of the whole content, so nobody is lost in a busy second.
test('two people who are added in one second become two customers', async () => {
  const [one, two] = await Promise.all([contact('一一'), contact('二二')])
  await settled()
  const open = system.now.openApi()
  const ids = await Promise.all([one, two].map(({ unionid }) => open.resolve({ unionid })))
  expect(ids).toEqual([expect.stringMatching(/^cus_/), expect.stringMatching(/^cus_/)])
  expect(new Set(ids).size).toBe(2)
  expect(
    await relations().countDocuments({
      externalUserid: { $in: [one.externalUserid, two.externalUserid] },
    }),
  ).toBe(2)
})

// Guarantee: a change is never lost because its event is byte for byte that of another change.
test('two byte-equal real changes in one second both end in the state', async () => {
  const who = await contact('阿青', { welcome: false })
  await settled()
  const load = { tags: [{ group: '口味', names: ['少糖', '热饮'] }] }
  await system.now.control.send('POST', '/world/seed', anything, { body: load })

  const plaintexts = await waitUntil(async () => {
    const first = await edit({ ...pairOf(who), addTags: ['少糖'], removeTags: ['热饮'] })
    await waitUntil(async () => {
      const { state } = await system.now.control.callback(first)
      if (state !== 'delivered') {
        throw new Error(`the first callback is ${state}`)
      }
    }, WITHIN)
    const second = await edit({ ...pairOf(who), addTags: ['热饮'] })
    const both = await Promise.all([first, second].map((id) => system.now.control.callback(id)))
    if (both[0]?.plaintext !== both[1]?.plaintext) {
      throw new Error('the second turned between the two changes')
    }
    return both.map(({ plaintext }) => plaintext)
  }, WITHIN)
  await settled()

  expect(new Set(plaintexts).size).toBe(1)
  const relation = await relations().findOne({ externalUserid: who.externalUserid })
  const names = (relation?.tags as { name: string }[]).map(({ name }) => name).sort()
  expect(names).toEqual(['少糖', '热饮'])
})

test('given a customer who leaves and comes back, then the relation ends and begins again', async () => {
  const who = await contact('阿树')
  await settled()
  await system.now.control.deleteByCustomer(pairOf(who))
  await settled()
  const { externalUserid } = who
  expect(await relations().findOne({ externalUserid })).toMatchObject({
    state: 'ended-by-customer',
  })

  await edit({ ...pairOf(who), remark: '走了的客人' })
  await settled()
  expect(await relations().findOne({ externalUserid })).toMatchObject({
    state: 'ended-by-customer',
  })

  await system.now.control.scan({ personId: who.personId, userid: STAFF })
  await settled()
  expect(await relations().findOne({ externalUserid })).toMatchObject({
    state: 'active',
    remark: '走了的客人',
  })
  const told = (await timelineOf(externalUserid)).map(({ summary }) => summary as string)
  expect(told.filter((summary) => summary !== '收到欢迎语')).toEqual([
    '成为张三的企微好友',
    '删除了张三',
    '再次成为张三的企微好友',
  ])
})

test('given a staff member who deletes a customer, then a reading without the relation confirms it', async () => {
  const who = await contact('阿石', { welcome: false })
  await settled()
  await system.now.control.deleteByStaff(pairOf(who))
  await settled()
  const relation = await relations().findOne({ externalUserid: who.externalUserid })
  expect(relation).toMatchObject({ state: 'ended-by-staff', endedAt: expect.any(Date) as Date })
})

// identity.md 4: a contact may come without unionid; it is kept, asked for again, and joined when it arrives.
test('given a contact without unionid, when it arrives later, then both become one customer', async () => {
  const { personId, externalUserid, unionid } = await person('阿迟', { unionidVisible: false })
  await system.now.asCustomer(personId)
  await system.now.control.scan({ personId, userid: STAFF })
  await settled()
  const open = system.now.openApi()
  const contactId = await open.resolve({ external_userid: externalUserid })
  expect(contactId).not.toBe(await open.resolve({ unionid }))
  const late = system.now.deps.db.collection<{ _id: string }>('late_unionids')
  expect(await late.findOne({ _id: externalUserid })).toMatchObject({ asks: 0 })

  await system.now.control.send('POST', `/people/${personId}/bind-unionid`, anything, { body: {} })
  await system.now.control.advanceClock(2 * 60 * 60_000)
  await waitUntil(async () => {
    if ((await late.findOne({ _id: externalUserid })) !== null) {
      throw new Error('the job has not asked yet')
    }
  }, WITHIN)
  await settled()
  expect(await open.resolve({ external_userid: externalUserid })).toBe(
    await open.resolve({ unionid }),
  )
})

// Guarantee: what cannot be read now is read later; nothing is written from the event alone.
test('given WeCom out of reach for the re-read, then the event is tried again and done', async () => {
  const fault = {
    kind: 'errorBefore',
    area: 'wecom',
    match: 'externalcontact/get',
    times: 3,
    status: 502,
  }
  await system.now.control.addFault(fault)
  const who = await contact('阿慢', { welcome: false })
  await settled()
  expect(await relations().findOne({ externalUserid: who.externalUserid })).toMatchObject({
    state: 'active',
  })
})
