import {
  createCipheriv,
  createSign,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

/*
 * WeChat Pay's side of notifications, written from its v3 documents without a look at the server's code.
 */
export type PaySide = Readonly<{
  apiV3Key: string
  serial: string
  publicKey: KeyObject
  privateKey: KeyObject
}>

export function newPaySide(serial = 'PUB_KEY_ID_0114232134912410000000000000'): PaySide {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { apiV3Key: randomBytes(16).toString('hex'), serial, ...pair }
}

export function sealedResource(side: PaySide, text: string, more: object = {}) {
  const nonce = randomBytes(6).toString('hex')
  const associated_data = 'transaction'
  const cipher = createCipheriv('aes-256-gcm', side.apiV3Key, nonce)
  cipher.setAAD(Buffer.from(associated_data))
  const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  const ciphertext = Buffer.concat(sealed).toString('base64')
  const algorithm = 'AEAD_AES_256_GCM'
  return { original_type: 'transaction', algorithm, ciphertext, associated_data, nonce, ...more }
}

export function notificationBody(resource: object, more: object = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      id: 'EV-2026030110000001',
      create_time: '2026-03-01T10:00:00+08:00',
      event_type: 'TRANSACTION.SUCCESS',
      resource_type: 'encrypt-resource',
      summary: '支付成功',
      resource,
      ...more,
    }),
  )
}

export function signedHeaders(side: PaySide, body: Buffer, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  const sign = createSign('RSA-SHA256')
  sign.update(`${timestamp}\n${nonce}\n${body.toString('utf8')}\n`)
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': sign.sign(side.privateKey, 'base64'),
    'wechatpay-serial': side.serial,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

export const paid = {
  appid: 'wx00000001',
  mchid: '1600000001',
  out_trade_no: 'ord_01jd3v9yq8c5w2m4k7n6p1',
  transaction_id: '4200001234567890123',
  trade_type: 'JSAPI',
  trade_state: 'SUCCESS',
  trade_state_desc: '支付成功',
  bank_type: 'OTHERS',
  attach: '',
  success_time: '2026-03-01T09:59:58+08:00',
  payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
  amount: { total: 1280, payer_total: 1180, currency: 'CNY', payer_currency: 'CNY' },
}
