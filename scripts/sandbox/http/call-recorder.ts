import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import type { Area } from '../faults.js'
import { jsonBody, queryOf, rawBody } from './raw-body.js'

const MAX_LOGGED_CHARS = 64_000

export type Recorder = Readonly<{
  /** The API's path as the real host has it. */
  apiOf(request: FastifyRequest): string
  begin(request: FastifyRequest): void
  noteFault(request: FastifyRequest, kind: string): void
  faultOf(request: FastifyRequest): string | null
  /** Writes the call to the log. Status 0: the connection was cut. */
  end(request: FastifyRequest, reply: { status: number; payload: unknown }): void
}>

/** Notes what one platform's routes were asked and what they answered. */
export function callRecorder(
  context: Context,
  { area, prefix }: { area: Area; prefix: string },
): Recorder {
  const notes = new WeakMap<FastifyRequest, { started: number; fault: string | null }>()
  const apiOf = ({ raw }: FastifyRequest) =>
    (raw.url ?? '').split('?')[0]?.slice(prefix.length) ?? ''
  return {
    apiOf,
    begin: (request) => void notes.set(request, { started: performance.now(), fault: null }),
    noteFault(request, fault) {
      notes.set(request, { started: notes.get(request)?.started ?? 0, fault })
    },
    faultOf: (request) => notes.get(request)?.fault ?? null,
    end(request, { status, payload }) {
      const note = notes.get(request)
      context.calls.add({
        at: new Date(context.clock.now()).toISOString(),
        area,
        method: request.method,
        api: apiOf(request),
        query: queryOf(request),
        headers: request.headers,
        body: jsonBody(request) ?? rawBody(request).toString('utf8').slice(0, MAX_LOGGED_CHARS),
        status,
        response: readable(payload),
        durationMs: Math.round(performance.now() - (note?.started ?? 0)),
        fault: note?.fault ?? null,
      })
      context.touch()
    },
  }
}

/** JSON parsed, text as it is, a picture as its size. */
function readable(payload: unknown): unknown {
  if (Buffer.isBuffer(payload)) {
    return `${payload.length} bytes`
  }
  if (typeof payload !== 'string') {
    return null
  }
  try {
    return JSON.parse(payload) as unknown
  } catch {
    return payload.slice(0, MAX_LOGGED_CHARS)
  }
}
