import { z } from 'zod'
import {
  CallFailed,
  callFailure,
  type HttpAnswer,
  type HttpClient,
} from '../../platform/http-client/index.js'
import type { FreshToken, TokenCache } from '../../platform/tokens/index.js'
import { reactionTo, TOKEN_API, verdictOf } from './wechat-mini.codes.js'
import { FAILURE_CODES, OK } from './wechat-mini.errors.js'

export type MiniSettings = Readonly<{ appid: string; secret: string }>

type Sent = Readonly<{
  /** For log and metrics. */
  api: string
  path: string
  query?: Readonly<Record<string, string>>
  /** Makes it a POST. */
  json?: object
  timeoutMs?: number
}>

export type MiniAnswer = Readonly<{ errcode: number; fields: unknown; picture: Buffer | null }>

export type Transport = {
  /** Without a token. The named error codes come back as they are, others throw `CallFailed`. */
  ask(request: Sent, expected?: readonly number[]): Promise<MiniAnswer>
  /** With the token; a refused one is replaced once. */
  askWithToken(request: Sent, expected?: readonly number[]): Promise<MiniAnswer>
}

type Deps = Readonly<{ http: HttpClient; tokens: TokenCache; settings: MiniSettings }>

/** Below the lease of the token cache (5 s). */
const TOKEN_TIMEOUT_MS = 4_000
const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** Calls the mini-program's server APIs. Source: documents of `getStableAccessToken`. */
export function miniTransport({ http, tokens, settings }: Deps): Transport {
  const tokenName = `mini:${settings.appid}:access-token`

  async function fetchToken(): Promise<FreshToken> {
    const api = TOKEN_API
    const { appid, secret } = settings
    const answer = await exchange(http, {
      api,
      path: '/cgi-bin/stable_token',
      json: { grant_type: 'client_credential', appid, secret },
      timeoutMs: TOKEN_TIMEOUT_MS,
    })
    throwUnlessExpected(api, answer, [])
    const { access_token, expires_in } = parseFields(TokenAnswer, api, answer)
    return { token: access_token, expiresInS: expires_in }
  }

  return {
    async ask(request, expected = []) {
      const answer = await exchange(http, request)
      throwUnlessExpected(request.api, answer, expected)
      return answer
    },

    async askWithToken(request, expected = []) {
      const send = (access_token: string) =>
        exchange(http, { ...request, query: { access_token, ...request.query } })
      const token = await tokens.get(tokenName, fetchToken)
      let answer = await send(token)
      if (reactionTo(answer.errcode, request.api) === 'refresh-token') {
        await tokens.invalidate(tokenName, token)
        answer = await send(await tokens.get(tokenName, fetchToken))
      }
      throwUnlessExpected(request.api, answer, expected)
      return answer
    },
  }
}

/** The answer's fields in their expected shape; the error names fields, never their content. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  api: string,
  { fields }: MiniAnswer,
): z.output<Schema> {
  const parsed = schema.safeParse(fields)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)
    const cause = new Error(issues.join('; '))
    const code = 'mini-answer-unexpected'
    throw new CallFailed(code, { api, effect: 'unknown', retriable: false, cause })
  }
  return parsed.data
}

async function exchange(http: HttpClient, request: Sent): Promise<MiniAnswer> {
  const { api, path, query, json, timeoutMs } = request
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  const answer = await http
    .send({
      api,
      method: json === undefined ? 'GET' : 'POST',
      path: path + search,
      readCode: codeForLog,
      ...(json === undefined ? {} : { body: JSON.stringify(json), headers: JSON_HEADERS }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
    .catch((error: unknown) => {
      throw callFailure(error, { api, codes: FAILURE_CODES })
    })
  const understood = readAnswer(answer)
  if (understood === undefined) {
    const platformCode = String(answer.status)
    const options = { api, effect: 'unknown', retriable: true, platformCode } as const
    throw new CallFailed(FAILURE_CODES.outcomeUnknown, options)
  }
  return understood
}

const JSON_HEADERS = { 'content-type': 'application/json' }
// `errcode` is missing from the success answer of jscode2session, and from every picture.
const Envelope = z.looseObject({ errcode: z.coerce.number().default(OK) })

/** A picture counts as success; everything else is JSON, whatever its content type says. */
function readAnswer({ status, headers, body }: HttpAnswer): MiniAnswer | undefined {
  if (status !== 200) {
    return undefined
  }
  if (headers['content-type']?.startsWith('image/')) {
    return { errcode: OK, fields: {}, picture: body }
  }
  try {
    const fields = Envelope.parse(JSON.parse(body.toString('utf8')))
    return { errcode: fields.errcode, fields, picture: null }
  } catch {
    return undefined
  }
}

function codeForLog(answer: HttpAnswer): string | undefined {
  const errcode = readAnswer(answer)?.errcode ?? answer.status
  return errcode === OK ? undefined : String(errcode)
}

function throwUnlessExpected(
  api: string,
  { errcode }: MiniAnswer,
  expected: readonly number[],
): void {
  if (errcode !== OK && !expected.includes(errcode)) {
    const { code, ...rest } = verdictOf(errcode, api)
    throw new CallFailed(code, { api, effect: 'none', platformCode: String(errcode), ...rest })
  }
}
