import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, NO_CONTENT } from '../../../platform/http/index.js'
import { CustomerParams } from '../customers.contract.js'
import { customerErrors } from '../customers.errors.js'
import { hereOrMoved } from '../moved.js'
import { Explanation, ExplainQuery, IdentityGraph } from './explain.contract.js'
import type { Explain } from './explain.service.js'

const config = { access: access.permission('customers.read') }
const tags = ['identity']
const params = CustomerParams
const notFound = ['customer-not-found', 'customer-erased'] as const

const graph = {
  config,
  schema: {
    operationId: 'getIdentityGraph',
    tags,
    params,
    response: { ...answers(IdentityGraph, customerErrors, notFound), 308: NO_CONTENT },
  },
}
const explanation = {
  config,
  schema: {
    operationId: 'explainIdentity',
    tags,
    params,
    querystring: ExplainQuery,
    response: {
      ...answers(Explanation, customerErrors, [...notFound, 'identifier-of-others']),
      308: NO_CONTENT,
    },
  },
}

/** Why identifiers are one customer, for the console. */
export const explainRoutes =
  (explain: Explain): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/customers/:customerId/identity', graph, async (request, reply) => {
      const found = await explain.graph(request.params.customerId)
      return hereOrMoved(request, reply, found) ?? reply
    })

    app.get(
      '/api/customers/:customerId/identity/explanation',
      explanation,
      async (request, reply) => {
        const found = await explain.explain(request.params.customerId, request.query)
        return hereOrMoved(request, reply, found) ?? reply
      },
    )
  }
