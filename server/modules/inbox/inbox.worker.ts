import type { InboundEvent, Lane } from '../../platform/pipeline/index.js'
import {
  every,
  patientLease,
  runLoop,
  type Loop,
  type WakeSignal,
} from '../../platform/queue/index.js'
import type { InboxRow } from './inbox.model.js'
import { batchWork, type BatchParts } from './work-batch.js'

const BATCH: Readonly<Record<Lane, number>> = { fast: 50, normal: 200 }
const IDLE_MS: Readonly<Record<Lane, number>> = { fast: 500, normal: 500 }
const REAP_EVERY_MS = 1_000
/** An event that so many workers in a row fell silent over is dead: it must not end all of them for ever. */
export const MAX_LAPSES = 5

type Deps<Fact> = BatchParts<Fact> &
  Readonly<{
    /** Makes of a stored plaintext what steps read. Throws for what never came from us. */
    decode(event: { source: string; type: string; payload: string }): unknown
    wake: Readonly<Record<Lane, WakeSignal>>
    /** How long rows stay with a worker that has fallen silent. */
    leaseMs: Readonly<Record<Lane, number>>
    /** How long a lane without work sleeps unless it is woken. */
    idleMs?: Readonly<Record<Lane, number>>
  }>

export type InboxWorker = ReturnType<typeof inboxWorker>

/** Claims stored events lane by lane and has them worked in batches. */
export function inboxWorker<Fact>(deps: Deps<Fact>) {
  const { inbox, decode, wake, leaseMs, idleMs = IDLE_MS, log } = deps
  const batch = batchWork(deps)
  const leases = { fast: patientLease(leaseMs.fast), normal: patientLease(leaseMs.normal) }

  /** Rows whose content nobody can read are dead at once; they hold nobody else up. */
  async function decoded(rows: readonly InboxRow[], token: string): Promise<InboundEvent[]> {
    const events: InboundEvent[] = []
    for (const row of rows) {
      try {
        const { source, type } = row
        events.push(eventOf(row, decode({ source, type, payload: inbox.open(row) })))
      } catch (error) {
        await batch.unreadable(row, error, token)
      }
    }
    return events
  }

  /** Whoever is slow is alive: what it held kills nobody, however often its lease ran out. */
  async function tellSlow(taken: readonly string[]): Promise<void> {
    await inbox.queue.survived(taken).catch((error: unknown) => {
      log.warn({ err: error }, 'not written down that a slow worker lives')
    })
  }

  async function tick(lane: Lane): Promise<number> {
    const startedAt = performance.now()
    const heldMs = leases[lane].ms()
    const { token, rows, taken } = await inbox.claim(lane, {
      limit: BATCH[lane],
      leaseMs: heldMs,
    })
    try {
      const events = await decoded(rows, token)
      if (events.length > 0) {
        await batch.work(events, { token, lane, rows: new Map(rows.map((row) => [row._id, row])) })
      }
    } finally {
      const tookMs = performance.now() - startedAt
      if (taken.length > 0) {
        leases[lane].took(tookMs)
      }
      if (taken.length > 0 && tookMs > heldMs) {
        await tellSlow(taken)
      }
    }
    return rows.length
  }

  const reap = () => inbox.queue.reap({ deadAfter: MAX_LAPSES })

  return {
    /** Works one batch of each lane, the fast one first; answers how many rows there were. */
    tick: async (): Promise<number> => (await tick('fast')) + (await tick('normal')),

    /** The same for one lane, as its loop does it. */
    tickLane: tick,

    /** Frees the rows of workers that have fallen silent. */
    reap,

    /** Works until told to stop. */
    start(): Loop {
      const onError = (error: unknown) => log.error({ err: error }, 'the inbox worker stumbled')
      const loops = (['fast', 'normal'] as const).map((lane) =>
        runLoop({ tick: () => tick(lane), wake: wake[lane], idleMs: idleMs[lane], onError }),
      )
      const reaper = every(REAP_EVERY_MS, reap, onError)
      return {
        async stop() {
          reaper.stop()
          await Promise.all(loops.map((loop) => loop.stop()))
        },
      }
    },
  }
}

function eventOf(row: InboxRow, data: unknown): InboundEvent {
  const { _id: key, source, type, partitionKey, lane, occurredAt, receivedAt, attempts } = row
  return { key, source, type, partitionKey, lane, occurredAt, receivedAt, attempts, data }
}
