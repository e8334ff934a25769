import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor, PageQuery } from '../../platform/wire/index.js'
import {
  CustomerParams,
  OpenCustomer,
  OpenCustomerPage,
  Resolved,
  ResolveQuery,
  TimelinePage,
  TimelineQuery,
} from './customers.contract.js'
import { customerErrors } from './customers.errors.js'
import type { CustomerQueries } from './customer-queries.js'
import type { Identity } from './identity.service.js'
import { hereOrMoved } from './moved.js'
import { timelinePageOf, timelineQueryOf } from './timeline-page.js'

const config = { access: access.openApi('customers:read') }
const tags = ['open']
const params = CustomerParams
const notFound = ['customer-not-found', 'customer-erased'] as const

const resolve = {
  config,
  schema: {
    operationId: 'openResolveCustomer',
    tags,
    querystring: ResolveQuery,
    response: answers(Resolved, customerErrors, [
      'customer-not-found',
      'phone-is-shared',
      'member-no-is-shared',
      'identifier-missing',
    ]),
  },
}
const list = {
  config,
  schema: {
    operationId: 'openListCustomers',
    tags,
    querystring: PageQuery,
    response: answers(OpenCustomerPage, customerErrors),
  },
}
const one = {
  config,
  schema: {
    operationId: 'openGetCustomer',
    tags,
    params,
    response: { ...answers(OpenCustomer, customerErrors, notFound), 308: NO_CONTENT },
  },
}
const timeline = {
  config,
  schema: {
    operationId: 'openGetTimeline',
    tags,
    params,
    querystring: TimelineQuery,
    response: { ...answers(TimelinePage, customerErrors, notFound), 308: NO_CONTENT },
  },
}

type Services = Readonly<{ queries: CustomerQueries; identity: Pick<Identity, 'resolve'> }>

/** Customers for other systems (contract.md 4). */
export const openCustomerRoutes =
  ({ queries, identity }: Services): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/open/v1/customers/resolve', resolve, async (request) => {
      const customerId = orProblem(await identity.resolve(request.query), customerErrors)
      return { customerId }
    })

    app.get('/open/v1/customers', list, async (request) => {
      const { cursor, limit } = request.query
      const [after = null] = cursor === undefined ? [] : decodeCursor(cursor, [id('cus')])
      const showsPhones = request.openApi.scopes.includes('phones:read')
      const found = await queries.openPage({ after, limit: limit + 1, showsPhones })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.customerId]) }
    })

    app.get('/open/v1/customers/:customerId', one, async (request, reply) => {
      const showsPhones = request.openApi.scopes.includes('phones:read')
      const found = await queries.open(request.params.customerId, { showsPhones })
      return hereOrMoved(request, reply, found) ?? reply
    })

    app.get('/open/v1/customers/:customerId/timeline', timeline, async (request, reply) => {
      const query = timelineQueryOf(request.query)
      const found = await queries.timeline(request.params.customerId, query)
      const entries = hereOrMoved(request, reply, found)
      return entries === null ? reply : timelinePageOf(entries, request.query)
    })
  }
