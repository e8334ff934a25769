import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem, type OperatorCaller } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { Actor, Audit } from './audit.service.js'
import {
  AuditList,
  AuditQuery,
  NewOperator,
  OperatorList,
  OperatorParams,
  OperatorPatch,
  OperatorQuery,
  OperatorView,
} from './operators.contract.js'
import type { Operator } from './operators.domain.js'
import { operatorErrors } from './operators.errors.js'
import type { Operators } from './operators.service.js'

const tags = ['operators']
const manage = { access: access.permission('operators.manage') }
const readAudit = { access: access.permission('audit.read') }

export function operatorsRoutes(operators: Operators, audit: Audit): FastifyPluginAsyncZod {
  return async (app) => {
    const list = { operationId: 'listOperators', tags, querystring: OperatorQuery }
    const listSchema = { ...list, response: answers(OperatorList, {}) }
    app.get('/api/operators', { config: manage, schema: listSchema }, async (request) => {
      const { cursor, limit } = request.query
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, [id('opr')])[0]
      const found = await operators.page({ beforeId, limit: limit + 1 })
      return pageOf(found.map(viewOf), limit, ({ operatorId }) => operatorId)
    })

    const made = answers(OperatorView, operatorErrors, ['username-taken', 'stores-needed'], {
      status: 201,
    })
    const create = { operationId: 'createOperator', tags, body: NewOperator, response: made }
    app.post('/api/operators', { config: manage, schema: create }, async (request, reply) => {
      const result = await operators.create(request.body, actorOf(request.operator))
      return reply.code(201).send(viewOf(orProblem(result, operatorErrors)))
    })

    const changed = answers(OperatorView, operatorErrors, [
      'operator-not-found',
      'last-admin',
      'stores-needed',
    ])
    const update = { operationId: 'updateOperator', tags, params: OperatorParams }
    const updateSchema = { ...update, body: OperatorPatch, response: changed }
    app.patch('/api/operators/:operatorId', { config: manage, schema: updateSchema }, async (r) => {
      const result = await operators.update(r.params.operatorId, r.body, actorOf(r.operator))
      return viewOf(orProblem(result, operatorErrors))
    })

    const trail = { operationId: 'listAudit', tags, querystring: AuditQuery }
    const trailSchema = { ...trail, response: answers(AuditList, {}) }
    app.get('/api/audit', { config: readAudit, schema: trailSchema }, async (request) => {
      const { cursor, limit, subject: subjectId } = request.query
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, [id('aud')])[0]
      const found = await audit.page({ beforeId, subjectId, limit: limit + 1 })
      const shown = found.map((entry) => ({ ...entry, at: entry.at.toISOString() }))
      return pageOf(shown, limit, ({ auditId }) => auditId)
    })
  }
}

export const actorOf = ({ operatorId, name }: OperatorCaller): Actor => ({ operatorId, name })

/** The first `limit` of one more, with the cursor of the last when there are more. */
function pageOf<Item>(found: Item[], limit: number, keyOf: (item: Item) => string) {
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last === undefined ? null : encodeCursor([keyOf(last)]) }
}

function viewOf(operator: Operator): z.output<typeof OperatorView> {
  const { operatorId, username, name, role, storeCodes, status, createdAt } = operator
  const view = { operatorId, username, name, role, status, createdAt: createdAt.toISOString() }
  return { ...view, storeCodes: storeCodes === null ? null : [...storeCodes] }
}
