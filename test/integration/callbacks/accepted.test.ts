import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { IncidentPage } from '../../../server/modules/payments/incidents.contract.js'
import { useSystem } from '../../support/system.js'
import { payAddress, raw, stored, transaction, wecomEvent, worked } from './senders.js'

const system = useSystem({ suffix: '_accepted' })

const rows = () => system.now.deps.db.collection<{ _id: string }>('inbox')
const rowsOf = (type: string) => rows().countDocuments({ type })

const Checked = z.object({ ok: z.boolean(), status: z.int(), expected: z.string() })

describe.each(['wecom', 'mini'])('the check of the address by %s', (kind) => {
  const check = async (tamper?: string) => {
    const body = tamper === undefined ? { kind } : { kind, tamper }
    return (await system.now.control.send('POST', '/verify-url', Checked, { body })).body
  }

  test('is answered bare', async () => {
    expect(await check()).toMatchObject({ ok: true, status: 200 })
  })

  test('is refused when it is not genuine', async () => {
    expect(await check('signature')).toMatchObject({ ok: false, status: 401 })
  })
})

// Guarantee: an event that nobody knows is kept and counted, not lost and not in anybody's way.
describe('an unknown event', () => {
  test.each([
    ['wecom', 'xml', 'wecom.other'],
    ['mini', 'xml', 'mini.other'],
    ['mini', 'json', 'mini.other'],
  ] as const)('of %s in %s is stored, done as ignored, and counted', async (kind, format, type) => {
    const Event = `not_known_${randomUUID()}`
    const CreateTime = Math.floor(Date.now() / 1_000)
    const plaintext =
      format === 'xml'
        ? wecomEvent(system.now, { Event })
        : JSON.stringify({ Event, CreateTime, MsgType: 'event', FromUserName: 'o1' })
    const before = await system.now.openApi().stats()
    const known = (await stored(system.now)).map(({ _id }) => _id as unknown)
    const sent = await raw(system.now, { kind, format, plaintext })
    expect(sent).toMatchObject({ status: 200, responseBody: 'success' })
    expect(await worked(system.now, { type, _id: { $nin: known } })).toMatchObject({
      state: 'done',
      outcome: 'ignored',
    })
    await system.now.drain()
    expect(await system.now.openApi().stats()).toEqual({ ...before, done: before.done + 1 })
  })

  test.each(['transactions', 'refunds', 'transfers'])('of Pay to %s is 204 too', async (what) => {
    const url = payAddress(system.now, what)
    const { PAY_MCH_ID } = system.now.sandbox.credentials
    const plaintext = JSON.stringify({ mchid: PAY_MCH_ID, nobody: randomUUID() })
    const body = { kind: 'pay', plaintext, url, eventType: 'NEW.KIND', originalType: 'new' }
    const before = await rows().countDocuments({ source: 'pay' })
    const sent = await system.now.control.send('POST', '/raw-callback', Checked.partial(), { body })
    expect(sent.body).toMatchObject({ status: 204 })
    await system.now.drain()
    expect(await rows().countDocuments({ source: 'pay' })).toBe(before + 1)
    expect(await rows().countDocuments({ source: 'pay', outcome: 'ignored' })).toBe(before + 1)
  })
})

