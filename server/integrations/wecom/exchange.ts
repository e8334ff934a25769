import { z } from 'zod'
import {
  CallFailed,
  callFailure,
  type HttpAnswer,
  type HttpClient,
} from '../../platform/http-client/index.js'
import { verdictOf } from './wecom.codes.js'
import { FAILURE_CODES, OK } from './wecom.errors.js'

export type Sent = Readonly<{
  /** Path below `/cgi-bin/`, as the documents name the API. */
  api: string
  query?: Readonly<Record<string, string>>
  /** Makes it a POST. */
  json?: object
  timeoutMs?: number
}>

const Envelope = z.looseObject({ errcode: z.coerce.number().default(OK) })

/** One HTTP call. WeCom says errors in a 200 with `errcode`; throws `CallFailed` when there is no such answer. */
export async function exchange(http: HttpClient, { api, query, json, timeoutMs }: Sent) {
  const search = new URLSearchParams(query).toString()
  const answer = await http
    .send({
      api,
      method: json === undefined ? 'GET' : 'POST',
      path: `/cgi-bin/${api}?${search}`,
      readCode: (received) => codeForLog(received),
      ...(json === undefined ? {} : { body: JSON.stringify(json), headers: JSON_HEADERS }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
    .catch((error: unknown) => {
      throw callFailure(error, { api, codes: FAILURE_CODES })
    })
  const parsed = readEnvelope(answer)
  if (parsed === undefined) {
    throw new CallFailed(FAILURE_CODES.outcomeUnknown, {
      api,
      effect: 'unknown',
      retriable: true,
      platformCode: String(answer.status),
    })
  }
  return parsed
}

const JSON_HEADERS = { 'content-type': 'application/json' }

function readEnvelope({ status, body }: HttpAnswer) {
  if (status !== 200) {
    return undefined
  }
  try {
    return Envelope.safeParse(JSON.parse(body.toString('utf8'))).data
  } catch {
    return undefined
  }
}

function codeForLog(answer: HttpAnswer): string | undefined {
  const errcode = readEnvelope(answer)?.errcode ?? answer.status
  return errcode === OK ? undefined : String(errcode)
}

export function throwUnlessOk(api: string, errcode: number): void {
  if (errcode !== OK) {
    const { code, ...rest } = verdictOf(errcode)
    throw new CallFailed(code, { api, effect: 'none', platformCode: String(errcode), ...rest })
  }
}

/** The answer in its expected shape; the error names fields, never their content. */
export function parse<Schema extends z.ZodType>(schema: Schema, api: string, answer: unknown) {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) {
    const cause = new Error(
      parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; '),
    )
    throw new CallFailed('wecom-answer-unexpected', {
      api,
      effect: 'unknown',
      retriable: false,
      cause,
    })
  }
  return parsed.data
}
