import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'
import { sidebarOf } from './sidebar-log-in.js'
import { STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_phone_checks' })
jest.setTimeout(180_000)

const { settled, contact } = wecomPeople(system)
const MINUTE_MS = 60_000
const newPhone = () => `137${String(randomInt(10_000_000, 99_999_999))}`
const Sent = z.object({ checkId: z.string(), phoneMasked: z.string(), expiresAt: z.string() })
const Refused = z.object({ code: z.string() })

const asStaff = (userid = STAFF) => sidebarOf(system.now, userid)

async function codeOn(phone: string): Promise<string> {
  const shape = z.object({ messages: z.array(z.object({ text: z.string() })) })
  const { body } = await system.now.control.send('GET', `/sms?phone=${phone}`, shape)
  return /验证码 (\d{6})/.exec(body.messages[0]?.text ?? '')?.[1] ?? 'none came'
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
type Sidebar = Awaited<ReturnType<typeof asStaff>>
const send = async (sidebar: Sidebar, externalUserid: string, phone: string) => {
  const answer = await sidebar.post('/api/sidebar/phone-checks', { externalUserid, phone })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const prove = async (sidebar: Sidebar, checkId: string, code: string) => {
  const answer = await sidebar.post(`/api/sidebar/phone-checks/${checkId}/proof`, { code })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const evidenceOf = (externalUserid: string) =>
  system.now.deps.db
    .collection('evidence')
    .find({ kind: 'phone-checked', 'identifiers.key': { $regex: `:${externalUserid}$` } })
    .toArray()

// issue 5, part 3. Guarantee: the right code, and only that, proves that the contact in front holds the phone.
test('a code that the customer reads out is evidence by the staff member', async () => {
  const who = await contact('小满')
  await settled()
  const phone = newPhone()
  const sidebar = await asStaff()
  const sent = await send(sidebar, who.externalUserid, phone)
  expect(sent.status).toBe(201)
  const { checkId, phoneMasked } = Sent.parse(sent.body)
  expect(phoneMasked).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)

  const code = await codeOn(phone)
  expect(await prove(sidebar, checkId, other(code))).toMatchObject({
    status: 422,
    body: { code: 'code-wrong' },
  })
  expect(await evidenceOf(who.externalUserid)).toEqual([])
  expect(await prove(sidebar, checkId, code)).toMatchObject({ status: 200, body: { phoneMasked } })
  // the answer was lost and the button pressed again: nothing happens twice
  expect((await prove(sidebar, checkId, code)).status).toBe(404)
  await system.now.drain()

  const [evidence, ...more] = await evidenceOf(who.externalUserid)
  expect(more).toEqual([])
  expect(evidence).toMatchObject({ actor: STAFF, source: 'sidebar' })
  const strengths = (evidence?.identifiers as { key: string; strength: string }[]).map(
    ({ key, strength }) => [key.split(':')[0], strength],
  )
  expect(strengths).toEqual([
    ['external_userid', 'proved'],
    ['phone', 'verified'],
  ])
  const open = system.now.openApi()
  const customerId = await open.resolve({ external_userid: who.externalUserid })
  expect(await open.resolve({ phone })).toBe(customerId)
  const told = (await open.timeline(customerId ?? '')).items.map(({ summary }) => summary)
  expect(told).toContain('用短信验证码验证了手机号，由张三核对')
  // neither number nor code in clear
  const rows = system.now.deps.db.collection('phone_checks')
  expect(JSON.stringify(await rows.find().toArray())).not.toContain(phone)
  expect(JSON.stringify(await rows.find().toArray())).not.toContain(code)
})

test('five tries, then the right code is too late; many at once get no more', async () => {
  const who = await contact('阿试')
  await settled()
  const phone = newPhone()
  const sidebar = await asStaff()
  const { checkId } = Sent.parse((await send(sidebar, who.externalUserid, phone)).body)
  const code = await codeOn(phone)
  const wrong = Array.from({ length: 8 }, () => prove(sidebar, checkId, other(code)))
  const codes = (await Promise.all(wrong)).map(({ body }) => body.code)
  expect(codes.filter((one) => one === 'code-wrong')).toHaveLength(4)
  expect(codes.filter((one) => one === 'code-over')).toHaveLength(4)
  expect((await prove(sidebar, checkId, code)).body).toMatchObject({ code: 'code-over' })
})

test('only who sent the code may try it, and only for a contact of their own', async () => {
  const who = await contact('阿界')
  await settled()
  const phone = newPhone()
  const [mine, theirs] = [await asStaff(), await asStaff('lisi')]
  const refused = await send(theirs, who.externalUserid, phone)
  expect(refused).toMatchObject({ status: 404, body: { code: 'contact-not-found' } })
  const { checkId } = Sent.parse((await send(mine, who.externalUserid, phone)).body)
  expect(await prove(theirs, checkId, await codeOn(phone))).toMatchObject({ status: 404 })
})

test('a phone that is nobody’s gets no code; one phone gets one a minute and five a day', async () => {
  const who = await contact('阿限')
  await settled()
  const sidebar = await asStaff()
  for (const phone of ['13800138000', '0755-26661234', '139****6021']) {
    const answer = await send(sidebar, who.externalUserid, phone)
    expect(answer).toMatchObject({ status: 422, body: { code: 'phone-not-usable' } })
  }
  const phone = newPhone()
  const both = await Promise.all([
    send(sidebar, who.externalUserid, phone),
    send(sidebar, who.externalUserid, phone),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 429])
  const second = both.find(({ status }) => status === 429)
  expect(Refused.parse(second?.body).code).toBe('phone-check-too-soon')
})

// Last, for it moves the clock of the file.
test('after five minutes the code is over', async () => {
  const who = await contact('阿久')
  await settled()
  const phone = newPhone()
  const sidebar = await asStaff()
  const { checkId } = Sent.parse((await send(sidebar, who.externalUserid, phone)).body)
  const code = await codeOn(phone)
  await system.now.control.advanceClock(6 * MINUTE_MS)
  // one code a minute: once the next is sent, the server has seen that time has passed
  await waitUntil(
    async () => {
      const next = await send(sidebar, who.externalUserid, phone)
      if (next.status !== 201) {
        throw new Error('the server has not seen the clock move')
      }
    },
    { withinMs: 60_000 },
  )
  expect((await prove(sidebar, checkId, code)).body).toMatchObject({ code: 'code-over' })
  expect(await evidenceOf(who.externalUserid)).toEqual([])
})
