import type { Clock } from '../../../platform/clock/index.js'
import type { Db, InTransaction } from '../../../platform/mongo/index.js'
import type { Outbox } from '../../../platform/outbox/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { IdentifierText } from '../identifier-text.js'
import type { Customers } from '../customers.repository.js'
import { applyRules } from './apply-rules.js'
import { everybodyRepository } from './everybody.repository.js'
import { rulesFence } from './fence.repository.js'
import { rulesInForce } from './rules-in-force.js'
import { rulesJob } from './rules.jobs.js'
import type { SampleDocument } from './rules.model.js'
import { rulesRepository } from './rules.repository.js'
import { rulesRoutes } from './rules.routes.js'
import { rulesService } from './rules.service.js'
import { tryRules } from './try-rules.js'

type Deps = Readonly<{
  db: Db
  customers: Pick<Customers, 'identifiersByKey'>
  text: Pick<IdentifierText, 'masked'>
  audit: AuditTrail
  outbox: Pick<Outbox, 'append'>
  inTransaction: InTransaction
  requestJob(name: string): Promise<boolean>
  clock: Clock
  onCommitted(): void
}>

/** Versions of the rules: which are in force, trying others, applying them. */
export function rulesModule(deps: Deps) {
  const { db, text } = deps
  const rows = rulesRepository(db)
  const inForce = rulesInForce(rows)
  const everybody = everybodyRepository(db)
  const parts = { ...deps, rows, everybody, inForce, fence: rulesFence(db) }

  async function named(samples: readonly SampleDocument[]) {
    const keys = [...new Set(samples.flatMap((one) => one.keys))]
    const found = await deps.customers.identifiersByKey(keys)
    return new Map(found.map((one) => [one._id, one]))
  }

  return {
    inForce,
    jobs: [rulesJob({ rows, tryOut: tryRules(parts), apply: applyRules(parts) })],
    routes: [rulesRoutes({ rules: rulesService(parts), named, masked: text.masked })],
  }
}
