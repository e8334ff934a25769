import {
  CallFailed,
  callFailure,
  type HttpAnswer,
  type HttpClient,
} from '../../platform/http-client/index.js'
import type { Clock } from '../../platform/clock/index.js'
import type { PayKeys } from './keys.js'
import { PAY_ORIGIN, type Sender } from './signer.js'
import { examineSignature } from './verify.js'
import { verdictOf } from './wechat-pay.codes.js'
import { FAILURE_CODES } from './wechat-pay.errors.js'

type Headers = Readonly<Record<string, string>>

/** Orders are made at a bank: slower than other APIs. */
const TIMEOUT_MS = 8_000
/** A bill of a million rows is put together before its address is told. */
const BILL_TIMEOUT_MS = 60_000

export type RawRequest = Readonly<{
  method: 'GET' | 'POST'
  /** As the library writes it, on `PAY_ORIGIN`; sent to the address of `http` instead, after signing. */
  url: string
  headers: Headers
  body?: string
}>

/** One signed request and whatever came back. Throws `CallFailed` when nothing did. */
export async function sendSigned(http: HttpClient, request: RawRequest): Promise<HttpAnswer> {
  const path = request.url.replace(PAY_ORIGIN, '')
  const api = apiName(path)
  try {
    return await http.send({
      api,
      method: request.method,
      path,
      // No compression: the signature is over the bytes that arrive.
      headers: { ...request.headers, 'Accept-Encoding': 'identity' },
      readCode: codeOf,
      timeoutMs: api.startsWith('bill/') ? BILL_TIMEOUT_MS : TIMEOUT_MS,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
  } catch (error) {
    throw callFailure(error, { api, codes: FAILURE_CODES })
  }
}

type Deps = Readonly<{ http: HttpClient; keys: PayKeys; clock: Clock }>

/**
 * The library's way out: swaps the host, sends the very string that was signed, and believes only answers that WeChat Pay has
 * signed. Other answers than 200 and 204 are thrown as `CallFailed`.
 */
export function verifyingSender({ http, keys, clock }: Deps): Sender {
  async function exchange(request: RawRequest) {
    const serial = keys.preferredSerial()
    const expecting: Headers = serial === null ? {} : { 'Wechatpay-Serial': serial }
    const headers = { ...request.headers, ...expecting }
    const answer = await sendSigned(http, { ...request, headers })
    const api = apiName(request.url.replace(PAY_ORIGIN, ''))
    const succeeded = answer.status === 200 || answer.status === 204
    // Gateways in front of WeChat Pay do not sign their errors; an error that is signed must be signed rightly.
    if (succeeded || answer.headers['wechatpay-signature'] !== undefined) {
      await mustBeGenuine(api, answer)
    }
    if (!succeeded) {
      throw refusal(api, answer)
    }
    return { status: answer.status, data: jsonOf(answer) }
  }

  async function mustBeGenuine(api: string, { headers, body }: HttpAnswer): Promise<void> {
    const now = clock.now()
    const finding = await examineSignature({ headers, body, findKey: keys.find, now }).catch(
      (cause: unknown) => {
        throw outcomeUnknown(api, cause)
      },
    )
    if (finding !== 'genuine') {
      throw outcomeUnknown(api, new Error(`answer not believed: ${finding}`))
    }
  }

  return {
    get: (url, headers) => exchange({ method: 'GET', url, headers }),
    post: (url, params, headers) =>
      exchange({ method: 'POST', url, headers, body: JSON.stringify(params) }),
    upload: () => Promise.reject(new Error('uploads are not supported')),
  }
}

function refusal(api: string, answer: HttpAnswer): CallFailed {
  const platformCode = codeOf(answer)
  const { code, ...verdict } = verdictOf(answer.status, platformCode)
  return new CallFailed(code, { api, ...verdict, ...(platformCode && { platformCode }) })
}

function outcomeUnknown(api: string, cause: unknown): CallFailed {
  const options = { api, effect: 'unknown', retriable: true, cause } as const
  return new CallFailed(FAILURE_CODES.outcomeUnknown, options)
}

/** The error code of an answer, else its status; undefined when it went well. */
function codeOf(answer: HttpAnswer): string | undefined {
  if (answer.status === 200 || answer.status === 204) {
    return undefined
  }
  const data = jsonOf(answer)
  const isObject = typeof data === 'object' && data !== null && 'code' in data
  return isObject && typeof data.code === 'string' ? data.code : String(answer.status)
}

function jsonOf({ body }: HttpAnswer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    return {}
  }
}

/** `pay/transactions/out-trade-no/:id/close`: numbers of orders do not belong into log and metrics. */
function apiName(path: string): string {
  const [bare = ''] = path.replace(/^\/v3\//, '').split('?')
  return bare.replace(/\/(out-trade-no|id|refunds)\/[^/]+/, '/$1/:id')
}
