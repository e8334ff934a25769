import type { z } from 'zod'

/** JSON over HTTP for scripts and tests: every answer is parsed, every refusal named. */

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Ask = Readonly<{
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** Statuses that are an answer; 200 to 299 when left out. */
  accept?: readonly number[]
}>
export type Answer<Body> = Readonly<{ status: number; body: Body; headers: Headers }>

/** An answer that was not expected, in one sentence. `body` holds what came. */
export class Refused extends Error {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${request} answered ${status}: ${sentenceOf(body)}`)
    this.name = 'Refused'
  }
}

const TIMEOUT_MS = 130_000

/** `headers`: asked before each request, as sessions begin later. */
export function jsonClient(
  base: string,
  headers: () => Readonly<Record<string, string>> = () => ({}),
) {
  /** Sends and parses. Throws `Refused` for other statuses, and for a body that has not the told shape. */
  return async function send<Schema extends z.ZodType>(
    method: Method,
    path: string,
    schema: Schema,
    ask: Ask = {},
  ): Promise<Answer<z.output<Schema>>> {
    const { body, accept } = ask
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers(),
        ...ask.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const given = readJson(await response.text())
    const isExpected = accept?.includes(response.status) ?? response.ok
    const parsed = isExpected ? schema.safeParse(given) : undefined
    if (parsed?.success !== true) {
      const shown = parsed === undefined ? given : parsed.error.issues
      throw new Refused(`${method} ${path}`, response.status, shown)
    }
    return { status: response.status, body: parsed.data, headers: response.headers }
  }
}

export type Send = ReturnType<typeof jsonClient>

function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text.slice(0, 200)
  }
}

/** Of a problem: its code and its detail; of anything else the beginning. */
function sentenceOf(body: unknown): string {
  const { code, detail, error } = (body ?? {}) as Record<string, unknown>
  const words = [code, error, detail].filter((word) => typeof word === 'string' && word !== '')
  return words.length > 0 ? words.join(', ') : JSON.stringify(body).slice(0, 300)
}
