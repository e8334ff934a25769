import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, payReplyFits, type Json, type World } from './support/clients.js'
import { element, msgSignature, openEnvelope, openText } from './support/decode.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World

beforeAll(async () => {
  receiver = await startReceiver()
  const targets = { wecom: `${receiver.url}/wecom`, mini: `${receiver.url}/mini` }
  sandbox = await createSandbox({ targets, retrySpeed: 1_000, callbackTimeoutMs: 300 })
  world = clients(sandbox)
})
beforeEach(async () => {
  receiver.received.length = 0
  receiver.answerWith(() => ({ status: 200 }))
  await world.control('/faults', { faults: [] }, 'PUT')
})
afterAll(async () => {
  await receiver.close()
  await sandbox.close()
})

const idle = () => until('idle', async () => (await world.control('/idle'))['idle'] === true)
async function scan(name: string) {
  const { personId, externalUserid } = await world.person({ name })
  await world.control('/scan', { personId, userid: 'zhangsan' })
  return externalUserid
}
const opened = ({ body }: { body: string }) =>
  openEnvelope(element(body, 'Encrypt') ?? '', world.keys.WECOM_CALLBACK_AES_KEY)
const arrivals = () =>
  receiver.received.map((one) => element(opened(one).message, 'ExternalUserID'))

test('duplicate: the same content three times at once, each signed anew', async () => {
  await world.control('/faults', { kind: 'duplicate', copies: 3, times: 1 })
  const externalUserid = await scan('重复')
  await idle()
  expect(arrivals()).toEqual([externalUserid, externalUserid, externalUserid])
  expect(new Set(receiver.received.map(({ query }) => query.get('msg_signature'))).size).toBe(3)
  await scan('一次')
  await idle()
  expect(receiver.received).toHaveLength(4)
})

test('reorder: the held one goes out after the next one', async () => {
  await world.control('/faults', { kind: 'reorder', times: 1, ms: 60_000 })
  const first = await scan('先')
  const second = await scan('后')
  await idle()
  expect(arrivals()).toEqual([second, first])
})

test('delay: nothing before the business clock is there', async () => {
  await world.control('/faults', { kind: 'delay', ms: 3_600_000, times: 1 })
  await scan('晚')
  expect(await world.control('/idle')).toMatchObject({ idle: false, pending: 1, inFlight: 0 })
  await world.control('/clock/advance', { ms: 3_600_000 })
  await idle()
  expect(receiver.received).toHaveLength(1)
})

test('drop: the contact is there and no callback ever comes', async () => {
  await world.control('/faults', { kind: 'drop', match: 'add_external_contact', times: 1 })
  const externalUserid = await scan('丢')
  await idle()
  expect(receiver.received).toHaveLength(0)
  const list = await world.wecom('/externalcontact/list?userid=zhangsan')
  expect(list['external_userid']).toContain(externalUserid)
})

test('corrupt: the spoilt try is followed by a good one', async () => {
  await world.control('/faults', { kind: 'corrupt', how: 'signature', times: 1 })
  await scan('坏')
  await idle()
  const fits = receiver.received.map(({ body, query }) => {
    const encrypted = element(body, 'Encrypt') ?? ''
    const { sent, expected } = msgSignature(world.keys.WECOM_CALLBACK_TOKEN, query, encrypted)
    return sent === expected
  })
  expect(fits).toEqual([false, true])
})

test('slow and a match: only the named API waits', async () => {
  await world.control('/faults', { kind: 'slow', ms: 250, match: '/user/get', times: 1 })
  await world.wecom('/user/get?userid=lisi')
  await world.wecom('/user/get?userid=lisi')
  const { requests } = await world.control<{ requests: Json[] }>('/requests?api=/user/get&limit=2')
  const [second, first] = requests
  expect(first).toMatchObject({ fault: 'slow', status: 200 })
  expect(Number(first?.['durationMs'])).toBeGreaterThanOrEqual(240)
  expect(second).toMatchObject({ fault: null })
})

test('errorBefore has no effect, errorAfter has its effect; both answer 5xx', async () => {
  const externalUserid = await scan('错')
  const path = '/externalcontact/remark'
  const body = (remark: string) => ({ userid: 'zhangsan', external_userid: externalUserid, remark })
  const remark = async () => {
    const read = await world.wecom(`/externalcontact/get?external_userid=${externalUserid}`)
    return (read['follow_user'] as Json[])[0]?.['remark']
  }
  await world.control('/faults', { kind: 'errorBefore', match: path, times: 1, status: 503 })
  await expect(world.wecom(path, body('前'))).rejects.toThrow()
  expect(await remark()).toBe('错')
  await world.control('/faults', { kind: 'errorAfter', match: path, times: 1 })
  await expect(world.wecom(path, body('后'))).rejects.toThrow()
  expect(await remark()).toBe('后')
  const { requests } = await world.control<{ requests: Json[] }>(`/requests?api=${path}&limit=2`)
  expect(requests.map(({ status, fault }) => [status, fault])).toEqual([
    [502, 'errorAfter'],
    [503, 'errorBefore'],
  ])
})

