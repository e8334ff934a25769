import { createSign, createVerify, randomBytes } from 'node:crypto'
import type { Sandbox } from '../../../../scripts/sandbox/index.js'

export type Json = Record<string, unknown> & { errcode?: number; errmsg?: string }

async function json(url: string, init?: RequestInit): Promise<Json> {
  return (await (await fetch(url, init)).json()) as Json
}

export type World = ReturnType<typeof clients>

/** The four doors of a sandbox as a test uses them. */
export function clients(sandbox: Sandbox) {
  const { url, credentials: keys } = sandbox
  async function control<Answer = Json>(path: string, body?: unknown, method?: string) {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const verb = method ?? (body === undefined ? 'GET' : 'POST')
    return (await json(`${url}/control${path}`, { method: verb, ...init })) as Answer
  }
  async function wecomToken(): Promise<string> {
    const query = new URLSearchParams({
      corpid: keys.WECOM_CORP_ID,
      corpsecret: keys.WECOM_APP_SECRET,
    })
    const answer = await json(`${keys.WECOM_API_BASE}/cgi-bin/gettoken?${query.toString()}`)
    return String(answer['access_token'])
  }
  async function wecom(path: string, body?: unknown): Promise<Json> {
    const joined = path.includes('?') ? '&' : '?'
    const target = `${keys.WECOM_API_BASE}/cgi-bin${path}${joined}access_token=${await wecomToken()}`
    return json(target, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  }
  async function paySent(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    change: Partial<PaySigning> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const text = body === undefined ? '' : JSON.stringify(body)
    // By the sandbox's clock: a test may have moved it by days.
    const { nowMs } = await control<{ nowMs: number }>('/clock')
    const timestamp = String(Math.floor(nowMs / 1000))
    const signing = { ...honest(sandbox, { method, path, text }, timestamp), ...change }
    return fetch(`${keys.PAY_API_BASE}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'contract-test',
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
        authorization: authorization(signing),
        ...headers,
      },
      ...(text === '' ? {} : { body: text }),
    })
  }
  async function pay(...asked: Parameters<typeof paySent>) {
    const response = await paySent(...asked)
    const raw = await response.text()
    const value = raw === '' ? {} : (JSON.parse(raw) as Json)
    return { status: response.status, raw, value, headers: response.headers }
  }
  /** A file, byte for byte. */
  async function payFile(path: string) {
    const response = await paySent('GET', path)
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const person = (more: object = {}) =>
    control<Record<'personId' | 'unionid' | 'openid' | 'externalUserid' | 'phone', string>>(
      '/people',
      { name: '小满', ...more },
    )
  return { control, wecom, wecomToken, pay, payFile, person, json, keys }
}

type PaySigning = {
  mchid: string
  serial_no: string
  timestamp: string
  nonce_str: string
  signature: string
}

/** Source: WeChat Pay v3, 签名生成. */
export function honest(
  { credentials }: Sandbox,
  { method, path, text }: { method: string; path: string; text: string },
  timestamp = String(Math.floor(Date.now() / 1000)),
): PaySigning {
  const nonce = randomBytes(16).toString('hex')
  const message = `${method}\n${path}\n${timestamp}\n${nonce}\n${text}\n`
  const signature = createSign('RSA-SHA256')
    .update(message)
    .sign(credentials.merchantPrivateKeyPem, 'base64')
  return {
    mchid: credentials.PAY_MCH_ID,
    serial_no: credentials.PAY_MERCHANT_SERIAL,
    timestamp,
    nonce_str: nonce,
    signature,
  }
}

function authorization(signing: PaySigning): string {
  const fields = Object.entries(signing).map(([name, value]) => `${name}="${value}"`)
  return `WECHATPAY2-SHA256-RSA2048 ${fields.join(',')}`
}

/** Verifies what WeChat Pay sent over `timestamp\nnonce\nbody\n`. */
export function payReplyFits(
  header: (name: string) => string,
  body: string,
  key: { serial: string; pem: string },
): boolean {
  const text = `${header('wechatpay-timestamp')}\n${header('wechatpay-nonce')}\n${body}\n`
  const verify = createVerify('RSA-SHA256').update(text)
  return (
    header('wechatpay-serial') === key.serial &&
    verify.verify(key.pem, header('wechatpay-signature'), 'base64')
  )
}
