import {
  createSandbox,
  mintKeyRing,
  type KeyRing,
  type Sandbox,
} from '../../../scripts/sandbox/index.js'
import { clients, type Json, type World } from './support/clients.js'
import { element, msgSignature, openEnvelope } from './support/decode.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World
let keys: KeyRing

beforeAll(async () => {
  keys = await mintKeyRing()
})
beforeEach(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({
    keys,
    targets: { mini: `${receiver.url}/callbacks/mini` },
    retrySpeed: 1_000,
    callbackTimeoutMs: 200,
  })
  world = clients(sandbox)
})
afterEach(async () => {
  await receiver.close()
  await sandbox.close()
})

function session(code: string, change: Record<string, string> = {}): Promise<Json> {
  const query = new URLSearchParams({
    appid: world.keys.MINI_APP_ID,
    secret: world.keys.MINI_APP_SECRET,
    js_code: code,
    grant_type: 'authorization_code',
    ...change,
  })
  return world.json(`${world.keys.MINI_API_BASE}/sns/jscode2session?${query.toString()}`)
}
async function loginCode(personId: string): Promise<string> {
  return String((await world.control('/mini/login', { personId }))['code'])
}
async function stableToken(more: object = {}): Promise<Json> {
  const body = JSON.stringify({
    grant_type: 'client_credential',
    appid: world.keys.MINI_APP_ID,
    secret: world.keys.MINI_APP_SECRET,
    ...more,
  })
  return world.json(`${world.keys.MINI_API_BASE}/cgi-bin/stable_token`, { method: 'POST', body })
}
async function mini(path: string, body: object): Promise<Response> {
  const { access_token: token } = await stableToken()
  const target = `${world.keys.MINI_API_BASE}${path}?access_token=${String(token)}`
  return fetch(target, { method: 'POST', body: JSON.stringify(body) })
}

test('given a code, then a session without errcode; the same code again is 40163', async () => {
  const { personId, openid, unionid } = await world.person()
  const code = await loginCode(personId)
  const answer = await session(code)
  expect(answer).toMatchObject({ openid, unionid })
  expect(answer).not.toHaveProperty('errcode')
  expect(Buffer.from(String(answer['session_key']), 'base64')).toHaveLength(16)
  const again = await session(code)
  expect(again.errcode).toBe(40163)
  expect(again.errmsg).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
})

test('given an unknown or old code, a wrong secret or appid, then 40029, 40125, 40013', async () => {
  const { personId } = await world.person({ unionidVisible: false })
  expect(await session('nothing')).toMatchObject({ errcode: 40029 })
  const code = await loginCode(personId)
  expect(await session(code, { secret: 'x' })).toMatchObject({ errcode: 40125 })
  expect(await session(code, { appid: 'wx1' })).toMatchObject({ errcode: 40013 })
  expect(await session(code)).not.toHaveProperty('unionid')
  const old = await loginCode(personId)
  await world.control('/clock/advance', { ms: 300_001 })
  expect(await session(old)).toMatchObject({ errcode: 40029 })
})

test('given a live token, then stable_token answers the same one until a forced refresh', async () => {
  const first = await stableToken()
  expect(await stableToken()).toMatchObject({ access_token: first['access_token'] })
  const soon = await stableToken({ force_refresh: true })
  expect(soon['access_token']).toBe(first['access_token'])
  await world.control('/clock/advance', { ms: 31_000 })
  const forced = await stableToken({ force_refresh: true })
  expect(forced['access_token']).not.toBe(first['access_token'])
})

test('given a phone code, then the number once; a log-in code is no phone code', async () => {
  const { personId, phone, openid } = await world.person({ phone: '13800138000' })
  const { code } = await world.control('/mini/phone-code', { personId })
  const path = '/wxa/business/getuserphonenumber'
  const first = (await (await mini(path, { code, openid })).json()) as Json
  expect(first).toMatchObject({
    errcode: 0,
    phone_info: {
      phoneNumber: phone,
      purePhoneNumber: '13800138000',
      countryCode: '86',
      watermark: { appid: world.keys.MINI_APP_ID, timestamp: expect.any(Number) },
    },
  })
  expect(await (await mini(path, { code })).json()).toMatchObject({ errcode: 40029 })
  const login = await loginCode(personId)
  expect(await (await mini(path, { code: login })).json()).toMatchObject({ errcode: 40029 })
})

test('given a scene, then a PNG; a scene of 33 signs, then JSON with 40129', async () => {
  const good = await mini('/wxa/getwxacodeunlimit', { scene: 's=Ab3', page: 'pages/index/index' })
  expect(good.headers.get('content-type')).toBe('image/png')
  const picture = Buffer.from(await good.arrayBuffer())
  expect(picture.subarray(0, 8)).toEqual(
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  )
  const bad = await mini('/wxa/getwxacodeunlimit', { scene: 'x'.repeat(33) })
  expect(bad.headers.get('content-type')).toContain('application/json')
  expect(await bad.json()).toMatchObject({ errcode: 40129 })
})

// Guarantee: both forms of the push decrypt with the published algorithm to what was sent.
test.each(['xml', 'json'] as const)(
  'given a push as %s, then it is sealed for our appid',
  async (format) => {
    const { personId, openid } = await world.person()
    const List = { TemplateId: 'tpl-1', ErrorCode: '0' }
    const body = { Event: 'subscribe_msg_sent_event', List }
    await world.control('/mini/push', { body, format, personId })
    await until('one push', () => receiver.received.length === 1)
    const sent = receiver.received[0]
    const encrypted =
      format === 'xml'
        ? (element(sent?.body ?? '', 'Encrypt') ?? '')
        : String((JSON.parse(sent?.body ?? '{}') as Json)['Encrypt'])
    const query = sent?.query ?? new URLSearchParams()
    const signature = msgSignature(world.keys.MINI_PUSH_TOKEN, query, encrypted)
    expect(signature.sent).toBe(signature.expected)
    expect(query.get('encrypt_type')).toBe('aes')
    const { message, receiver: appid } = openEnvelope(encrypted, world.keys.MINI_PUSH_AES_KEY)
    expect(appid).toBe(world.keys.MINI_APP_ID)
    if (format === 'json') {
      expect(JSON.parse(message)).toMatchObject({ FromUserName: openid, ...body })
    } else {
      expect(element(message, 'FromUserName')).toBe(openid)
      expect(element(message, 'TemplateId')).toBe('tpl-1')
    }
  },
)

test('given a hanging receiver, then the push is tried three times', async () => {
  receiver.answerWith(() => 'hang')
  await world.control('/mini/push', { body: { Event: 'x' } })
  await until('given up', async () => (await world.control('/idle'))['idle'] === true)
  expect(receiver.received).toHaveLength(3)
})
