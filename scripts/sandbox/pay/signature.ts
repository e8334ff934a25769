import { createPublicKey, createSign, createVerify, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import { rawBody } from '../http/raw-body.js'
import { PayError } from './errors.js'
import { signingCertificate } from './platform-certificates.js'

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
const WINDOW_SECONDS = 300
const FIELDS = ['mchid', 'nonce_str', 'timestamp', 'serial_no', 'signature'] as const
const MAX_SHOWN_CHARS = 200

type Authorization = Record<(typeof FIELDS)[number], string>

/** Each field exactly once, quoted, in any order. */
function parseAuthorization(header: string): Authorization | null {
  const [scheme, rest = ''] = [header.split(' ')[0], header.slice(header.indexOf(' ') + 1)]
  const pairs = rest.split(',').map((pair) => /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(pair))
  const found = Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
  const complete = FIELDS.every((field) => (found[field] ?? '') !== '')
  return scheme === SCHEME && pairs.length === FIELDS.length && complete
    ? (found as Authorization)
    : null
}

function signError(message: string, detail?: object): PayError {
  return new PayError(401, 'SIGN_ERROR', message, detail)
}

/** The real reply shows how WeChat built the text, so that a developer can compare. */
function mismatch(method: string, url: string, text: string): PayError {
  return signError('签名错误，请检查后再试', {
    detail: { issue: 'sign not match' },
    field: 'signature',
    location: 'authorization',
    sign_information: {
      method,
      url,
      truncated_sign_message: text.slice(0, MAX_SHOWN_CHARS),
      sign_message_length: Buffer.byteLength(text),
    },
  })
}

/** The path as it would be on the real host: without the sandbox's /mch. */
export const payPath = ({ raw }: FastifyRequest) => (raw.url ?? '').replace(/^\/mch/, '')

/** Source: WeChat Pay v3, 签名生成. Refuses with 401 SIGN_ERROR, or 400 for the other headers. */
export function checkRequest({ keys, clock }: Context, request: FastifyRequest): void {
  const { accept = '', 'user-agent': agent = '', authorization = '' } = request.headers
  if (agent === '' || !/application\/json|\*\/\*/.test(accept)) {
    throw new PayError(400, 'PARAM_ERROR', 'Http头缺少Accept或User-Agent')
  }
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json')
  if (request.method === 'POST' && !isJson) {
    throw new PayError(400, 'PARAM_ERROR', 'Http头Content-Type必须为application/json')
  }
  const parsed = parseAuthorization(authorization)
  if (parsed === null) {
    throw signError('Http头Authorization不符合规则，请检查Authorization')
  }
  if (parsed.mchid !== keys.mchId) {
    throw signError('商户号不存在或与签名证书不匹配')
  }
  if (parsed.serial_no.toUpperCase() !== keys.merchantSerial) {
    throw signError('商户证书序列号有误。请使用签名私钥匹配的证书序列号')
  }
  const age = Math.abs(clock.nowSeconds() - Number(parsed.timestamp))
  if (!/^\d+$/.test(parsed.timestamp) || age > WINDOW_SECONDS) {
    throw signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟')
  }
  const url = payPath(request)
  const body = rawBody(request).toString('utf8')
  const text = [request.method, url, parsed.timestamp, parsed.nonce_str, body, ''].join('\n')
  const verify = createVerify('RSA-SHA256').update(text)
  if (!verify.verify(createPublicKey(keys.merchantCertPem), parsed.signature, 'base64')) {
    throw mismatch(request.method, url, text)
  }
}

/** `paySign` of wx.requestPayment. */
export function paySignFits(
  { keys }: Context,
  signed: { appId: string; timeStamp: string; nonceStr: string; package: string; paySign: string },
): boolean {
  const text = [signed.appId, signed.timeStamp, signed.nonceStr, signed.package, ''].join('\n')
  const verify = createVerify('RSA-SHA256').update(text)
  return verify.verify(createPublicKey(keys.merchantCertPem), signed.paySign, 'base64')
}

/** Signs what WeChat Pay sends: `timestamp\nnonce\nbody\n`. */
export function platformHeaders(
  { world, keys, clock, settings }: Pick<Context, 'world' | 'keys' | 'clock' | 'settings'>,
  body: string,
  skewMs = 0,
): Record<string, string> {
  const timestamp = String(clock.nowSeconds() + Math.round(skewMs / 1000))
  const random = randomBytes(16)
  const nonce = random.toString('hex').toUpperCase()
  const tossed = settings.payKeyMode === 'mixed' && random.readUInt8(0) % 2 === 0
  const byCertificate = settings.payKeyMode === 'certificate' || tossed
  const sign = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`)
  const certificate = byCertificate ? signingCertificate({ world, keys }) : null
  const key = certificate?.privateKeyPem ?? keys.publicKeyPrivatePem
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': sign.sign(key, 'base64'),
    'wechatpay-serial': certificate?.serial ?? keys.publicKeyId,
    'wechatpay-signature-type': SCHEME,
  }
}

const PROBE = 'WECHATPAY/SIGNTEST/'

/** What WeChat now and then sends to see whether a merchant checks signatures at all. */
export function probeHeaders(headers: Record<string, string>): Record<string, string> {
  const signature = headers['wechatpay-signature'] ?? ''
  return { ...headers, 'wechatpay-signature': `${PROBE}${signature.slice(PROBE.length)}` }
}
