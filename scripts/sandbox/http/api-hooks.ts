import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.js'
import type { ApiFaultKind, Area, Fault } from '../faults.js'
import { callRecorder, type Recorder } from './call-recorder.js'
import { queryOf } from './raw-body.js'

const SLOW_DEFAULT_MS = 6_000
const GATEWAY_ERROR = '<html><body><h1>502 Bad Gateway</h1></body></html>'
const BAD_GATEWAY = 502
const SERVER_ERROR = 500
const WORDED = ['tokenRevoked', 'frequencyLimit', 'busy', 'errcode'] as const

/** The faults that each platform words in its own way. */
export type RefusalKind = (typeof WORDED)[number]
export type Refusal = Readonly<{ status: number; body: object }>

export type ApiArea = Readonly<{
  area: Area
  /** `/qyapi`: cut off before the path is logged. */
  prefix: string
  /** The platform's own answer to such a fault; null: this platform has none. */
  refuse: (fault: Fault & { kind: RefusalKind }, request: FastifyRequest) => Refusal | null
}>

type Take = (kind: ApiFaultKind, request: FastifyRequest) => Fault | undefined

/** Puts the fault switches and the call log around all routes of one platform. */
export function apiHooks(app: FastifyInstance, context: Context, own: ApiArea): void {
  const recorder = callRecorder(context, own)
  const take: Take = (kind, request) => {
    const subject = recorder.apiOf(request)
    const fault = context.faults.take(kind, { area: own.area, subject })
    if (fault !== undefined) {
      recorder.noteFault(request, kind)
    }
    return fault
  }
  app.addHook('onRequest', async (request) => recorder.begin(request))
  app.addHook('preHandler', async (request, reply) => {
    const slow = take('slow', request)
    if (slow !== undefined) {
      await pause(slow.ms ?? SLOW_DEFAULT_MS)
    }
    const before = take('errorBefore', request)
    if (before !== undefined) {
      return failBefore(before, { request, reply, recorder })
    }
    const refusal = refused(own, request, take)
    return refusal === null ? undefined : reply.code(refusal.status).send(refusal.body)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const isBefore = recorder.faultOf(request) === 'errorBefore'
    const after = isBefore ? undefined : take('errorAfter', request)
    if (after?.cut === true) {
      recorder.end(request, { status: 0, payload: 'connection cut after the effect' })
      request.raw.socket.destroy()
      return ''
    }
    if (after !== undefined) {
      reply.code(after.status ?? BAD_GATEWAY).type('text/html')
      reply.removeHeader('content-length')
    }
    const sent = after === undefined ? payload : GATEWAY_ERROR
    recorder.end(request, { status: reply.statusCode, payload: sent })
    return sent
  })
}

function refused(own: ApiArea, request: FastifyRequest, take: Take): Refusal | null {
  for (const kind of WORDED) {
    // Only a call that shows a token can find it revoked.
    const fits = kind !== 'tokenRevoked' || 'access_token' in queryOf(request)
    const fault = fits ? take(kind, request) : undefined
    const refusal = fault === undefined ? null : own.refuse({ ...fault, kind }, request)
    if (refusal !== null) {
      return refusal
    }
  }
  return null
}

function failBefore(
  fault: Fault,
  {
    request,
    reply,
    recorder,
  }: { request: FastifyRequest; reply: FastifyReply; recorder: Recorder },
): FastifyReply {
  if (fault.cut === true) {
    recorder.end(request, { status: 0, payload: 'connection cut before the effect' })
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
  return reply
    .code(fault.status ?? SERVER_ERROR)
    .type('text/html')
    .send(GATEWAY_ERROR)
}
