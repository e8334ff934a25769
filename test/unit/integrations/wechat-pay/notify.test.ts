import { createCipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import {
  openPayNotification,
  type PayKeys,
} from '../../../../server/integrations/wechat-pay/index.js'
import { newPaySide, notificationBody, paid, sealedResource, signedHeaders } from './pay-side.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const side = newPaySide()
const keys: PayKeys = {
  find: (serial) => Promise.resolve(serial === side.serial ? side.publicKey : null),
  preferredSerial: () => side.serial,
}

type Change = { headers?: object; body?: Buffer; apiV3Key?: string; at?: Date }

function open(body: Buffer, change: Change = {}) {
  return openPayNotification({
    headers: { ...signedHeaders(side, body, now), ...change.headers },
    body: change.body ?? body,
    keys,
    apiV3Key: change.apiV3Key ?? side.apiV3Key,
    mchId: paid.mchid,
    now: change.at ?? now,
  })
}

const text = JSON.stringify(paid)
const genuine = notificationBody(sealedResource(side, text))

test('given a genuine notification, then the payment is told in our words', async () => {
  expect(await open(genuine)).toEqual({
    notificationId: 'EV-2026030110000001',
    eventType: 'TRANSACTION.SUCCESS',
    createdAt: now,
    plaintext: text,
    transaction: {
      outTradeNo: paid.out_trade_no,
      state: 'success',
      mchid: paid.mchid,
      appid: paid.appid,
      transactionId: paid.transaction_id,
      totalFen: 1280,
      payerTotalFen: 1180,
      settlementFen: 1280,
      currency: 'CNY',
      paidAt: new Date('2026-03-01T09:59:58+08:00'),
      payerOpenid: paid.payer.openid,
      attach: '',
    },
    refund: null,
  })
})

test('a refund is told in our words, without the digits of a card, and is no payment', async () => {
  const refund = JSON.stringify({
    mchid: paid.mchid,
    transaction_id: paid.transaction_id,
    out_trade_no: paid.out_trade_no,
    refund_id: '50300001',
    out_refund_no: 'rfd_1_1',
    refund_status: 'SUCCESS',
    success_time: '2026-03-01T09:59:58+08:00',
    user_received_account: '招商银行信用卡0403',
    amount: { total: 1280, refund: 280, payer_total: 1180, payer_refund: 258 },
  })
  const resource = sealedResource(side, refund, { original_type: 'refund' })
  const body = notificationBody(resource, { event_type: 'REFUND.SUCCESS' })
  expect(await open(body)).toMatchObject({
    eventType: 'REFUND.SUCCESS',
    plaintext: refund,
    transaction: null,
    refund: {
      outRefundNo: 'rfd_1_1',
      wechatRefundId: '50300001',
      state: 'success',
      refundFen: 280,
      totalFen: 1280,
      account: '招商银行信用卡****',
    },
  })
})

// What cannot be read is refused before it is stored: WeChat sends it again, and nobody misses money in silence.
test('a refund without its number is refused', async () => {
  const resource = sealedResource(side, JSON.stringify({ mchid: paid.mchid }), {
    original_type: 'refund',
  })
  const body = notificationBody(resource, { event_type: 'REFUND.SUCCESS' })
  await expect(open(body)).rejects.toMatchObject({ code: 'callback-malformed' })
})

// Coupons that the merchant bears never reach its account; prepaid ones do.
test('what reaches the account is told apart from what the order costs', async () => {
  const promotion_detail = [
    { coupon_id: '1', type: 'NOCASH', amount: 100 },
    { coupon_id: '2', type: 'CASH', amount: 50 },
  ]
  const body = notificationBody(sealedResource(side, JSON.stringify({ ...paid, promotion_detail })))
  expect((await open(body)).transaction).toMatchObject({ totalFen: 1280, settlementFen: 1180 })
})

test('associated data that is missing counts as empty', async () => {
  const cipher = createCipheriv('aes-256-gcm', side.apiV3Key, 'abcdefabcdef')
  const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  const resource = {
    original_type: 'transaction',
    algorithm: 'AEAD_AES_256_GCM',
    nonce: 'abcdefabcdef',
    ciphertext: Buffer.concat(sealed).toString('base64'),
  }
  expect((await open(notificationBody(resource))).plaintext).toBe(text)
})

// Failure story 26: the library at hand accepts a broken GCM tag; an amount of 1 became 9.
// Guarantee: no changed bit of an encrypted notification is believed, even rightly signed.
test('story 26: no flipped bit of ciphertext, tag, nonce or associated data is accepted', async () => {
  const resource = sealedResource(side, text)
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at)
      const body = notificationBody({ ...resource, ciphertext: changed.toString('base64') })
      await expect(open(body)).rejects.toMatchObject({ code: 'callback-not-decryptable' })
    }),
  )
  const others = [{ nonce: 'abcdefabcdef' }, { associated_data: 'refund' }, { associated_data: '' }]
  for (const other of others) {
    const body = notificationBody({ ...resource, ...other })
    await expect(open(body)).rejects.toMatchObject({ code: 'callback-not-decryptable' })
  }
})