// Guarantee: retries look new on the wire and carry the same content; each is answered well, one has the effect.
describe('the same callback three times at once', () => {
  test('of WeCom: one event, every answer is success', async () => {
    const { externalUserid } = await system.now.control.addPerson({ name: '三次' })
    const event = { Event: 'change_external_contact', ChangeType: 'del_follow_user' }
    const ids = { UserID: 'zhangsan', ExternalUserID: externalUserid }
    const plaintext = wecomEvent(system.now, { ...event, ...ids })
    const send = () => raw(system.now, { kind: 'wecom', plaintext })
    const before = await rowsOf('contact.removed-by-customer')
    const answers = await Promise.all([send(), send(), send()])
    expect(answers).toEqual(answers.map(() => ({ status: 200, responseBody: 'success' })))
    expect(await rowsOf('contact.removed-by-customer')).toBe(before + 1)
  })

  test.each(['xml', 'json'] as const)('of the mini-program in %s', async (format) => {
    const Event = `thrice_${randomUUID()}`
    const plaintext =
      format === 'xml' ? wecomEvent(system.now, { Event }) : JSON.stringify({ Event })
    const send = () => raw(system.now, { kind: 'mini', format, plaintext })
    const before = await rowsOf('mini.other')
    const answers = await Promise.all([send(), send(), send()])
    expect(answers).toEqual(answers.map(() => ({ status: 200, responseBody: 'success' })))
    expect(await rowsOf('mini.other')).toBe(before + 1)
  })

  test('of Pay: one event, every answer is 204', async () => {
    const body = { kind: 'pay', plaintext: transaction(system.now), url: payAddress(system.now) }
    const Sent = z.object({ callbackId: z.string() })
    const before = await rowsOf('payment.notified')
    const { callbackId } = (await system.now.control.send('POST', '/raw-callback', Sent, { body }))
      .body
    const Again = z.object({ attempts: z.array(z.object({ status: z.int().nullable() })) })
    const again = async () => {
      const path = `/callbacks/${callbackId}/resend`
      return (await system.now.control.send('POST', path, Again)).body.attempts.at(-1)?.status
    }
    expect(await Promise.all([again(), again(), again()])).toEqual([204, 204, 204])
    expect(await rowsOf('payment.notified')).toBe(before + 1)
  })
})

// Guarantee: money that we know nothing of is never dropped and never sent back to Pay as an error.
test('a correct notification about an unknown order is 204, stored, and shown as an incident', async () => {
  const number = `pay_${randomUUID().replaceAll('-', '').slice(0, 26)}`
  const plaintext = transaction(system.now, { out_trade_no: number })
  expect(await raw(system.now, { kind: 'pay', plaintext })).toEqual({
    status: 204,
    responseBody: '',
  })
  expect(await worked(system.now, { partitionKey: `pay:${number}` })).toMatchObject({
    type: 'payment.notified',
    outcome: 'incident',
  })
  const console = await system.now.asOperator()
  const { body } = await console.send('GET', '/api/incidents?limit=100', IncidentPage)
  expect(body.items.filter(({ subject }) => subject.id === number)).toMatchObject([
    { kind: 'payment-unknown', amountFen: 1680, state: 'open' },
  ])
})

// Failure story 3. Guarantee: the key is made of the whole content, so nobody is lost in a busy second.
test('failure story 3: two people in one second are two customers, however often each is told', async () => {
  const people = await Promise.all(
    ['一', '二'].map((name) => system.now.control.addPerson({ name })),
  )
  const copies = { kind: 'duplicate', area: 'wecom', copies: 3, simultaneous: true, times: 2 }
  await system.now.control.addFault(copies)
  await Promise.all(
    people.map(({ personId }) => system.now.control.scan({ personId, userid: 'zhangsan' })),
  )
  const open = system.now.openApi()
  const ids = await waitUntil(
    async () => {
      const found = await Promise.all(people.map(({ unionid }) => open.resolve({ unionid })))
      expect(found).toEqual(found.map(() => expect.stringMatching(/^cus_/) as string))
      return found
    },
    { withinMs: 60_000 },
  )
  expect(new Set(ids).size).toBe(2)
  await system.now.drain()
  for (const [index, { externalUserid }] of people.entries()) {
    const { items } = await open.timeline(ids[index] ?? '')
    expect(items.filter(({ type }) => type.startsWith('contact.'))).toHaveLength(1)
    const partitionKey = { $regex: `:${externalUserid}$` }
    expect(await rows().countDocuments({ type: 'contact.added', partitionKey })).toBe(1)
  }
})
