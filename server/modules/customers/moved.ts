import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Id } from '../../platform/ids/index.js'
import type { Result } from '../../platform/errors/index.js'
import { orProblem } from '../../platform/http/index.js'
import { customerErrors } from './customers.errors.js'
import type { Located } from './customer-queries.js'

/**
 * The answer about a customer, or a 308 to the same address under the id that it was merged into. Never stored by anybody
 * on the way: a split brings a merged id back to life.
 */
export function hereOrMoved<Value>(
  request: FastifyRequest,
  reply: FastifyReply,
  found: Result<Located<Value>, keyof typeof customerErrors>,
): Value | null {
  const located = orProblem(found, customerErrors)
  if (located.at === 'here') {
    return located.value
  }
  redirectTo(request, reply, located.customerId)
  return null
}

function redirectTo(request: FastifyRequest, reply: FastifyReply, customerId: Id<'cus'>): void {
  const { customerId: asked } = request.params as { customerId: string }
  const location = request.url.replace(encodeURIComponent(asked), customerId)
  void reply.header('cache-control', 'no-store').redirect(location, 308)
}
