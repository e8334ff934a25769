import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, honest, payReplyFits, type World } from './support/clients.js'
import { openResource } from './support/decode.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World

beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({ retrySpeed: 100_000, callbackTimeoutMs: 200 })
  world = clients(sandbox)
})
beforeEach(async () => {
  receiver.answerWith(() => ({ status: 204, body: '' }))
  receiver.received.length = 0
  await world.control('/faults', { faults: [] }, 'PUT')
  await world.control('/pay/key-mode', { mode: 'public-key' }, 'PUT')
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

const idle = () => until('idle', async () => (await world.control('/idle'))['idle'] === true)
let orders = 0
const JSAPI = '/v3/pay/transactions/jsapi'

async function orderBody(more: object = {}) {
  orders += 1
  const { openid } = await world.person()
  return {
    appid: world.keys.MINI_APP_ID,
    mchid: world.keys.PAY_MCH_ID,
    description: '茉莉青提',
    out_trade_no: `ord_${String(orders).padStart(22, '0')}`,
    notify_url: `${receiver.url}/callbacks/pay/transactions`,
    amount: { total: 1900, currency: 'CNY' },
    payer: { openid },
    ...more,
  }
}
async function ordered(more: object = {}) {
  const body = await orderBody(more)
  const reply = await world.pay('POST', JSAPI, body)
  return { body, reply, prepayId: String(reply.value['prepay_id']), no: body.out_trade_no }
}
const query = (no: string) =>
  world.pay('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${world.keys.PAY_MCH_ID}`)
const publicKey = () => ({
  serial: world.keys.payPublicKeyId,
  pem: world.keys.payPublicKeyPem,
})

// Guarantee: a server whose signature is wrong meets the reply that the real platform gives.
test('given a signature over another text, then the answer is the real SIGN_ERROR', async () => {
  const body = await orderBody()
  const other = honest(sandbox, { method: 'POST', path: '/v3/other', text: '' })
  const { status, value, headers } = await world.pay('POST', JSAPI, body, other)
  expect(status).toBe(401)
  expect(headers.get('wechatpay-signature-type')).toBe('WECHATPAY2-SHA256-RSA2048')
  expect(value).toEqual({
    code: 'SIGN_ERROR',
    message: '签名错误，请检查后再试',
    detail: {
      detail: { issue: 'sign not match' },
      field: 'signature',
      location: 'authorization',
      sign_information: {
        method: 'POST',
        url: JSAPI,
        truncated_sign_message: expect.stringMatching(/^POST\n\/v3\/pay\/transactions\/jsapi\n/),
        sign_message_length: expect.any(Number),
      },
    },
  })
})

test('given a serial in lower case, then it is accepted; a wrong one, another merchant or a missing field not', async () => {
  const path = `/v3/pay/transactions/out-trade-no/none_0001?mchid=${world.keys.PAY_MCH_ID}`
  const lower = { serial_no: world.keys.PAY_MERCHANT_SERIAL.toLowerCase() }
  expect((await world.pay('GET', path, undefined, lower)).value).toMatchObject({
    code: 'ORDER_NOT_EXIST',
  })
  for (const change of [{ serial_no: '4F00' }, { mchid: '1900000109' }, { nonce_str: '' }]) {
    const { status, value } = await world.pay('GET', path, undefined, change)
    expect([status, value['code']]).toEqual([401, 'SIGN_ERROR'])
  }
})

test.each([-301, 301])('given a clock that is %i s off, then the answer is 401', async (skew) => {
  const path = `/v3/pay/transactions/out-trade-no/none_0001?mchid=${world.keys.PAY_MCH_ID}`
  const { nowMs } = await world.control<{ nowMs: number }>('/clock')
  const timestamp = String(Math.floor(nowMs / 1000) + skew)
  const signed = honest(sandbox, { method: 'GET', path, text: '' }, timestamp)
  const { status, value } = await world.pay('GET', path, undefined, signed)
  expect([status, value['code']]).toEqual([401, 'SIGN_ERROR'])
})

test('given no Authorization at all, then the answer is 401 and signed', async () => {
  const response = await fetch(`${world.keys.PAY_API_BASE}${JSAPI}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(response.status).toBe(401)
  const header = (name: string) => response.headers.get(name) ?? ''
  expect(payReplyFits(header, await response.text(), publicKey())).toBe(true)
})

// Guarantee: the whole way of money: order, confirm, notification, query agree.
test('given a paid order, then the notification verifies, decrypts and equals the query', async () => {
  const { reply, prepayId, no, body } = await ordered({ attach: 'table 7' })
  expect(reply.status).toBe(200)
  expect(payReplyFits((name) => reply.headers.get(name) ?? '', reply.raw, publicKey())).toBe(true)
  expect((await query(no)).value).not.toHaveProperty('transaction_id')

  await world.control('/pay/confirm', { prepayId })
  await idle()
  expect(receiver.received).toHaveLength(1)
  const sent = receiver.received[0]
  const header = (name: string) => String(sent?.headers[name] ?? '')
  expect(payReplyFits(header, sent?.body ?? '', publicKey())).toBe(true)
  const envelope = JSON.parse(sent?.body ?? '{}') as {
    resource: Parameters<typeof openResource>[0]
  }
  expect(envelope).toMatchObject({
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource: { original_type: 'transaction', algorithm: 'AEAD_AES_256_GCM' },
  })
  const resource = openResource(envelope.resource, world.keys.PAY_API_V3_KEY)
  expect(resource).toMatchObject({
    out_trade_no: no,
    trade_state: 'SUCCESS',
    trade_type: 'JSAPI',
    transaction_id: expect.stringMatching(/^\d{28}$/),
    success_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
    attach: 'table 7',
    payer: body.payer,
    amount: { total: 1900, payer_total: 1900, currency: 'CNY', payer_currency: 'CNY' },
  })
  expect((await query(no)).value).toEqual({ ...(resource as object) })
})

test('given the same number again, then equal content answers the same prepay_id and other content is refused', async () => {
  const { body, prepayId, no } = await ordered()
  const reordered = Object.fromEntries(Object.entries(body).reverse())
  expect((await world.pay('POST', JSAPI, reordered)).value).toEqual({ prepay_id: prepayId })
  const other = await world.pay('POST', JSAPI, { ...body, amount: { total: 1, currency: 'CNY' } })
  expect([other.status, other.value['code']]).toEqual([400, 'INVALID_REQUEST'])

  await world.control('/pay/confirm', { outTradeNo: no })
  const paid = await world.pay('POST', JSAPI, body)
  expect([paid.status, paid.value['code']]).toEqual([400, 'ORDER_PAID'])
})

test.each([
  ['total', { amount: { total: 0, currency: 'CNY' } }, 'PARAM_ERROR'],
  ['fraction', { amount: { total: 1.5, currency: 'CNY' } }, 'PARAM_ERROR'],
  ['number', { out_trade_no: 'short' }, 'PARAM_ERROR'],
  ['description', { description: '茶'.repeat(128) }, 'PARAM_ERROR'],
  ['notify_url with a query', { notify_url: 'https://huike.example/pay?a=1' }, 'PARAM_ERROR'],
  ['notify_url over http', { notify_url: 'http://huike.example/pay' }, 'PARAM_ERROR'],
  ['time_expire', { time_expire: '2026-01-01 10:00:00' }, 'PARAM_ERROR'],
  ['payer', { payer: { openid: 'nobody' } }, 'INVALID_REQUEST'],
  ['appid', { appid: 'wx0000000000000000' }, 'APPID_MCHID_NOT_MATCH'],
])('given a bad %s, then the order is refused', async (_name, more, code) => {
  const { reply } = await ordered(more)
  expect([reply.status, reply.value['code']]).toEqual([400, code])
})

test('given an open order, when it is closed, then 204, signed over an empty body, and nobody can pay it', async () => {
  const { no } = await ordered()
  const path = `/v3/pay/transactions/out-trade-no/${no}/close`
  const mchid = world.keys.PAY_MCH_ID
  const closed = await world.pay('POST', path, { mchid })
  expect([closed.status, closed.raw]).toEqual([204, ''])
  expect(payReplyFits((name) => closed.headers.get(name) ?? '', '', publicKey())).toBe(true)
  expect((await query(no)).value).toMatchObject({ trade_state: 'CLOSED' })
  expect(await world.control('/pay/confirm', { outTradeNo: no })).toMatchObject({ error: 'closed' })

  const paid = await ordered()
  await world.control('/pay/confirm', { outTradeNo: paid.no })
  const late = await world.pay('POST', `/v3/pay/transactions/out-trade-no/${paid.no}/close`, {
    mchid,
  })
  expect([late.status, late.value['code']]).toEqual([400, 'ORDER_PAID'])
  const unknown = await world.pay('POST', '/v3/pay/transactions/out-trade-no/none_0001/close', {
    mchid,
  })
  expect([unknown.status, unknown.value['code']]).toEqual([404, 'ORDER_NOT_EXIST'])
})

// Guarantee: Pay repeats until it hears 200 or 204: one try at once, then the 15 steps of its table.
test('given a server that keeps failing, then the notification is sent 16 times with one id and new signatures', async () => {
  receiver.answerWith(() => ({ status: 500, body: '{"code":"FAIL"}' }))
  const { no } = await ordered()
  await world.control('/pay/confirm', { outTradeNo: no })
  await idle()
  expect(receiver.received).toHaveLength(16)
  const ids = receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)
  expect(new Set(ids).size).toBe(1)
  const signatures = receiver.received.map(({ headers }) => headers['wechatpay-signature'])
  expect(new Set(signatures).size).toBe(16)
})

// Guarantee: the acknowledgement is the status; a body that says FAIL changes nothing.
test('given 200 with a body that says FAIL, then there is no second try', async () => {
  receiver.answerWith(() => ({ status: 200, body: '{"code":"FAIL"}' }))
  const { no } = await ordered()
  await world.control('/pay/confirm', { outTradeNo: no })
  await idle()
  expect(receiver.received).toHaveLength(1)
})

// Guarantee: the probe must fail verification, and the real one follows it.
test('given the SIGNTEST fault, then a probe goes first that does not verify', async () => {
  await world.control('/faults', { kind: 'signtest', times: 1 })
  const { no } = await ordered()
  await world.control('/pay/confirm', { outTradeNo: no })
  await idle()
  const fits = receiver.received.map(({ headers, body }) =>
    payReplyFits((name) => String(headers[name] ?? ''), body, publicKey()),
  )
  expect(fits).toEqual([false, true])
  expect(receiver.received[0]?.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
})

test('given notifyBeforeReply, then the notification is there before the create call returns', async () => {
  await world.control('/faults', { kind: 'notifyBeforeReply', times: 1 })
  const { reply } = await ordered()
  expect(reply.status).toBe(200)
  expect(receiver.received).toHaveLength(1)
})

test('given notifyNever, then the money is there and nothing is sent', async () => {
  await world.control('/faults', { kind: 'notifyNever', times: 1 })
  const { no } = await ordered()
  await world.control('/pay/confirm', { outTradeNo: no })
  await idle()
  expect(receiver.received).toHaveLength(0)
  expect((await query(no)).value).toMatchObject({ trade_state: 'SUCCESS' })
})

test('given a frequency limit, then 429 with the real code', async () => {
  await world.control('/faults', { kind: 'frequencyLimit', area: 'pay', times: 1 })
  const { reply } = await ordered()
  expect([reply.status, reply.value['code']]).toEqual([429, 'FREQUENCY_LIMITED'])
})

// Guarantee: business time alone decides; no test waits.
test('given time_expire, when the clock is moved past it, then the order cannot be paid', async () => {
  const { nowMs } = await world.control<{ nowMs: number }>('/clock')
  const { no } = await ordered({ time_expire: new Date(nowMs + 900_000).toISOString() })
  await world.control('/clock/advance', { ms: 900_001 })
  const refused = await world.control('/pay/confirm', { outTradeNo: no })
  expect(refused).toMatchObject({ error: 'expired' })
})
