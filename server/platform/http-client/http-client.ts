import { Pool } from 'undici'
import type { CallLog, CallRecord } from '../call-log/index.js'
import { systemClock, type Clock } from '../clock/index.js'
import { HttpFailure, kindOf } from './http-failure.js'

export type HttpCall = Readonly<{
  /** Name for log and metrics, without values: `externalcontact/get`. */
  api: string
  method: 'GET' | 'POST'
  /** From the base address on, with query: `/cgi-bin/gettoken?…`. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** Sent byte for byte. */
  body?: string | Buffer
  /** For the whole call, from queueing to the last byte. */
  timeoutMs?: number
  /** The platform's error code in an answer; undefined when it went well. Default: HTTP status from 400 on. */
  readCode?: (answer: HttpAnswer) => string | undefined
}>

export type HttpAnswer = Readonly<{
  status: number
  /** Names in lower case; of repeated ones the first. */
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
}>

/** An answer whose body is read while it arrives; one that is not read to its end is discarded. */
export type HttpStream = Omit<HttpAnswer, 'body'> &
  Readonly<{ body: AsyncIterable<Buffer>; discard(): Promise<void> }>

export type OnCall = (call: CallRecord) => void

export type HttpClient = {
  /** Answers of every status are returned; throws `HttpFailure` when there is none. Never follows a redirect. */
  send(call: HttpCall): Promise<HttpAnswer>
  /** For what is too large to be held: bounded by silence instead of by time and size, and the reader bounds the size. */
  open(call: Omit<HttpCall, 'timeoutMs' | 'readCode'>): Promise<HttpStream>
  close(): Promise<void>
}

type Options = Readonly<{
  /** For log and metrics: `wecom`. */
  platform: string
  /** Origin and, behind a gateway, a path: `http://127.0.0.1:3100/qyapi`. */
  baseUrl: string
  callLog: CallLog
  onCall?: OnCall
  clock?: Clock
  timeoutMs?: number
}>

const TIMEOUT_MS = 5_000
const CONNECT_TIMEOUT_MS = 3_000
const CONNECTIONS = 32
/** Streams at once, and how long one may be silent before it counts as cut. */
const STREAMS = 2
const SILENCE_MS = 30_000
const ANSWER_MAX_BYTES = 16 * 1024 * 1024

/** A client of one platform: one pool of kept-alive connections, every call bounded, recorded and counted. */
export function httpClient(options: Options): HttpClient {
  const base = new URL(options.baseUrl)
  const prefix = base.pathname.replace(/\/$/, '')
  const clock = options.clock ?? systemClock
  const pool = new Pool(base.origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: ANSWER_MAX_BYTES,
  })

  const streams = new Pool(base.origin, {
    connections: STREAMS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
  })

  function record(call: HttpCall, startedMs: number, result: HttpAnswer | HttpFailure): void {
    const entry = {
      platform: options.platform,
      api: call.api,
      at: clock.now(),
      durationMs: Math.round(performance.now() - startedMs),
      ...describe(call, result),
    }
    options.callLog.record(entry)
    options.onCall?.(entry)
  }

  return {
    async send(call) {
      const startedMs = performance.now()
      const timeoutMs = call.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS
      try {
        const answer = await exchange(pool, prefix, call, timeoutMs)
        record(call, startedMs, answer)
        return answer
      } catch (error) {
        if (error instanceof HttpFailure) {
          record(call, startedMs, error)
        }
        throw error
      }
    },
    async open(call) {
      const startedMs = performance.now()
      try {
        const {
          statusCode: status,
          headers,
          body,
        } = await streams.request({
          method: call.method,
          path: prefix + call.path,
          headers: call.headers ?? {},
          body: call.body ?? null,
        })
        const head = { status, headers: firstValues(headers) }
        record(call, startedMs, { ...head, body: Buffer.alloc(0) })
        return { ...head, body: whole(call.api, body), discard: () => body.dump() }
      } catch (error) {
        const failure = new HttpFailure(kindOf(error), call.api, error)
        record(call, startedMs, failure)
        throw failure
      }
    },
    close: async () => {
      await Promise.all([pool.close(), streams.close()])
    },
  }
}

async function exchange(
  pool: Pool,
  prefix: string,
  call: HttpCall,
  timeoutMs: number,
): Promise<HttpAnswer> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const { statusCode, headers, body } = await pool.request({
      method: call.method,
      path: prefix + call.path,
      headers: call.headers ?? {},
      body: call.body ?? null,
      signal: abort.signal,
    })
    const bytes = Buffer.from(await body.arrayBuffer())
    return { status: statusCode, headers: firstValues(headers), body: bytes }
  } catch (error) {
    throw new HttpFailure(abort.signal.aborted ? 'timeout' : kindOf(error), call.api, error)
  } finally {
    clearTimeout(timer)
  }
}

async function* whole(api: string, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    throw new HttpFailure(kindOf(error), api, error)
  }
}

function firstValues(headers: Record<string, string | string[] | undefined>) {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value[0] : value,
  ])
  return Object.fromEntries(entries) as HttpAnswer['headers']
}

function describe(call: HttpCall, result: HttpAnswer | HttpFailure) {
  if (result instanceof HttpFailure) {
    return { outcome: result.kind }
  }
  const code = (call.readCode ?? statusAsCode)(result)
  const requestId = result.headers['request-id']
  return {
    outcome: code === undefined ? ('ok' as const) : ('refused' as const),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

function statusAsCode({ status }: HttpAnswer): string | undefined {
  return status >= 400 ? String(status) : undefined
}
