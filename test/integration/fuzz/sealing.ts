import { createCipheriv, createHash, createSign, randomBytes } from 'node:crypto'
import { sealedBy, signedQuery } from '../../unit/integrations/sealing.js'
import { OPEN_KEY, PAY_KEY_ID, type Target } from './target.js'

/** A request as it goes over the wire. */
export type Wire = Readonly<{
  method: 'GET' | 'POST'
  url: string
  headers?: Readonly<Record<string, string>>
  payload?: string | Buffer
}>

type Sealed = Readonly<{ wire: Wire; /** Key of the row, if it is taken. */ key: string }>
const sha256 = (text: string) =>
  createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex')

type Platform = 'wecom' | 'mini'

function secretsOf({ config: { wecom, mini } }: Target, platform: Platform) {
  return platform === 'wecom'
    ? { aesKey: wecom.callbackAesKey, token: wecom.callbackToken, receiver: wecom.corpId }
    : { aesKey: mini.pushAesKey, token: mini.pushToken, receiver: mini.appId }
}

/** A callback of WeCom or the mini-program with this content, sealed and signed as the platform does it. */
export function sealedPush(
  target: Target,
  platform: Platform,
  { text, asJson }: { text: string; asJson: boolean },
): Sealed {
  const { token, ...sealing } = secretsOf(target, platform)
  const encrypted = sealedBy(text, sealing)
  const query = new URLSearchParams(signedQuery(encrypted, { token, at: new Date() })).toString()
  const to = sealing.receiver
  const payload = asJson
    ? JSON.stringify({ ToUserName: to, Encrypt: encrypted })
    : `<xml><ToUserName><![CDATA[${to}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  const headers = { 'content-type': asJson ? 'application/json' : 'text/xml' }
  const prefix = platform === 'wecom' ? 'wecom' : 'mini-push'
  return {
    wire: { method: 'POST', url: `/callbacks/${platform}?${query}`, headers, payload },
    key: `${prefix}:${sha256(text)}`,
  }
}

type Spoilt = Readonly<{ length?: number; pad?: (bytes: number) => Buffer; receiver?: string }>

/** The platform's check of the address with this text, sealed with one thing of the sealing spoilt, and signed. */
export function urlCheck(target: Target, platform: Platform, text: string, spoilt: Spoilt): Wire {
  const { token, ...sealing } = secretsOf(target, platform)
  const echostr = sealedBy(text, { ...sealing, ...spoilt })
  const signed = signedQuery(echostr, { token, at: new Date() })
  const query = new URLSearchParams({ ...signed, echostr }).toString()
  return { method: 'GET', url: `/callbacks/${platform}?${query}` }
}

/** Content encrypted as WeChat Pay does it. */
export function payResource({ config }: Target, text: string, originalType: string) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(config.pay.apiV3Key), nonce)
  cipher.setAAD(Buffer.from(originalType))
  const bytes = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  return {
    algorithm: 'AEAD_AES_256_GCM',
    original_type: originalType,
    associated_data: originalType,
    nonce,
    ciphertext: Buffer.concat(bytes).toString('base64'),
  }
}

/** A notification with this body, signed as WeChat Pay does it. */
export function signedNotice({ payPrivateKeyPem }: Target, what: string, payload: string): Wire {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(8).toString('hex')]
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n${payload}\n`)
    .sign(payPrivateKeyPem, 'base64')
  return {
    method: 'POST',
    url: `/callbacks/pay/${what}`,
    headers: {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': PAY_KEY_ID,
      'wechatpay-signature': signature,
    },
    payload,
  }
}

/** A request of the open API with a good key. */
export function keyed(method: Wire['method'], path: string, payload?: string): Wire {
  const authorization = `Bearer ${OPEN_KEY}`
  const headers: Wire['headers'] =
    payload === undefined
      ? { authorization }
      : { authorization, 'content-type': 'application/json' }
  return { method, url: `/open/v1${path}`, headers, ...(payload === undefined ? {} : { payload }) }
}
