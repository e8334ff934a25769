import type { Logger } from 'pino'
import { isRetriable } from '../../platform/errors/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { BatchPlan, InboundEvent, Lane, Refused } from '../../platform/pipeline/index.js'
import { LeaseLost, retryPauseMs } from '../../platform/queue/index.js'
import type { InboxRow } from './inbox.model.js'
import type { InboxRows } from './inbox.repository.js'

/** What one claim holds. */
export type Held = Readonly<{ token: string; lane: Lane; rows: ReadonlyMap<string, InboxRow> }>

/** Attempts of an event that could be tried again; then it is dead, with the last reason. */
export const MAX_ATTEMPTS = 12
const LONGEST_REASON = 300

type RowChange = Readonly<{
  id: string
  state: 'pending' | 'waiting' | 'dead'
  afterMs?: number
  set?: Record<string, unknown>
}>

/** How attempts at events ended. */
export type OnAttempts = (outcome: 'done' | 'waiting' | 'retry' | 'dead', count: number) => void

type Deps = Readonly<{ inbox: InboxRows; onAttempts: OnAttempts; log: Logger }>

/** What becomes of events that were not worked: parked, tried again or dead. */
export function settling({ inbox, onAttempts, log }: Deps) {
  const settle = (changes: readonly RowChange[], token: string, tx?: Tx) =>
    inbox.queue.settle(changes, { token, ...(tx === undefined ? {} : { tx }) })

  async function end(changes: readonly RowChange[], token: string): Promise<void> {
    await settle(changes, token)
    const dead = changes.filter(({ state }) => state === 'dead').length
    onAttempts('dead', dead)
    onAttempts('retry', changes.length - dead)
  }

  return {
    /**
     * Parks an event in the batch's transaction; when its key appeared meanwhile it is looked at again instead. Waiting is
     * no attempt, however often it is woken for nothing.
     */
    async park(
      event: InboundEvent,
      { waitFor, reason }: Extract<Refused, { kind: 'wait' }>,
      held: Held,
      tx: Tx,
    ): Promise<void> {
      const isParked = await inbox.park(waitFor, tx)
      const attempts = attemptsOf(event, held)
      // At once the first time; a step that goes on missing a key which is there must not spin.
      const afterMs = attempts > 1 ? retryPauseMs(attempts) : 0
      const change: RowChange = isParked
        ? { id: event.key, state: 'waiting', set: { waitFor, reason, attempts: 0 } }
        : { id: event.key, state: 'pending', afterMs }
      if ((await settle([change], held.token, tx)) !== 1) {
        throw new LeaseLost()
      }
    },

    /** Those of a batch that a step wants again or never. */
    async refused(plan: BatchPlan, held: Held): Promise<void> {
      const changes = [...plan.refused].flatMap(([event, refused]): RowChange[] => {
        if (refused.kind === 'dead') {
          return [{ id: event.key, state: 'dead', set: { reason: refused.reason } }]
        }
        return refused.kind === 'retry'
          ? [retried(event.key, attemptsOf(event, held), refused)]
          : []
      })
      await end(changes, held.token)
    },

    /** One event alone that made its batch fail. */
    async failed(event: InboundEvent, error: unknown, held: Held): Promise<void> {
      const attempts = attemptsOf(event, held)
      const reason =
        error instanceof Error ? error.message.slice(0, LONGEST_REASON) : 'unknown error'
      log.warn({ err: error, key: event.key, type: event.type, attempts }, 'event not worked')
      const change: RowChange = isRetriable(error)
        ? retried(event.key, attempts, { reason })
        : { id: event.key, state: 'dead', set: { reason } }
      await end([change], held.token)
    },

    /** Content that nobody can read is dead at once; it holds nobody else up. */
    async unreadable(row: InboxRow, error: unknown, token: string): Promise<void> {
      log.error({ err: error, key: row._id }, 'stored event not readable')
      const set = { reason: 'payload-not-readable' }
      await end([{ id: row._id, state: 'dead', set }], token)
    },
  }
}

const attemptsOf = (event: InboundEvent, { rows }: Held): number =>
  rows.get(event.key)?.attempts ?? 1

/** Back to work after a growing pause, or dead after the last attempt. */
function retried(
  id: string,
  attempts: number,
  { reason, afterMs }: { reason: string; afterMs?: number },
): RowChange {
  return attempts >= MAX_ATTEMPTS
    ? { id, state: 'dead', set: { reason } }
    : { id, state: 'pending', afterMs: afterMs ?? retryPauseMs(attempts), set: { reason } }
}
