import { createPublicKey, createVerify, X509Certificate } from 'node:crypto'
import type { PayKeyMode } from '../../../scripts/sandbox/index.js'
import type { PayClient } from '../../../server/integrations/wechat-pay/index.js'
import { newId } from '../../../server/platform/ids/index.js'
import { startOutside, type Outside } from './outside.js'

let outside: Outside
let openid: string
let personId: string

beforeAll(async () => {
  outside = await startOutside()
  const person = { name: '安娜', unionidVisible: true }
  const made = await outside.control<{ openid: string; personId: string }>(
    'POST',
    '/people',
    person,
  )
  openid = made.openid
  personId = made.personId
})
afterAll(() => outside.close())

beforeEach(async () => {
  await outside.control('PUT', '/faults', { faults: [] })
  await outside.control('PUT', '/pay/key-mode', { mode: 'public-key' })
  await outside.control('DELETE', '/requests')
})

const order = () => ({
  outTradeNo: newId('ord'),
  description: '山野茶铺 订单',
  totalFen: 1280,
  notifyUrl: 'http://127.0.0.1:9/callbacks/pay/transactions',
  expiresAt: new Date(Date.now() + 15 * 60_000),
  attach: 'a1',
})

type Request = { headers: Record<string, string>; method: string; api: string; status: number }
const requests = async (api = '') =>
  (await outside.control<{ requests: Request[] }>('GET', `/requests?area=pay&api=${api}`)).requests

async function paidOrder(pay: PayClient) {
  const wanted = order()
  await pay.prepayJsapi({ ...wanted, payerOpenid: openid })
  await outside.fault({ kind: 'notifyNever', area: 'pay', match: wanted.outTradeNo, times: 1 })
  await outside.control('POST', '/pay/confirm', { outTradeNo: wanted.outTradeNo, personId })
  return wanted
}

describe.each<PayKeyMode>(['public-key', 'certificate', 'mixed'])('with %s', (mode) => {
  let pay: PayClient
  beforeEach(async () => {
    await outside.control('PUT', '/pay/key-mode', { mode })
    pay = outside.pay()
  })

  test('an order is made, paid and asked about', async () => {
    const wanted = order()
    const { prepayId } = await pay.prepayJsapi({ ...wanted, payerOpenid: openid })
    expect(prepayId).toMatch(/^wx/)
    const { mchid, appid } = {
      mchid: outside.sandbox.credentials.PAY_MCH_ID,
      appid: outside.sandbox.credentials.MINI_APP_ID,
    }
    const { outTradeNo } = wanted
    const open = { outTradeNo, state: 'not-paid', totalFen: 1280, mchid, appid }
    expect(await pay.queryByOutTradeNo(outTradeNo)).toMatchObject(open)
    await outside.control('POST', '/pay/confirm', { prepayId, personId })
    expect(await pay.queryByOutTradeNo(outTradeNo)).toMatchObject({
      ...open,
      state: 'success',
      currency: 'CNY',
      payerTotalFen: 1280,
      payerOpenid: openid,
      transactionId: expect.any(String),
      paidAt: expect.any(Date),
      attach: 'a1',
    })
  })

  test('an order is closed; the 204 is verified, too', async () => {
    const wanted = order()
    await pay.prepayJsapi({ ...wanted, payerOpenid: openid })
    expect(await pay.close(wanted.outTradeNo)).toBe('closed')
    expect(await pay.close(wanted.outTradeNo)).toBe('closed')
    expect(await pay.queryByOutTradeNo(wanted.outTradeNo)).toMatchObject({ state: 'closed' })
  })
})

