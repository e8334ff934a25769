import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { access, answers, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { customerErrors } from '../customers/index.js'
import type { ErasureService } from './erasures.service.js'
import { exportPage } from './export-page.js'
import type { ExportPerson } from './export-person.js'
import {
  CustomerParams,
  ErasureList,
  ErasureQuery,
  ErasureView,
  NewErasure,
  PersonExport,
} from './privacy.contract.js'
import type { Erasure } from './privacy.domain.js'
import { privacyErrors } from './privacy.errors.js'

const errors = { ...customerErrors, ...privacyErrors }
const tags = ['privacy']
const params = CustomerParams
const mayExport = { access: access.permission('customers.export') }
const mayErase = { access: access.permission('customers.erase') }
const notThere = ['customer-not-found', 'customer-erased'] as const

const exported = {
  ...answers(PersonExport, errors, [...notThere, 'reveal-limit-reached']),
  308: NO_CONTENT,
}
const asJson = {
  config: mayExport,
  schema: { operationId: 'exportCustomer', tags, params, response: exported },
}
const asPage = {
  config: mayExport,
  schema: { operationId: 'exportCustomerPage', tags, params },
}
const request = {
  config: mayErase,
  schema: {
    operationId: 'eraseCustomer',
    tags,
    params,
    body: NewErasure,
    response: answers(ErasureView, errors, [...notThere, 'erasure-under-way'], { status: 202 }),
  },
}
const list = {
  config: mayErase,
  schema: {
    operationId: 'listErasures',
    tags,
    querystring: ErasureQuery,
    response: answers(ErasureList, errors),
  },
}

type Services = Readonly<{ exportPerson: ExportPerson; erasures: ErasureService }>

/** A copy of what is kept about a person, and taking it away, for operators. */
export const privacyRoutes =
  ({ exportPerson, erasures }: Services): FastifyPluginAsyncZod =>
  async (app) => {
    async function exportFor(asked: FastifyRequest, reply: FastifyReply) {
      const { customerId } = asked.params as { customerId: string }
      const { operatorId, name, permissions } = asked.operator
      const mayReveal = permissions.includes('phones.reveal')
      const found = await exportPerson.forOperator(customerId, { operatorId, name, mayReveal })
      const located = orProblem(found, errors)
      void reply.header('cache-control', 'no-store')
      if (located.at === 'here') {
        return located.value
      }
      const location = asked.url.replace(encodeURIComponent(customerId), located.customerId)
      void reply.redirect(location, 308)
      return null
    }

    app.get('/api/customers/:customerId/export', asJson, async (asked, reply) => {
      return (await exportFor(asked, reply)) ?? reply
    })

    app.get('/api/customers/:customerId/export.html', asPage, async (asked, reply) => {
      const copy = await exportFor(asked, reply)
      return copy === null
        ? reply
        : reply.type('text/html; charset=utf-8').send(Buffer.from(exportPage(copy)))
    })

    app.post('/api/customers/:customerId/erasures', request, async (asked, reply) => {
      const { reason, doNotContact } = asked.body
      const { operatorId, name } = asked.operator
      const wish = { reason, doNotContact }
      const { customerId } = asked.params
      const result = await erasures.byOperator(customerId, wish, { operatorId, name })
      return reply.code(202).send(viewOf(orProblem(result, errors)))
    })

    app.get('/api/erasures', list, async (asked) => {
      const { cursor, limit } = asked.query
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, [id('ers')])[0]
      const found = await erasures.page({ beforeId, limit: limit + 1 })
      const items = found.slice(0, limit).map(viewOf)
      const last = found.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.erasureId]) }
    })
  }

/** Never whom it is about. */
function viewOf(erasure: Erasure): z.output<typeof ErasureView> {
  const { erasureId, state, by, operatorName, reason, doNotContact } = erasure
  return {
    ...{ erasureId, state, by, operatorName, reason, doNotContact },
    requestedAt: erasure.requestedAt.toISOString(),
    dueAt: erasure.dueAt.toISOString(),
    doneAt: erasure.doneAt?.toISOString() ?? null,
    cancelledAt: erasure.cancelledAt?.toISOString() ?? null,
  }
}
