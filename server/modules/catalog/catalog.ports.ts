import type { Tx } from '../../platform/mongo/index.js'

/** Who did it, as the audit trail and the price history name it. */
export type Actor = Readonly<{ operatorId: string; name: string }>

export type AuditEntry = Readonly<{
  actor: Actor
  /** `product.update` */
  action: string
  subject: Readonly<{ type: string; id: string }>
  before?: unknown
  after?: unknown
  reason?: string
}>

/** The audit trail of `operators`: written in the transaction of the change. */
export type Audit = { record(entry: AuditEntry, options: { tx: Tx }): Promise<void> }
