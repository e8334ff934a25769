import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { access, answers, orProblem, type OperatorCaller } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import {
  ApiKeyList,
  ApiKeyParams,
  ApiKeyQuery,
  ApiKeyView,
  MadeApiKey,
  NewApiKey,
} from './api-keys.contract.js'
import type { ApiKey } from './api-keys.domain.js'
import { apiKeyErrors } from './api-keys.errors.js'
import type { ApiKeyService } from './api-keys.service.js'

const tags = ['api-keys']
const config = { access: access.permission('api-keys.manage') }

/** Keys of the open API for the console. */
export function apiKeyRoutes(apiKeys: ApiKeyService): FastifyPluginAsyncZod {
  return async (app) => {
    const listed = answers(ApiKeyList, apiKeyErrors)
    const list = { operationId: 'listApiKeys', tags, querystring: ApiKeyQuery, response: listed }
    app.get('/api/api-keys', { config, schema: list }, async (request) => {
      const { cursor, limit } = request.query
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, [id('key')])[0]
      const found = await apiKeys.page({ beforeId, limit: limit + 1 })
      const items = found.slice(0, limit).map(viewOf)
      const last = found.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.apiKeyId]) }
    })

    const made = answers(MadeApiKey, apiKeyErrors, ['api-key-name-taken'], { status: 201 })
    const make = { operationId: 'makeApiKey', tags, body: NewApiKey, response: made }
    app.post('/api/api-keys', { config, schema: make }, async (request, reply) => {
      const result = await apiKeys.make(request.body, actorOf(request.operator))
      const { apiKey, key } = orProblem(result, apiKeyErrors)
      void reply.header('cache-control', 'no-store')
      return reply.code(201).send({ ...viewOf(apiKey), key })
    })

    const revoked = answers(ApiKeyView, apiKeyErrors, ['api-key-not-found'])
    const revoke = { operationId: 'revokeApiKey', tags, params: ApiKeyParams, response: revoked }
    app.post('/api/api-keys/:apiKeyId/revoke', { config, schema: revoke }, async (request) =>
      viewOf(
        orProblem(
          await apiKeys.revoke(request.params.apiKeyId, actorOf(request.operator)),
          apiKeyErrors,
        ),
      ),
    )
  }
}

const actorOf = ({ operatorId, name }: OperatorCaller) => ({ operatorId, name })

function viewOf(key: ApiKey): z.output<typeof ApiKeyView> {
  const { scopes, sources, createdAt, lastUsedAt, revokedAt, ...fields } = key
  return {
    ...fields,
    scopes: [...scopes],
    sources: sources === null ? null : [...sources],
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
