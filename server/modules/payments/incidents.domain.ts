import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'

export type IncidentKind =
  | 'payment-unknown'
  | 'payment-foreign'
  | 'payment-amount-mismatch'
  | 'payment-second-transaction'
  | 'payment-missing-at-wechat'
  | 'refund-exceeds-payment'
  | 'refund-unknown'
  | 'refund-amount-mismatch'
  | 'refund-attempt-mismatch'
  | 'bill-difference'

/** Money that did not go the planned way. Recorded once per kind and cause, however often it is told. */
export type NewIncident = Readonly<{
  kind: IncidentKind
  /** What it is about, in the words of its source: with the kind, its identity. */
  cause: string
  /** One Chinese sentence for the operator. */
  summary: string
  amountFen?: Fen
  subject: Readonly<{ type: 'payment' | 'order' | 'refund' | 'none'; id: string }>
}>

export type Incident = Omit<NewIncident, 'cause'> &
  Readonly<{ incidentId: Id<'inc'>; at: Date; state: 'open' | 'settled' }>