test('frequencyLimit and busy answer the platform codes', async () => {
  await world.control('/faults', { kind: 'frequencyLimit', match: '/user/get', times: 1 })
  await world.control('/faults', { kind: 'busy', match: '/user/get', times: 1 })
  const codes = [
    (await world.wecom('/user/get?userid=lisi')).errcode,
    (await world.wecom('/user/get?userid=lisi')).errcode,
    (await world.wecom('/user/get?userid=lisi')).errcode,
  ]
  expect(codes).toEqual([45009, -1, 0])
})

test('the same seed spoils the same occasions', async () => {
  const run = async () => {
    await world.control('/faults', { faults: [{ kind: 'busy', chance: 0.5, seed: 42 }] }, 'PUT')
    const codes: (number | undefined)[] = []
    for (let count = 0; count < 12; count += 1) {
      const token = '/externalcontact/get_follow_user_list'
      const query = `${world.keys.WECOM_API_BASE}/cgi-bin${token}`
      codes.push((await world.json(query)).errcode)
    }
    return codes
  }
  const first = await run()
  expect(await run()).toEqual(first)
  expect(new Set(first).size).toBe(2)
})

describe('raw callbacks for bad-input tests', () => {
  const raw = (body: object) => world.control('/raw-callback', body)
  const plaintext = '<xml><Event><![CDATA[e]]></Event></xml>'

  test.each([
    ['signature', { signed: false, opens: true }],
    ['body', { signed: false, opens: null }],
    ['receiver', { signed: true, opens: true }],
    ['truncate', { signed: true, opens: false }],
    ['padding', { signed: true, opens: true }],
  ] as const)('wecom %s', async (tamper, expected) => {
    await raw({ kind: 'wecom', plaintext, tamper })
    const sent = receiver.received[0]
    const encrypted = element(sent?.body ?? '', 'Encrypt') ?? ''
    const query = sent?.query ?? new URLSearchParams()
    const signature = msgSignature(world.keys.WECOM_CALLBACK_TOKEN, query, encrypted)
    expect(signature.sent === signature.expected).toBe(expected.signed)
    const open = () => openEnvelope(encrypted, world.keys.WECOM_CALLBACK_AES_KEY)
    if (expected.opens === false) {
      expect(open).toThrow()
    }
    if (tamper === 'receiver') {
      expect(open().receiver).not.toBe(world.keys.WECOM_CORP_ID)
    }
    if (tamper === 'padding') {
      expect(open().padBytes).toBeGreaterThan(32)
    }
  })

  test.each([
    ['signature', { signed: false, opens: true }],
    ['body', { signed: false, opens: true }],
    ['truncate', { signed: true, opens: false }],
    ['padding', { signed: true, opens: false }],
  ] as const)('pay %s', async (tamper, expected) => {
    const resource = JSON.stringify({ mchid: world.keys.PAY_MCH_ID, out_trade_no: 'x' })
    await raw({ kind: 'pay', plaintext: resource, tamper, url: `${receiver.url}/pay` })
    const sent = receiver.received[0]
    const header = (name: string) => String(sent?.headers[name] ?? '')
    const key = { serial: world.keys.payPublicKeyId, pem: world.keys.payPublicKeyPem }
    expect(payReplyFits(header, sent?.body ?? '', key)).toBe(expected.signed)
    const envelope = JSON.parse(sent?.body ?? '{}') as { resource: Parameters<typeof openText>[0] }
    const open = () => openText(envelope.resource, world.keys.PAY_API_V3_KEY)
    if (expected.opens) {
      expect(open()).toBe(resource)
    } else {
      expect(open).toThrow()
    }
  })

  test('the answer of the server comes back', async () => {
    receiver.answerWith(() => ({ status: 401, body: '' }))
    expect(await raw({ kind: 'mini', plaintext: '{}', tamper: 'signature' })).toMatchObject({
      state: 'refused',
      status: 401,
    })
  })
})

test('verify-url sends an encrypted echostr and wants its plain text back', async () => {
  receiver.answerWith(({ query }) => {
    const { message } = openEnvelope(query.get('echostr') ?? '', world.keys.WECOM_CALLBACK_AES_KEY)
    return { status: 200, body: message }
  })
  expect(await world.control('/verify-url', { kind: 'wecom' })).toMatchObject({ ok: true })
  receiver.answerWith(() => ({ status: 200, body: '"quoted"' }))
  expect(await world.control('/verify-url', { kind: 'wecom' })).toMatchObject({ ok: false })
})
