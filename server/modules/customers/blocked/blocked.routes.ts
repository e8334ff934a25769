import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, NO_CONTENT, orProblem } from '../../../platform/http/index.js'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'
import { customerErrors } from '../customers.errors.js'
import type { IdentifierKey } from '../identifier.domain.js'
import {
  BlockedPage,
  BlockedParams,
  BlockedQuery,
  BlockedRules,
  BlockedValueView,
  NewBlockedValue,
  RemoveBlocked,
} from './blocked.contract.js'
import type { BlockedService } from './blocked.service.js'

const read = { access: access.permission('blocked-values.read') }
const write = { access: access.permission('blocked-values.write') }
const tags = ['identity']

const list = {
  config: read,
  schema: {
    operationId: 'listBlockedValues',
    tags,
    querystring: BlockedQuery,
    response: answers(BlockedPage, customerErrors),
  },
}
const rules = {
  config: read,
  schema: { operationId: 'blockedRules', tags, response: answers(BlockedRules, customerErrors) },
}
const refusals = [
  'blocked-value-unreadable',
  'value-already-blocked',
  'blocked-values-full',
] as const
const add = {
  config: write,
  schema: {
    operationId: 'addBlockedValue',
    tags,
    body: NewBlockedValue,
    response: answers(BlockedValueView, customerErrors, refusals, { status: 201 }),
  },
}
const remove = {
  config: write,
  schema: {
    operationId: 'removeBlockedValue',
    tags,
    params: BlockedParams,
    body: RemoveBlocked,
    response: answers(NO_CONTENT, customerErrors, ['blocked-value-not-found'], { status: 204 }),
  },
}

/** Values that are nobody's: the operators' list. */
export const blockedRoutes =
  (blocked: BlockedService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/identity/blocked', list, async (request) => {
      const { cursor, limit } = request.query
      const [at, key] = cursor === undefined ? [] : decodeCursor(cursor, [z.int(), z.string()])
      const after =
        at === undefined || key === undefined
          ? null
          : { addedAt: new Date(at), key: key as IdentifierKey }
      const found = await blocked.page({ after, limit: limit + 1 })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const nextCursor =
        last === undefined ? null : encodeCursor([last.addedAt.getTime(), last._id])
      return { items: await blocked.views(page), nextCursor }
    })

    app.get('/api/identity/blocked/rules', rules, () => blocked.rules())

    app.post('/api/identity/blocked', add, async (request, reply) => {
      const { operatorId, name } = request.operator
      const added = await blocked.add(request.body, { operatorId, name })
      return reply.code(201).send(orProblem(added, customerErrors))
    })

    app.post('/api/identity/blocked/:key/removal', remove, async (request, reply) => {
      const { operatorId, name } = request.operator
      const asked = { actor: { operatorId, name }, reason: request.body.reason }
      orProblem(await blocked.remove(request.params.key as IdentifierKey, asked), customerErrors)
      return await reply.code(204).send()
    })
  }
