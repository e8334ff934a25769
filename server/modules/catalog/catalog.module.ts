import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Audit } from './catalog.ports.js'
import { catalogRepository } from './catalog.repository.js'
import { catalogRoutes } from './catalog.routes.js'
import { catalogService } from './catalog.service.js'
import { picturesRepository } from './pictures.repository.js'
import { picturesService } from './pictures.service.js'

type Deps = Readonly<{ db: Db; inTransaction: InTransaction; audit: Audit; clock: Clock }>

/** Products and pictures, put together. */
export function catalogModule({ db, inTransaction, audit, clock }: Deps) {
  const pictures = picturesRepository(db)
  const uploads = picturesService({ pictures, audit, inTransaction, clock })
  const routes: readonly FastifyPluginAsyncZod[] = [catalogRoutes(uploads)]
  return {
    catalog: catalogService({ products: catalogRepository(db), pictures, clock }),
    pictures: uploads,
    routes,
  }
}
