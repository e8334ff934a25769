import type { NewOutboxEvent } from '../outbox/index.js'
import type { NewInboundEvent } from './event.js'

/** What a step says about one event. Everything but `ok` takes the event's changes back in every step. */
export type Verdict<Change, Fact> =
  | Readonly<{
      kind: 'ok'
      /** For the step's own `apply` and `write`; null when this event changes nothing here. */
      change: Change | null
      /** For later steps. */
      facts?: readonly Fact[]
      /** Stored in the same transaction. */
      outbox?: readonly NewOutboxEvent[]
      /** Events that this one leaves behind, stored in the same transaction. */
      followUps?: readonly NewInboundEvent[]
      /** Keys that exist from now on: events that wait for them are woken. */
      appeared?: readonly string[]
      /** Shown in the inbox; `done` unless told. An `incident` is listed for a person. */
      outcome?: 'done' | 'incident' | 'ignored'
    }>
  | Refused

export type Refused =
  /** Done before, or nothing of ours: the row is done, nothing is written. */
  | Readonly<{ kind: 'drop'; outcome: 'duplicate' | 'ignored' }>
  /** Too early: parked until a step says that the key has appeared. */
  | Readonly<{ kind: 'wait'; waitFor: string; reason: string }>
  | Readonly<{ kind: 'retry'; reason: string; afterMs?: number }>
  | Readonly<{ kind: 'dead'; reason: string }>

/** Short forms that read like sentences in `decide`. */
export const verdict = {
  nothing: { kind: 'ok', change: null } as const,
  duplicate: { kind: 'drop', outcome: 'duplicate' } as const,
  ignored: { kind: 'drop', outcome: 'ignored' } as const,
  dead: (reason: string) => ({ kind: 'dead', reason }) as const,
  retry: (reason: string, afterMs?: number) =>
    afterMs === undefined
      ? ({ kind: 'retry', reason } as const)
      : ({ kind: 'retry', reason, afterMs } as const),
  wait: (waitFor: string, reason: string) => ({ kind: 'wait', waitFor, reason }) as const,
}
