import { X509Certificate } from 'node:crypto'
import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, payReplyFits, type World } from './support/clients.js'
import { openText } from './support/decode.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World

beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({ retrySpeed: 100_000, callbackTimeoutMs: 5_000 })
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

test('given certificate mode, then the certificate decrypts and verifies replies; else 404', async () => {
  const refused = await world.pay('GET', '/v3/certificates')
  expect([refused.status, refused.value['code']]).toEqual([404, 'RESOURCE_NOT_EXISTS'])

  await world.control('/pay/key-mode', { mode: 'certificate' }, 'PUT')
  const reply = await world.pay('GET', '/v3/certificates')
  const [one] = reply.value['data'] as {
    serial_no: string
    encrypt_certificate: { ciphertext: string; nonce: string; associated_data: string }
  }[]
  const sealed = one?.encrypt_certificate ?? { ciphertext: '', nonce: '', associated_data: '' }
  expect(sealed.associated_data).toBe('certificate')
  const pem = openText(sealed, world.keys.PAY_API_V3_KEY)
  const certificate = new X509Certificate(pem)
  expect(certificate.serialNumber).toBe(one?.serial_no)
  const key = { serial: one?.serial_no ?? '', pem }
  expect(payReplyFits((name) => reply.headers.get(name) ?? '', reply.raw, key)).toBe(true)
})

// Guarantee: a rotation has three steps, and at each one a merchant can tell which key signed.
test('given a rotation, then both certificates are listed before the new one signs, and the old one ends last', async () => {
  type Listed = { serial_no: string; encrypt_certificate: Parameters<typeof openText>[0] }
  await world.control('/pay/key-mode', { mode: 'certificate' }, 'PUT')
  const listed = async () => {
    const reply = await world.pay('GET', '/v3/certificates')
    const known = (reply.value['data'] as Listed[]).map((one) => ({
      serial: one.serial_no,
      pem: openText(one.encrypt_certificate, world.keys.PAY_API_V3_KEY),
    }))
    const signer = known.find(({ serial }) => serial === reply.headers.get('wechatpay-serial'))
    const header = (name: string) => reply.headers.get(name) ?? ''
    expect(payReplyFits(header, reply.raw, signer ?? { serial: '', pem: '' })).toBe(true)
    return { serials: known.map(({ serial }) => serial), signer: signer?.serial }
  }
  const first = await listed()
  const { serial } = await world.control('/pay/certificates/announce', {})
  expect(await listed()).toEqual({ serials: [...first.serials, serial], signer: first.signer })
  await world.control('/pay/certificates/switch', {})
  expect(await listed()).toEqual({ serials: [...first.serials, serial], signer: serial })
  expect(sandbox.credentials.platformSerial).toBe(serial)
  const { no } = await ordered()
  await world.control('/pay/confirm', { outTradeNo: no })
  await idle()
  expect(receiver.received.at(-1)?.headers['wechatpay-serial']).toBe(serial)
  await world.control('/pay/certificates/end-old', {})
  expect(await listed()).toEqual({ serials: [serial], signer: serial })
})

test('given mixed mode, then answers come signed by either key, each of them rightly', async () => {
  await world.control('/pay/key-mode', { mode: 'mixed' }, 'PUT')
  const { platformSerial: serial, platformCertPem: pem } = sandbox.credentials
  const seen = new Set<string>()
  // Two keys by the toss of a coin: a hundred equal tosses do not happen.
  for (let count = 0; count < 100 && seen.size < 2; count += 1) {
    const reply = await query('none_0001')
    const header = (name: string) => reply.headers.get(name) ?? ''
    const signer = header('wechatpay-serial')
    const key = signer === serial ? { serial, pem } : publicKey()
    expect(payReplyFits(header, reply.raw, key)).toBe(true)
    seen.add(signer)
  }
  expect([...seen].sort()).toEqual([serial, world.keys.payPublicKeyId].sort())
})

test('given the minted merchant certificate, then its serial is the one to sign with', () => {
  const certificate = new X509Certificate(world.keys.merchantCertPem)
  expect(certificate.serialNumber).toBe(world.keys.PAY_MERCHANT_SERIAL)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
})
