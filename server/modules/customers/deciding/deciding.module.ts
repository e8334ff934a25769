import type { Clock } from '../../../platform/clock/index.js'
import type { Db, InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail, RelationReader } from '../customers.ports.js'
import type { Customers } from '../customers.repository.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Identity } from '../identity.service.js'
import type { ExplainReads } from '../explain/explain.repository.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import { asides } from './aside.js'
import { decides, type OutboxPort } from './decide.js'
import { decidingQueries } from './deciding.queries.js'
import { decidingRepository } from './deciding.repository.js'
import { decidingRoutes } from './deciding.routes.js'
import { lookAt } from './look.js'
import { previews } from './preview.js'
import { retractSource } from './retract-source.js'
import { copyEvidence } from './review-evidence.js'
import { weighReviews } from './reviews.jobs.js'
import { reviewQueue } from './reviews.js'
import { reviewRoutes } from './reviews.routes.js'
import { undoMerge } from './undo-merge.js'

type Deps = Readonly<{
  db: Db
  customers: Customers
  identity: Pick<Identity, 'keysOf'>
  relations: RelationReader
  text: IdentifierText
  reads: Pick<ExplainReads, 'firstOf'>
  /** In force now. */
  rules(): Promise<ResolutionRules>
  isBlocked(key: IdentifierKey): boolean
  audit: AuditTrail
  outbox: OutboxPort
  inTransaction: InTransaction
  clock: Clock
  /** Something has left outbox rows behind. */
  onCommitted(): void
}>

/** Operators' words about who is who, put together. */
export function decidingModule(deps: Deps) {
  const deciding = decidingRepository(deps.db)
  const look = lookAt({ ...deps, deciding })
  const seen = previews({ ...deps, look })
  const parts = { ...deps, deciding, previews: seen }
  const queries = decidingQueries(parts)
  const reviews = reviewQueue(parts)
  return {
    retractSource: retractSource({ ...deps, deciding }),
    jobs: [weighReviews(parts)],
    routes: [
      decidingRoutes({
        deciding,
        previews: seen,
        decides: decides({ ...deps, deciding, look }),
        undoMerge: undoMerge(parts),
        queries,
      }),
      reviewRoutes({
        reviews,
        asides: asides(parts),
        copyEvidence: copyEvidence({ ...parts, reviews, queries }),
      }),
    ],
  }
}
