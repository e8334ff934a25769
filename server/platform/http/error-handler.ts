import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorTable } from '../errors/index.js'
import { originOf } from '../mongo/index.js'
import { PROBLEM_TYPE } from './answers.js'
import { joinErrors, problemOf, type ErrorRegistry } from './problems.js'

const RETRY_AFTER_S = 1

/** Everything thrown becomes application/problem+json; everything unknown a 404 of the same form. */
export function answerProblems(app: FastifyInstance, tables: readonly ErrorTable[]): void {
  const registry = joinErrors(tables)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, registry))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new AppError('not-found'), request, reply, registry),
  )
}

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  registry: ErrorRegistry,
): FastifyReply {
  const problem = problemOf(error, registry, request.id)
  const { code } = problem
  if (problem.status === 503) {
    // Thousands a second while the store is silent: a stack in each of them would make the answers late.
    request.log.warn({ code, because: rootOf(error) }, 'request refused until later')
  } else if (problem.status >= 500) {
    request.log.error({ err: error, code }, 'request failed')
  } else {
    request.log.info({ code, ...reasonOf(error) }, 'request refused')
  }
  reply.code(problem.status)
  if (problem.status === 503 && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', RETRY_AFTER_S)
  }
  // A platform gets the bare status: nothing that helps to forge the next attempt.
  if (request.routeOptions.config.access?.kind === 'callback') {
    return reply.type('text/plain').serializer(String).send('')
  }
  return reply
    .type(PROBLEM_TYPE)
    .header('cache-control', 'no-store')
    .serializer((body) => JSON.stringify(body))
    .send(problem)
}

/** The innermost reason, in a line; for the log only. */
function rootOf(error: unknown): string {
  const root = originOf(error instanceof AppError ? (error.cause ?? error) : error)
  return root instanceof Error ? `${root.name}: ${root.message}` : String(root)
}

/** Why a callback was not believed; for the log only. */
function reasonOf(error: unknown): { reason?: string } {
  const reason = error instanceof AppError ? (error as { reason?: unknown }).reason : undefined
  return typeof reason === 'string' ? { reason } : {}
}
