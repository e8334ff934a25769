import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_welcome' })

const WITHIN = { withinMs: 60_000 }
const anything = z.unknown()

const welcomes = () => system.now.deps.db.collection('welcomes')

async function channelCode(welcomeText: string) {
  const console = await system.now.asOperator()
  const wanted = { name: '门口海报', userids: ['zhangsan'], welcomeText }
  return console.createChannelCode(wanted)
}

async function scanned(scan: { state?: string; userid?: string } = { userid: 'zhangsan' }) {
  const { personId, externalUserid } = await system.now.control.addPerson({ name: '小满' })
  const { welcomeCode } = await system.now.control.scan({ personId, ...scan })
  expect(welcomeCode).not.toBeNull()
  return externalUserid
}

const recorded = (externalUserid: string) =>
  waitUntil(async () => {
    const welcome = await welcomes().findOne({ externalUserid })
    if (welcome === null) {
      throw new Error('no welcome is recorded')
    }
    return welcome
  }, WITHIN)

const messagesTo = (externalUserid: string) => system.now.control.messages(externalUserid)

// Failure story 20: once, in time, recorded.
test('a new contact is greeted once within 20 s, in the words of the channel code', async () => {
  const code = await channelCode('{顾客}您好，我是{导购}')
  const externalUserid = await scanned({ state: code.state })
  const welcome = await recorded(externalUserid)

  expect(welcome).toMatchObject({ outcome: 'sent', attempts: 1, channelCodeId: code.channelCodeId })
  const messages = await messagesTo(externalUserid)
  expect(messages.map(({ text }) => text)).toEqual(['小满您好，我是张三'])
  expect(messages[0]?.ageMs).toBeLessThan(3_000)

  await system.now.drain()
  const told = await system.now.deps.db
    .collection('timeline')
    .find({ identifierKey: { $regex: `:${externalUserid}$` }, type: 'welcome.sent' })
    .toArray()
  expect(told).toMatchObject([{ summary: '收到欢迎语' }])
  const { welcome: figures } = await (await system.now.asOperator()).inboxSummary()
  expect(figures).toMatchObject({ expired: 0, p99Ms: expect.any(Number) as number })
  expect(figures?.sent).toBeGreaterThanOrEqual(1)
})

test('without words of its own a code greets with the default text', async () => {
  const externalUserid = await scanned()
  await recorded(externalUserid)
  expect((await messagesTo(externalUserid))[0]?.text).toContain('您好小满，我是张三')
})

// Guarantee: a lost reply leads to the same code again, and WeCom delivers a code once.
test('given a lost reply, then the same code is sent again and one message arrives', async () => {
  await system.now.control.addFault({
    kind: 'errorAfter',
    area: 'wecom',
    match: 'send_welcome_msg',
    times: 1,
    cut: true,
  })
  const externalUserid = await scanned()
  expect(await recorded(externalUserid)).toMatchObject({ outcome: 'sent-or-chatting', attempts: 2 })
  expect(await messagesTo(externalUserid)).toHaveLength(1)
})

test('while another app is sending with the code (41096), then it is tried again', async () => {
  await system.now.control.addFault({
    kind: 'errcode',
    area: 'wecom',
    match: 'send_welcome_msg',
    times: 2,
    code: 41096,
  })
  const externalUserid = await scanned()
  expect(await recorded(externalUserid)).toMatchObject({ outcome: 'sent', attempts: 3 })
  expect(await messagesTo(externalUserid)).toHaveLength(1)
})

test('given two who are chatting already (41051), then nothing more is sent', async () => {
  await system.now.control.addFault({
    kind: 'errcode',
    area: 'wecom',
    match: 'send_welcome_msg',
    times: 1,
    code: 41051,
  })
  const externalUserid = await scanned()
  expect(await recorded(externalUserid)).toMatchObject({ outcome: 'sent-or-chatting', attempts: 1 })
  expect(await messagesTo(externalUserid)).toHaveLength(0)
})

test('given an app without the right to send, then the failure is recorded with its reason', async () => {
  await system.now.control.addFault({
    kind: 'errcode',
    area: 'wecom',
    match: 'send_welcome_msg',
    times: 1,
    code: 48002,
  })
  const externalUserid = await scanned()
  expect(await recorded(externalUserid)).toMatchObject({
    outcome: 'failed',
    reason: 'wecom-config-wrong',
  })
})

// Guarantee: a greeting does not wait for a platform that is slow to tell who it is.
test('given a slow reading of the contact, then the greeting is sent in time all the same', async () => {
  await system.now.control.addFault({
    kind: 'slow',
    area: 'wecom',
    match: 'externalcontact/get',
    times: 1,
    ms: 4_500,
  })
  const externalUserid = await scanned()
  expect(await recorded(externalUserid)).toMatchObject({ outcome: 'sent' })
  expect((await messagesTo(externalUserid))[0]?.ageMs).toBeLessThan(4_000)
  await system.now.drain()
  const relation = await system.now.deps.db.collection('relations').findOne({ externalUserid })
  expect(relation).toMatchObject({ state: 'active', contactName: '小满' })
})

// Failure story 20: too late is nothing sent, and recorded as that. Last, for it moves the clock of the file.
test('given a callback that comes after 25 s, then nothing is sent and it is recorded as expired', async () => {
  await system.now.control.addFault({ kind: 'delay', area: 'wecom', ms: 25_000, times: 1 })
  const externalUserid = await scanned()
  await system.now.control.send('POST', '/clock/advance', anything, { body: { ms: 25_000 } })
  expect(await recorded(externalUserid)).toMatchObject({ outcome: 'expired' })
  expect(await messagesTo(externalUserid)).toHaveLength(0)
})
