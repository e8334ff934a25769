import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { Health } from '../../../server/modules/insights/health/health.contract.js'
import { ErasureList, ErasureView } from '../../../server/modules/privacy/privacy.contract.js'
import { useSystem } from '../../support/system.js'
import { sidebarOf } from '../wecom/sidebar-log-in.js'
import { STAFF, wecomPeople } from '../wecom/wecom-people.js'

const system = useSystem({ suffix: '_do_not_contact' })
jest.setTimeout(90_000)

const WITHIN = { withinMs: 45_000 }
const { settled, person, contact } = wecomPeople(system)
const anything = z.unknown()
const newPhone = () => `136${String(randomInt(10_000_000, 99_999_999))}`
const Sms = z.object({ messages: z.array(z.unknown()) })

async function erase(customerId: string, doNotContact: boolean): Promise<void> {
  const desk = await system.now.asOperator()
  const body = { confirm: '删除', reason: '本人来电要求', doNotContact }
  const path = `/api/customers/${customerId}/erasures`
  const { erasureId } = (await desk.send('POST', path, ErasureView, { body, accept: [202] })).body
  await waitUntil(async () => {
    const { items } = (await desk.send('GET', '/api/erasures?limit=100', ErasureList)).body
    expect(items.find((item) => item.erasureId === erasureId)).toMatchObject({ state: 'done' })
  }, WITHIN)
}

const control = (path: string, body: object) =>
  system.now.control.send('POST', path, anything, { body })
const messagesTo = async (externalUserid: string) =>
  (await system.now.control.messages(externalUserid)).length
const smsTo = async (phone: string) =>
  (await system.now.control.send('GET', `/sms?phone=${phone}`, Sms)).body.messages.length
const welcomes = () => system.now.deps.db.collection('welcomes')
const customerOf = async (externalUserid: string) =>
  (await system.now.openApi().resolve({ external_userid: externalUserid })) ?? ''

type Person = Awaited<ReturnType<typeof contact>>

/** Was a contact, was erased, and adds the same staff member again. Answers how they were greeted then. */
async function backAfter(who: Person) {
  const pair = { userid: STAFF, externalUserid: who.externalUserid }
  await control('/contacts/delete-by-customer', pair)
  await settled()
  await control('/scan', { personId: who.personId, userid: STAFF })
  return await waitUntil(async () => {
    const [newest, ...others] = await welcomes()
      .find({ externalUserid: who.externalUserid })
      .toArray()
    expect([newest?.outcome, others]).toEqual([expect.any(String), []])
    return newest
  }, WITHIN)
}

// issue 5, part 9. Guarantee: nobody who asked not to be contacted gets a message of ours when they turn up again, and
// why not is recorded; others who were erased are greeted as ever.
test.each([
  [true, { outcome: 'skipped', reason: 'asked-not-to-be-contacted' }, 0],
  [false, { outcome: 'sent' }, 1],
])('a contact erased with doNotContact %s comes back', async (doNotContact, outcome, more) => {
  const who = await contact('阿静')
  await waitUntil(async () => expect(await messagesTo(who.externalUserid)).toBe(1), WITHIN)
  await settled()
  await erase(await customerOf(who.externalUserid), doNotContact)

  expect(await backAfter(who)).toMatchObject(outcome)
  expect(await messagesTo(who.externalUserid)).toBe(1 + more)
  await settled()
  const desk = await system.now.asOperator()
  const { findings } = (await desk.send('GET', '/api/health', Health)).body
  expect(findings.filter(({ kind }) => kind === 'welcome-missed')).toEqual([])
})

test('who was erased under another identifier is not greeted either', async () => {
  const who = await person('阿宁')
  const event = { source: 'pos-1', type: 'customer.identified', data: {} }
  const occurredAt = new Date().toISOString()
  const id = `known-${who.unionid}`
  await system.now
    .openApi()
    .sendEvents([{ ...event, id, occurredAt, identifiers: { unionid: who.unionid } }])
  await system.now.drain()
  const customerId = (await system.now.openApi().resolve({ unionid: who.unionid })) ?? ''
  await erase(customerId, true)
  await control('/scan', { personId: who.personId, userid: STAFF })
  const welcome = await waitUntil(async () => {
    const found = await welcomes().findOne({ externalUserid: who.externalUserid })
    expect(found).not.toBeNull()
    return found
  }, WITHIN)
  expect(welcome).toMatchObject({ outcome: 'skipped', reason: 'asked-not-to-be-contacted' })
  expect(await messagesTo(who.externalUserid)).toBe(0)
})

// Guarantee: no code is sent to such a phone, whoever stands in front; the refusal says why.
test('no code by SMS goes to a phone of somebody who asked not to be contacted', async () => {
  const phone = newPhone()
  const source = 'pos-1'
  const memberNo = `M-${phone}`
  const event = { source, type: 'customer.identified', data: {}, id: `sms-${phone}` }
  const identifiers = { memberNo, phone, phoneVerified: true }
  const occurredAt = new Date().toISOString()
  await system.now.openApi().sendEvents([{ ...event, occurredAt, identifiers }])
  await system.now.drain()
  const customerId = (await system.now.openApi().resolve({ member_no: memberNo, source })) ?? ''
  await erase(customerId, true)

  const who = await contact('小满')
  await settled()
  const sidebar = await sidebarOf(system.now, STAFF)
  const ask = (number: string) =>
    sidebar.post('/api/sidebar/phone-checks', { externalUserid: who.externalUserid, phone: number })
  const refused = await ask(phone)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'asked-not-to-be-contacted' })
  expect(await smsTo(phone)).toBe(0)
  const rows = system.now.deps.db.collection('phone_checks')
  expect(await rows.countDocuments({ externalUserid: who.externalUserid })).toBe(0)

  const other = newPhone()
  expect((await ask(other)).status).toBe(201)
  expect(await smsTo(other)).toBe(1)
})
