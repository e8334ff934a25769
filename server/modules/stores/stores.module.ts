import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { Audit } from '../operators/index.js'
import { storesRepository } from './stores.repository.js'
import { storesRoutes } from './stores.routes.js'
import { storesService } from './stores.service.js'

type Deps = Readonly<{ db: Db; audit: Audit; clock: Clock }>

/** Stores and the name of the brand, put together. */
export function storesModule({ db, audit, clock }: Deps) {
  const stores = storesService({ stores: storesRepository(db), clock })
  const routes: readonly FastifyPluginAsyncZod[] = [storesRoutes(stores, audit)]
  return { stores, routes }
}