const resource = sealedResource(side, text)
const short = Buffer.from(resource.ciphertext, 'base64').subarray(0, -5).toString('base64')
const later = (ms: number) => new Date(now.getTime() + ms)
const invalid = 'callback-signature-invalid'

test.each<[string, string, Buffer, Change]>([
  ...['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'].flatMap(
    (name): [string, string, Buffer, Change][] => [
      [`${name} missing`, 'callback-malformed', genuine, { headers: { [name]: undefined } }],
      [`${name} empty`, 'callback-malformed', genuine, { headers: { [name]: '' } }],
      [`${name} twice`, 'callback-malformed', genuine, { headers: { [name]: ['1', '2'] } }],
    ],
  ),
  [
    'unknown signature type',
    'callback-malformed',
    genuine,
    { headers: { 'wechatpay-signature-type': 'SM2' } },
  ],
  ['unknown serial', invalid, genuine, { headers: { 'wechatpay-serial': 'PUB_KEY_ID_9' } }],
  [
    'sign test',
    invalid,
    genuine,
    { headers: { 'wechatpay-signature': `WECHATPAY/SIGNTEST/${'A'.repeat(325)}` } },
  ],
  ['signature that is no base64', invalid, genuine, { headers: { 'wechatpay-signature': '!' } }],
  ['other nonce', invalid, genuine, { headers: { 'wechatpay-nonce': 'x' } }],
  [
    'changed body',
    invalid,
    genuine,
    { body: Buffer.from(genuine.toString().replace('SUCCESS', 'SUCCEED')) },
  ],
  ['body with other spaces', invalid, genuine, { body: Buffer.from(`${genuine.toString()} `) }],
  ['too old', 'callback-too-old', genuine, { at: later(5 * 60_000 + 1_000) }],
  ['from the future', 'callback-too-old', genuine, { at: later(-5 * 60_000 - 1_000) }],
  [
    'timestamp that is no number',
    'callback-too-old',
    genuine,
    { headers: { 'wechatpay-timestamp': '0x65' } },
  ],
  ['another APIv3 key', 'callback-not-decryptable', genuine, { apiV3Key: 'a'.repeat(32) }],
  ['an APIv3 key that is missing', 'callback-not-decryptable', genuine, { apiV3Key: '' }],
  [
    'truncated ciphertext',
    'callback-not-decryptable',
    notificationBody({ ...resource, ciphertext: short }),
    {},
  ],
  [
    'ciphertext shorter than its tag',
    'callback-not-decryptable',
    notificationBody({ ...resource, ciphertext: 'AAAA' }),
    {},
  ],
  [
    'other algorithm',
    'callback-malformed',
    notificationBody({ ...resource, algorithm: 'AES' }),
    {},
  ],
  ['no id', 'callback-malformed', notificationBody(resource, { id: undefined }), {}],
  ['not JSON', 'callback-malformed', Buffer.from('{"id":'), {}],
  ['empty body', 'callback-malformed', Buffer.alloc(0), {}],
  ['huge body', 'callback-malformed', Buffer.alloc(256 * 1024 + 1), {}],
  [
    'about another merchant',
    'callback-receiver-wrong',
    notificationBody(sealedResource(side, text.replace(paid.mchid, '1900000109'))),
    {},
  ],
  [
    'content that is no payment',
    'callback-malformed',
    notificationBody(sealedResource(side, '{}')),
    {},
  ],
  [
    'unknown trade state',
    'callback-malformed',
    notificationBody(sealedResource(side, text.replace('"SUCCESS"', '"NEW"'))),
    {},
  ],
])('%s: %s', async (_what, code, body, change) => {
  const error: unknown = await open(body, change).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'CallbackRefused', code, detail: undefined })
})
