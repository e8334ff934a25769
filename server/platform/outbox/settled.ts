import type { ErrorTable, Result } from '../errors/index.js'

/** What an outbox subscriber says about one event. */
export type Settled =
  | Readonly<{ kind: 'ok' }>
  | Readonly<{ kind: 'drop'; reason: string }>
  | Readonly<{ kind: 'retry'; reason: string; afterMs?: number }>
  | Readonly<{ kind: 'dead-letter'; reason: string }>

/** Makes a service's result a subscriber's answer: a refusal is tried again when its code says that this may help. */
export function settle<Code extends string>(
  errors: ErrorTable<Code>,
  result: Result<unknown, Code>,
): Settled {
  if (result.ok) {
    return { kind: 'ok' }
  }
  const isRetriable = errors[result.code].retriable === true
  return { kind: isRetriable ? 'retry' : 'dead-letter', reason: result.code }
}
