import { createVerify, type KeyObject } from 'node:crypto'
import { CALLBACK_WINDOW_MS, isFresh } from '../../platform/callbacks/index.js'

export type SignedHeaders = Readonly<Record<string, string | string[] | undefined>>

export type Finding =
  | 'genuine'
  | 'headers-missing'
  /** WeChat Pay now and then sends a wrong signature on purpose and looks whether it is refused. */
  | 'sign-test'
  | 'outside-window'
  | 'serial-unknown'
  | 'signature-wrong'

type Signed = Readonly<{
  /** Names in lower case. */
  headers: SignedHeaders
  /** The bytes as received. */
  body: Buffer
  findKey: (serial: string) => Promise<KeyObject | null>
  now: Date
}>

const SIGN_TEST = 'WECHATPAY/SIGNTEST/'
const RSA_SHA256 = 'WECHATPAY2-SHA256-RSA2048'
const MAX_HEADER_CHARS = 2_000

/**
 * Is this notification or answer from WeChat Pay? The cheap checks come first; the key is looked up last.
 * Source: WeChat Pay v3, 签名验证.
 */
export async function examineSignature({ headers, body, findKey, now }: Signed): Promise<Finding> {
  const timestamp = single(headers['wechatpay-timestamp'])
  const nonce = single(headers['wechatpay-nonce'])
  const signature = single(headers['wechatpay-signature'])
  const serial = single(headers['wechatpay-serial'])
  const type = headers['wechatpay-signature-type'] ?? RSA_SHA256
  if (!timestamp || !nonce || !signature || !serial || type !== RSA_SHA256) {
    return 'headers-missing'
  }
  if (signature.startsWith(SIGN_TEST)) {
    return 'sign-test'
  }
  if (!isFresh(timestamp, now, CALLBACK_WINDOW_MS)) {
    return 'outside-window'
  }
  const key = await findKey(serial)
  if (key === null) {
    return 'serial-unknown'
  }
  const verifier = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n`)
  verifier.update(body).update('\n')
  return verifier.verify(key, signature, 'base64') ? 'genuine' : 'signature-wrong'
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value.length <= MAX_HEADER_CHARS ? value : undefined
}
