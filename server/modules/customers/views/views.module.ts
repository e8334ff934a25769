import type { Db, InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import { viewsRepository } from './views.repository.js'
import { viewRoutes } from './views.routes.js'
import { viewsService } from './views.service.js'

type Deps = Readonly<{ db: Db; audit: AuditTrail; inTransaction: InTransaction }>

/** Saved views of the customers' list, put together. */
export function savedViewsModule({ db, audit, inTransaction }: Deps) {
  const views = viewsRepository(db)
  return { routes: [viewRoutes(viewsService({ views, audit, inTransaction }))] }
}
