import type { Clock } from '../../platform/clock/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { AuditRepository } from './audit.repository.js'

/** Who did it; the name as it was then. */
export type Actor = Readonly<{ operatorId: string; name: string }>

export type AuditEntry = Readonly<{
  actor: Actor
  /** `product.update` */
  action: string
  subject: Readonly<{ type: string; id: string }>
  /** Never a secret or a full phone number. */
  before?: unknown
  after?: unknown
  reason?: string
}>

export type Audit = ReturnType<typeof auditService>

/** The audit trail: every state-changing action of staff, with before and after. Entries never change. */
export function auditService({ entries, clock }: { entries: AuditRepository; clock: Clock }) {
  return {
    /** Give the transaction of the change, so that the entry and the change stand or fall together. */
    record: (entry: AuditEntry, { tx }: Readonly<{ tx?: Tx }> = {}): Promise<void> =>
      entries.insert(entry, { at: clock.now(), tx }),

    /** Newest first; of one subject when its id is given. */
    page: (query: { beforeId?: Id<'aud'>; subjectId?: string; limit: number }) =>
      entries.page(query),
  }
}
