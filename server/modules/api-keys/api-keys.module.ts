import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Audit } from '../operators/index.js'
import { apiKeysRepository } from './api-keys.repository.js'
import { apiKeyRoutes } from './api-keys.routes.js'
import { apiKeyService } from './api-keys.service.js'

type Deps = Readonly<{
  db: Db
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
  reservedNames: readonly string[]
}>

/** Keys of the open API that the console makes, put together. */
export function apiKeysModule(deps: Deps) {
  const service = apiKeyService({ ...deps, keys: apiKeysRepository(deps.db) })
  const routes: readonly FastifyPluginAsyncZod[] = [apiKeyRoutes(service)]
  return { callerOf: service.callerOf, routes }
}
