import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Metrics } from '../metrics/index.js'

const GIVEN_ID = /^[\w.-]{1,64}$/
const QUIET = new Set(['/healthz', '/readyz', '/metrics'])

/** The caller's `x-request-id` when it is harmless, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID()
}

/** One line and one observation per answer. Query strings stay out: they hold signatures, codes and phone numbers. */
export function observeRequests(
  app: FastifyInstance,
  { answerSeconds, ackSeconds }: Metrics,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const { statusCode, elapsedTime } = reply
    const status = String(statusCode)
    answerSeconds.observe({ method: request.method, route, status }, elapsedTime / 1000)
    if (request.routeOptions.config.access?.kind === 'callback') {
      ackSeconds.observe({ route, status }, elapsedTime / 1000)
    }
    const line = { method: request.method, path: pathOf(request), status: statusCode }
    const level = QUIET.has(route) || route.endsWith('*') ? 'debug' : 'info'
    request.log[level]({ ...line, ms: Math.round(elapsedTime * 10) / 10 }, 'answered')
  })
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? ''
}
