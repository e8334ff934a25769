import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.js'
import type { Access } from './access.js'

/** Requests per minute and caller in one process: a fence against runaways, not a quota. */
export type RequestsPerMinute = Readonly<Record<Exclude<Access['kind'], 'callback'>, number>>

export const REQUESTS_PER_MINUTE: RequestsPerMinute = {
  public: 6_000, // a shop's customers share one address
  operator: 1_200,
  customer: 300,
  'open-api': 6_000,
}

/** For the `config` of a route where guessing pays, for example log-in: per address and minute. */
export const GUESSABLE = { rateLimit: { max: 30, timeWindow: '1 minute' } } as const

/** Never on callbacks: a platform that gets a refusal may not send again. */
export async function limitRates(
  app: FastifyInstance,
  perMinute: RequestsPerMinute,
): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    max: (request) => perMinute[limitedKind(request)],
    allowList: (request) => request.routeOptions.config.access?.kind === 'callback',
    keyGenerator: callerOf,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false },
    errorResponseBuilder: () => new AppError('too-many-requests', { retriable: true }),
  })
}

function limitedKind(request: FastifyRequest): keyof RequestsPerMinute {
  const kind = request.routeOptions.config.access?.kind ?? 'public'
  return kind === 'callback' ? 'public' : kind
}

/** Callers with a token are counted by it, so that customers behind one address do not block each other. */
function callerOf(request: FastifyRequest): string {
  const kind = limitedKind(request)
  const { authorization, cookie } = request.headers
  const token = kind === 'operator' ? cookie : kind === 'public' ? undefined : authorization
  const name = token === undefined ? request.ip : createHash('sha256').update(token).digest('hex')
  return `${kind}:${name}`
}