describe('orders', () => {
  let pay: PayClient
  beforeEach(() => {
    pay = outside.pay()
  })

  test('the same order again gives the same handle; with other content it is refused', async () => {
    const wanted = { ...order(), payerOpenid: openid }
    const first = await pay.prepayJsapi(wanted)
    expect(await pay.prepayJsapi(wanted)).toEqual(first)
    const dearer = { ...wanted, totalFen: 1281 }
    await expect(pay.prepayJsapi(dearer)).rejects.toMatchObject({
      code: 'wechat-pay-refused',
      effect: 'none',
      retriable: false,
    })
  })

  test('an order for a scanned code', async () => {
    const { codeUrl } = await pay.prepayNative(order())
    expect(codeUrl).toMatch(/^weixin:\/\/wxpay\//)
  })

  test('a paid order can be neither made again nor closed', async () => {
    const wanted = await paidOrder(pay)
    const again = pay.prepayJsapi({ ...wanted, payerOpenid: openid })
    await expect(again).rejects.toMatchObject({ code: 'wechat-pay-order-paid' })
    expect(await pay.close(wanted.outTradeNo)).toBe('paid')
  })

  test('an order that WeChat does not know', async () => {
    expect(await pay.queryByOutTradeNo(newId('ord'))).toBe('order-not-exist')
    expect(await pay.close(newId('ord'))).toBe('order-not-exist')
  })

  test('a number that would change the address never leaves', async () => {
    await expect(pay.queryByOutTradeNo('../../v3/x?y=')).rejects.toThrow('broken invariant')
    expect(await requests()).toHaveLength(0)
  })

  test('numbers of orders are not in the call log', async () => {
    outside.calls.length = 0
    const { outTradeNo } = await paidOrder(pay)
    await pay.queryByOutTradeNo(outTradeNo)
    await pay.close(outTradeNo)
    expect(outside.calls.map(({ api, outcome, code }) => [api, outcome, code])).toEqual([
      ['pay/transactions/jsapi', 'ok', undefined],
      ['pay/transactions/out-trade-no/:id', 'ok', undefined],
      ['pay/transactions/out-trade-no/:id/close', 'refused', 'ORDER_PAID'],
    ])
    expect(JSON.stringify(outside.calls)).not.toContain(outTradeNo)
  })
})

describe('signing', () => {
  test('nonce and time are ours: 32 random digits each time, and the business clock', async () => {
    const aheadMs = 4 * 60_000
    const clock = { now: () => new Date(Date.now() + aheadMs) }
    const pay = outside.pay({ clock })
    await pay.queryByOutTradeNo(newId('ord'))
    await pay.queryByOutTradeNo(newId('ord'))
    const authorizations = (await requests('out-trade-no')).map(
      ({ headers }) => headers['authorization'] ?? '',
    )
    const nonces = authorizations.map((one) => /nonce_str="([0-9a-f]{32})"/.exec(one)?.[1])
    expect(new Set(nonces).size).toBe(2)
    expect(nonces).not.toContain(undefined)
    const sent = Number(/timestamp="(\d+)"/.exec(authorizations[0] ?? '')?.[1]) * 1000
    expect(Math.abs(sent - Date.now() - aheadMs)).toBeLessThan(60_000)
  })

  test('the parameters for wx.requestPayment carry the merchant signature', () => {
    const { MINI_APP_ID, merchantCertPem } = outside.sandbox.credentials
    const params = outside.pay().paymentParams('wx201410272009395522657a690389285100')
    expect(params).toMatchObject({
      package: 'prepay_id=wx201410272009395522657a690389285100',
      signType: 'RSA',
      timeStamp: expect.stringMatching(/^\d{10}$/),
      nonceStr: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    const text = [MINI_APP_ID, params.timeStamp, params.nonceStr, params.package, ''].join('\n')
    const verify = createVerify('RSA-SHA256').update(text)
    const key = createPublicKey(
      new X509Certificate(merchantCertPem).publicKey.export({ type: 'spki', format: 'pem' }),
    )
    expect(verify.verify(key, params.paySign, 'base64')).toBe(true)
  })

  // Our clock is also what answers are judged by: with a wrong one nothing is believed, and the call log says why.
  test('given a clock that is ten minutes off, then nothing is believed', async () => {
    outside.calls.length = 0
    const pay = outside.pay({ clock: { now: () => new Date(Date.now() + 10 * 60_000) } })
    await expect(pay.prepayNative(order())).rejects.toMatchObject({
      code: 'wechat-pay-outcome-unknown',
    })
    expect(outside.calls).toMatchObject([{ outcome: 'refused', code: 'SIGN_ERROR' }])
  })
})

describe('answers are believed only when WeChat Pay signed them', () => {
  // Guarantee: an answer that is not signed rightly decides nothing, whatever it says.
  test('a sign test in place of a signature: unknown, and the order is asked about', async () => {
    const pay = outside.pay()
    const wanted = order()
    await outside.fault({ kind: 'signtestReply', area: 'pay', match: 'jsapi', times: 1 })
    const made = pay.prepayJsapi({ ...wanted, payerOpenid: openid })
    await expect(made).rejects.toMatchObject({
      code: 'wechat-pay-outcome-unknown',
      effect: 'unknown',
      retriable: true,
    })
    expect(await pay.queryByOutTradeNo(wanted.outTradeNo)).toMatchObject({ state: 'not-paid' })
  })

  test('also a close and an error', async () => {
    const pay = outside.pay()
    const wanted = order()
    await pay.prepayNative(wanted)
    await outside.fault({ kind: 'signtestReply', area: 'pay', match: 'close', times: 1 })
    const unknown = { code: 'wechat-pay-outcome-unknown' }
    await expect(pay.close(wanted.outTradeNo)).rejects.toMatchObject(unknown)
    await outside.fault({ kind: 'signtestReply', area: 'pay', match: 'out-trade-no', times: 1 })
    await expect(pay.queryByOutTradeNo(newId('ord'))).rejects.toMatchObject(unknown)
  })

  test('a key that is not ours to know', async () => {
    const pay = outside.pay() // knows the public key; the sandbox signs as certificate, which it then downloads
    await outside.control('PUT', '/pay/key-mode', { mode: 'certificate' })
    expect(await pay.queryByOutTradeNo(newId('ord'))).toBe('order-not-exist')
    expect(await requests('certificates')).toHaveLength(1)
  })
})

describe('when WeChat Pay is not well', () => {
  let pay: PayClient
  beforeEach(() => {
    pay = outside.pay()
  })

  test.each([
    ['cut after the effect', { kind: 'errorAfter', cut: true }],
    ['cut before the effect', { kind: 'errorBefore', cut: true }],
    ['gateway error after the effect', { kind: 'errorAfter', status: 502 }],
  ])('%s: unknown; a query or the same order again tells', async (_what, fault) => {
    const wanted = { ...order(), payerOpenid: openid }
    await outside.fault({ ...fault, area: 'pay', match: 'jsapi', times: 1 })
    await expect(pay.prepayJsapi(wanted)).rejects.toMatchObject({
      code: 'wechat-pay-outcome-unknown',
      effect: 'unknown',
      retriable: true,
    })
    expect((await pay.prepayJsapi(wanted)).prepayId).toMatch(/^wx/)
  })

  test('asked too often', async () => {
    await outside.fault({ kind: 'frequencyLimit', area: 'pay', match: 'native', times: 1 })
    await expect(pay.prepayNative(order())).rejects.toMatchObject({
      code: 'wechat-pay-frequency-limited',
      effect: 'none',
      retriable: true,
    })
  })

  test('busy', async () => {
    await outside.fault({ kind: 'busy', area: 'pay', match: 'native', times: 1 })
    await expect(pay.prepayNative(order())).rejects.toMatchObject({
      code: 'wechat-pay-outcome-unknown',
      effect: 'unknown',
      retriable: true,
    })
  })

  test('away: surely nothing done', async () => {
    const gone = await startOutside()
    const client = gone.pay()
    await gone.sandbox.close()
    await expect(client.prepayNative(order())).rejects.toMatchObject({
      code: 'wechat-pay-unavailable',
      effect: 'none',
      retriable: true,
    })
  })
})
