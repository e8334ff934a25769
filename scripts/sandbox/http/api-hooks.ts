import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import type { ApiFaultKind, Area, Fault } from '../faults.js'
import { jsonBody, queryOf, rawBody } from './raw-body.js'

const SLOW_DEFAULT_MS = 6_000
const MAX_LOGGED_CHARS = 64_000

export type RefusalKind = Exclude<ApiFaultKind, 'slow' | 'errorBefore' | 'errorAfter'>

type ApiArea = Readonly<{
  area: Area
  /** `/qyapi`: cut off before the path is logged. */
  prefix: string
  /** The platform's own answer to a fault that it would word itself; null: this area has none. */
  refuse: (fault: Fault & { kind: RefusalKind }, request: FastifyRequest) => Refusal | null
}>
export type Refusal = Readonly<{ status: number; body: object }>

type Note = { started: number; fault: string | null }

/** Puts the fault switches and the call log around all routes of one platform. */
export function apiHooks(app: FastifyInstance, context: Context, own: ApiArea): void {
  const notes = new WeakMap<FastifyRequest, Note>()
  const apiOf = ({ raw }: FastifyRequest) =>
    (raw.url ?? '').split('?')[0]?.slice(own.prefix.length) ?? ''
  const take = (kind: ApiFaultKind, request: FastifyRequest) => {
    const fault = context.faults.take(kind, { area: own.area, subject: apiOf(request) })
    const note = notes.get(request)
    if (fault !== undefined && note !== undefined) {
      note.fault = kind
    }
    return fault
  }
  function log(request: FastifyRequest, reply: { status: number; response: unknown }): void {
    const note = notes.get(request)
    context.calls.add({
      at: new Date(context.clock.now()).toISOString(),
      area: own.area,
      method: request.method,
      api: apiOf(request),
      query: queryOf(request),
      headers: request.headers,
      body: jsonBody(request) ?? rawBody(request).toString('utf8').slice(0, MAX_LOGGED_CHARS),
      ...reply,
      durationMs: Math.round(performance.now() - (note?.started ?? 0)),
      fault: note?.fault ?? null,
    })
    context.touch()
  }

  app.addHook('onRequest', async (request) => {
    notes.set(request, { started: performance.now(), fault: null })
  })
  app.addHook('preHandler', async (request, reply) => {
    const slow = take('slow', request)
    if (slow !== undefined) {
      await pause(slow.ms ?? SLOW_DEFAULT_MS)
    }
    const before = take('errorBefore', request)
    if (before !== undefined) {
      return answerFault(before, { request, reply, log })
    }
    for (const kind of ['tokenRevoked', 'frequencyLimit', 'busy', 'errcode'] as const) {
      // Only a call that shows a token can find it revoked.
      const fits = kind !== 'tokenRevoked' || 'access_token' in queryOf(request)
      const fault = fits ? take(kind, request) : undefined
      const refusal = fault === undefined ? null : own.refuse({ ...fault, kind }, request)
      if (refusal !== null) {
        return reply.code(refusal.status).send(refusal.body)
      }
    }
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const isBefore = notes.get(request)?.fault === 'errorBefore'
    const after = isBefore ? undefined : take('errorAfter', request)
    if (after?.cut === true) {
      log(request, { status: 0, response: 'connection cut after the effect' })
      request.raw.socket.destroy()
      return ''
    }
    if (after !== undefined) {
      reply.code(after.status ?? 502).type('text/html')
      reply.removeHeader('content-length')
    }
    const sent = after === undefined ? payload : GATEWAY_ERROR
    log(request, { status: reply.statusCode, response: readable(sent) })
    return sent
  })
}

const GATEWAY_ERROR = '<html><body><h1>502 Bad Gateway</h1></body></html>'

function answerFault(
  fault: Fault,
  {
    request,
    reply,
    log,
  }: {
    request: FastifyRequest
    reply: FastifyReply
    log: (request: FastifyRequest, reply: { status: number; response: unknown }) => void
  },
): FastifyReply {
  if (fault.cut === true) {
    log(request, { status: 0, response: 'connection cut before the effect' })
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
  return reply
    .code(fault.status ?? 500)
    .type('text/html')
    .send(GATEWAY_ERROR)
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
