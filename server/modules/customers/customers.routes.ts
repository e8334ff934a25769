import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, NO_CONTENT } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import {
  CustomerDetail,
  CustomerList,
  CustomerListQuery,
  CustomerParams,
  RevealedPhones,
  RevealReason,
  TimelinePage,
  TimelineQuery,
} from './customers.contract.js'
import { customerErrors } from './customers.errors.js'
import type { CustomerQueries } from './customer-queries.js'
import type { CustomerSearch } from './customer-search.js'
import type { RevealPhones } from './reveal-phones.js'
import { conditionsOf } from './listing/conditions.js'
import { hereOrMoved } from './moved.js'
import { timelinePageOf, timelineQueryOf } from './timeline-page.js'

const config = { access: access.permission('customers.read') }
const tags = ['customers']
const params = CustomerParams
const notFound = ['customer-not-found', 'customer-erased'] as const

const list = {
  config,
  schema: {
    operationId: 'listCustomers',
    tags,
    querystring: CustomerListQuery,
    response: answers(CustomerList, customerErrors),
  },
}
const detail = {
  config,
  schema: {
    operationId: 'getCustomer',
    tags,
    params,
    response: { ...answers(CustomerDetail, customerErrors, notFound), 308: NO_CONTENT },
  },
}
const timeline = {
  config,
  schema: {
    operationId: 'getTimeline',
    tags,
    params,
    querystring: TimelineQuery,
    response: { ...answers(TimelinePage, customerErrors, notFound), 308: NO_CONTENT },
  },
}
const reveal = {
  config: { access: access.permission('phones.reveal') },
  schema: {
    operationId: 'revealPhones',
    tags,
    params,
    body: RevealReason,
    response: {
      ...answers(RevealedPhones, customerErrors, [...notFound, 'reveal-limit-reached']),
      308: NO_CONTENT,
    },
  },
}

type Services = Readonly<{
  queries: CustomerQueries
  search: CustomerSearch
  reveal: RevealPhones
}>

/** Customers for the console. */
export const customerRoutes =
  ({ queries, search, reveal: revealPhones }: Services): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/customers', list, async (request) => {
      const { cursor, limit, search: text, ...filter } = request.query
      const [value, customerId] =
        cursor === undefined ? [] : decodeCursor(cursor, [z.int(), id('cus')])
      const after = value === undefined || customerId === undefined ? null : { value, customerId }
      const { staff, tag } = filter
      const conditions = conditionsOf(filter)
      const asked = { search: text, staff, tag, conditions, after, limit }
      const { rows, next, ...totals } = await search.list(asked)
      const nextCursor = next === null ? null : encodeCursor([next.value, next.customerId])
      return { items: rows, nextCursor, ...totals }
    })

    app.get('/api/customers/:customerId', detail, async (request, reply) => {
      const found = await queries.detail(request.params.customerId)
      return hereOrMoved(request, reply, found) ?? reply
    })

    app.get('/api/customers/:customerId/timeline', timeline, async (request, reply) => {
      const query = timelineQueryOf(request.query)
      const found = await queries.timeline(request.params.customerId, query)
      const entries = hereOrMoved(request, reply, found)
      return entries === null ? reply : timelinePageOf(entries, request.query)
    })

    app.post('/api/customers/:customerId/phones/reveal', reveal, async (request, reply) => {
      const reason = request.body?.reason
      const { operatorId, name } = request.operator
      const asked = { actor: { operatorId, name }, ...(reason === undefined ? {} : { reason }) }
      const found = await revealPhones(request.params.customerId, asked)
      void reply.header('cache-control', 'no-store')
      return hereOrMoved(request, reply, found) ?? reply
    })
  }
