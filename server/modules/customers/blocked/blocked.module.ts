import type { Clock } from '../../../platform/clock/index.js'
import type { Db, InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail, EventIntake } from '../customers.ports.js'
import type { IdentifierReader } from '../identifier-reader.js'
import { attachFactsJob } from './attach-facts.js'
import { blockedList } from './blocked-list.js'
import { blockedRoutes } from './blocked.routes.js'
import { blockedService } from './blocked.service.js'
import { blockedValuesRepository } from './blocked-values.repository.js'
import { ownerlessRepository } from './ownerless.repository.js'
import { ownerlessStep } from './ownerless.steps.js'
import type { BlockedValueDocument } from './blocked.model.js'

type Deps = Readonly<{
  db: Db
  masked(identifier: Readonly<{ type: BlockedValueDocument['type']; value: string }>): string
  scopes: Readonly<{ unionid: string; externalUserid: string }>
  audit: AuditTrail
  intake: EventIntake
  inTransaction: InTransaction
  requestJob(name: string): Promise<boolean>
  clock: Clock
}>

/** The list first: the reader of identifiers asks it, and the rest needs the reader. */
export function blockedModule({ db, ...deps }: Deps) {
  const values = blockedValuesRepository(db)
  const rows = ownerlessRepository(db)
  const list = blockedList(values)
  return {
    list,
    parts(reader: IdentifierReader) {
      const service = blockedService({ ...deps, values, rows, list, reader })
      return {
        step: ownerlessStep({ rows, reader }),
        jobs: [attachFactsJob({ ...deps, values, rows })],
        routes: [blockedRoutes(service)],
      }
    },
  }
}
