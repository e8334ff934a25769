import type { Logger } from 'pino'
import { AppError, isRetriable } from '../../platform/errors/index.js'
import { isDuplicateKey, type InTransaction, type Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import {
  decideBatch,
  type AnyStep,
  type BatchPlan,
  type InboundEvent,
  type Lane,
  type Refused,
} from '../../platform/pipeline/index.js'
import {
  LeaseLost,
  retryPauseMs,
  runLoop,
  type Loop,
  type WakeSignal,
} from '../../platform/queue/index.js'
import type { InboxRow } from './inbox.model.js'
import type { InboxRows } from './inbox.repository.js'

const BATCH: Readonly<Record<Lane, number>> = { fast: 20, normal: 200 }
const IDLE_MS = 500
const REAP_EVERY_MS = 1_000
const MAX_ATTEMPTS = 12

type Deps<Fact> = Readonly<{
  inbox: InboxRows
  outbox: Outbox
  inTransaction: InTransaction
  steps: readonly AnyStep<Fact>[]
  /** Makes of a stored plaintext what steps read. Throws for what never came from us. */
  decode(event: { source: string; type: string; payload: string }): unknown
  wake: Readonly<Record<Lane, WakeSignal>>
  /** How long rows stay with a worker that has fallen silent. */
  leaseMs: Readonly<Record<Lane, number>>
  /** Called after a commit that left outbox rows behind. */
  onCommitted(): void
  log: Logger
}>

type Held = Readonly<{ token: string; rows: ReadonlyMap<string, InboxRow> }>

export type InboxWorker = ReturnType<typeof inboxWorker>

/** Works stored events in batches: one transaction for a whole batch, halved until the poison is alone. */
export function inboxWorker<Fact>(deps: Deps<Fact>) {
  const { inbox, outbox, inTransaction, steps, decode, wake, leaseMs, onCommitted, log } = deps

  async function work(
    events: readonly InboundEvent[],
    held: Held,
    isSecondTry = false,
  ): Promise<void> {
    try {
      const { plan, blocked } = await decideInOrder(events)
      await commit(plan, held)
      await settleRefused(plan, held)
      await inbox.giveBack(rowsOf(blocked, held), held.token)
    } catch (error) {
      if (error instanceof LeaseLost) {
        log.warn({ events: events.length }, 'the lease ran out before the batch was done')
        return
      }
      // Somebody else was faster with one of the documents: what is gathered anew knows that.
      if (!isSecondTry && hasMovedOn(error)) {
        return work(events, held, true)
      }
      const [only] = events
      if (events.length > 1 || only === undefined) {
        return workHalves(events, held)
      }
      await giveUp(only, error, held)
    }
  }

  /** Halves keep the order: what failed in the first half holds back its partition in the second. */
  async function workHalves(events: readonly InboundEvent[], held: Held): Promise<void> {
    const middle = Math.ceil(events.length / 2)
    await work(events.slice(0, middle), held)
    const rest = events.slice(middle)
    const open = await stillOpen(events.slice(0, middle), held)
    const isFree = (event: InboundEvent) => !open.has(event.partitionKey)
    await inbox.giveBack(
      rowsOf(
        rest.filter((event) => !isFree(event)),
        held,
      ),
      held.token,
    )
    const free = rest.filter(isFree)
    if (free.length > 0) {
      await work(free, held)
    }
  }

  async function stillOpen(events: readonly InboundEvent[], held: Held): Promise<Set<string>> {
    const partitions = await inbox.rows
      .find({
        _id: { $in: rowsOf(events, held).map(({ _id }) => _id) },
        state: { $in: ['pending', 'leased'] },
      })
      .project<{ partitionKey: string }>({ partitionKey: 1 })
      .toArray()
    return new Set(partitions.map(({ partitionKey }) => partitionKey))
  }

  /** An event that will be tried again holds back the later ones of its partition. */
  async function decideInOrder(events: readonly InboundEvent[]) {
    let remaining = events
    const blocked: InboundEvent[] = []
    for (;;) {
      const plan = await decideBatch(steps, remaining)
      const late = laterThanRetried(plan, remaining)
      if (late.length === 0) {
        return { plan, blocked }
      }
      blocked.push(...late)
      remaining = remaining.filter((event) => !late.includes(event))
    }
  }

  async function commit(plan: BatchPlan, held: Held): Promise<void> {
    const parking = [...plan.refused].flatMap(([event, refused]) =>
      refused.kind === 'wait' ? [{ event, refused }] : [],
    )
    const drops = [...plan.refused].flatMap(([event, refused]) =>
      refused.kind === 'drop' ? [{ event, outcome: refused.outcome }] : [],
    )
    if (plan.accepted.length + drops.length + parking.length === 0) {
      return
    }
    await inTransaction(async (tx) => {
      await plan.write(tx)
      await outbox.append(plan.outbox, { tx })
      await inbox.insertIn(plan.followUps, tx)
      await finish([...plan.accepted, ...drops], held, tx)
      await inbox.appear(plan.appeared, tx)
      for (const { event, refused } of parking) {
        await park(event, refused, held, tx)
      }
    })
    if (plan.outbox.length > 0) {
      onCommitted()
    }
  }

  async function finish(
    done: readonly { event: InboundEvent; outcome: string }[],
    { token }: Held,
    tx: Tx,
  ): Promise<void> {
    for (const outcome of new Set(done.map((entry) => entry.outcome))) {
      const ids = done.filter((entry) => entry.outcome === outcome).map(({ event }) => event.key)
      await inbox.queue.finish(ids, { token, set: { outcome }, tx })
    }
  }

  async function park(
    event: InboundEvent,
    { waitFor, reason }: Extract<Refused, { kind: 'wait' }>,
    { token }: Held,
    tx: Tx,
  ): Promise<void> {
    const isParked = await inbox.park(waitFor, tx)
    const change = isParked
      ? { id: event.key, state: 'waiting' as const, set: { waitFor, reason } }
      : { id: event.key, state: 'pending' as const }
    if ((await inbox.queue.settle([change], { token, tx })) !== 1) {
      throw new LeaseLost()
    }
  }

  async function settleRefused(plan: BatchPlan, { token, rows }: Held): Promise<void> {
    const changes = [...plan.refused].flatMap(([event, refused]): RowChange[] => {
      const attempts = rows.get(event.key)?.attempts ?? 1
      if (refused.kind === 'dead') {
        return [{ id: event.key, state: 'dead', set: { reason: refused.reason } }]
      }
      return refused.kind === 'retry' ? [retried(event.key, attempts, refused)] : []
    })
    await inbox.queue.settle(changes, { token })
  }

  async function giveUp(event: InboundEvent, error: unknown, { token, rows }: Held): Promise<void> {
    const attempts = rows.get(event.key)?.attempts ?? 1
    const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown error'
    log.warn({ err: error, key: event.key, type: event.type, attempts }, 'event not worked')
    const change: RowChange = isRetriable(error)
      ? retried(event.key, attempts, { reason })
      : { id: event.key, state: 'dead', set: { reason } }
    await inbox.queue.settle([change], { token })
  }

  /** Rows whose content nobody can read are dead at once; they hold nobody else up. */
  async function decoded(rows: readonly InboxRow[], token: string): Promise<InboundEvent[]> {
    const events: InboundEvent[] = []
    for (const row of rows) {
      try {
        events.push(
          eventOf(row, decode({ source: row.source, type: row.type, payload: inbox.open(row) })),
        )
      } catch (error) {
        log.error({ err: error, key: row._id }, 'stored event not readable')
        const set = { reason: 'payload-not-readable' }
        await inbox.queue.settle([{ id: row._id, state: 'dead', set }], { token })
      }
    }
    return events
  }

  async function tick(lane: Lane): Promise<number> {
    const claimed = await inbox.claim(lane, { limit: BATCH[lane], leaseMs: leaseMs[lane] })
    if (claimed.rows.length === 0) {
      return 0
    }
    const rows = new Map(claimed.rows.map((row) => [row._id, row]))
    const events = await decoded(claimed.rows, claimed.token)
    if (events.length > 0) {
      await work(events, { token: claimed.token, rows })
    }
    return claimed.rows.length
  }

  return {
    /** Works one batch of each lane, the fast one first; answers how many rows there were. */
    tick: async (): Promise<number> => (await tick('fast')) + (await tick('normal')),

    /** Frees the rows of workers that have fallen silent. */
    reap: () => inbox.queue.reap(),

    /** Works until told to stop. */
    start(): Loop {
      const onError = (error: unknown) => log.error({ err: error }, 'the inbox worker stumbled')
      const loops = (['fast', 'normal'] as const).map((lane) =>
        runLoop({ tick: () => tick(lane), wake: wake[lane], idleMs: IDLE_MS, onError }),
      )
      const reaper = setInterval(() => void inbox.queue.reap().catch(onError), REAP_EVERY_MS)
      return {
        async stop() {
          clearInterval(reaper)
          await Promise.all(loops.map((loop) => loop.stop()))
        },
      }
    },
  }
}

type RowChange = Readonly<{
  id: string
  state: 'pending' | 'waiting' | 'dead'
  afterMs?: number
  set?: Record<string, unknown>
}>

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

function eventOf(row: InboxRow, data: unknown): InboundEvent {
  const { _id: key, source, type, partitionKey, lane, occurredAt, receivedAt, attempts } = row
  return { key, source, type, partitionKey, lane, occurredAt, receivedAt, attempts, data }
}

function rowsOf(events: readonly InboundEvent[], { rows }: Held): InboxRow[] {
  return events.flatMap(({ key }) => rows.get(key) ?? [])
}

function laterThanRetried(plan: BatchPlan, events: readonly InboundEvent[]): InboundEvent[] {
  const retried = new Map<string, number>()
  events.forEach((event, index) => {
    if (plan.refused.get(event)?.kind === 'retry' && !retried.has(event.partitionKey)) {
      retried.set(event.partitionKey, index)
    }
  })
  return events.filter((event, index) => index > (retried.get(event.partitionKey) ?? Infinity))
}

function hasMovedOn(error: unknown): boolean {
  return isDuplicateKey(error) || (error instanceof AppError && error.code.endsWith('moved-on'))
}
