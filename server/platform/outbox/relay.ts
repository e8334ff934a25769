import type { Logger } from 'pino'
import { isRetriable } from '../errors/index.js'
import type { InTransaction } from '../mongo/index.js'
import {
  every,
  LeaseLost,
  patientLease,
  retryPauseMs,
  runLoop,
  type Loop,
  type WakeSignal,
} from '../queue/index.js'
import { gathered } from './gathered.js'
import type { Settled } from './settled.js'
import type { OutboxRow, OutboxStore } from './store.js'
import type { AnySubscriber, Answered } from './subscriber.js'

type Ended = Readonly<{
  row: OutboxRow
  subscriber: AnySubscriber
  settled: Settled
  note: unknown
}>

const BATCH = 50
const IDLE_MS = { fast: 500, normal: 500 } as const
const REAP_EVERY_MS = 1_000
const MAX_ATTEMPTS = 25

type Deps = Readonly<{
  store: OutboxStore
  subscribers: () => readonly AnySubscriber[]
  inTransaction: InTransaction
  wake: WakeSignal
  fastWake: WakeSignal
  /** How long rows stay with a relay that has fallen silent. */
  leaseMs: Readonly<{ fast: number; normal: number }>
  /** How long a relay without work sleeps unless it is woken. */
  idleMs?: Readonly<{ fast: number; normal: number }>
  /** Rows under way at once. */
  parallel: number
  /** For metrics: how an attempt ended. */
  onAttempt?(outcome: 'done' | 'retry' | 'dead'): void
  log: Logger
}>

export type OutboxRelay = ReturnType<typeof outboxRelay>

/** Takes the rows that commits have left behind to their subscribers: at least once, effects once. */
export function outboxRelay(deps: Deps) {
  const { store, subscribers, inTransaction, wake, fastWake, leaseMs, parallel, log } = deps
  const { onAttempt = () => undefined, idleMs = IDLE_MS } = deps
  const leases = { fast: patientLease(leaseMs.fast), normal: patientLease(leaseMs.normal) }
  const find = (row: OutboxRow) => subscribers().find(({ name }) => name === row.subscriber)

  async function handleInner(row: OutboxRow, subscriber: AnySubscriber): Promise<Settled> {
    const payload = store.open(row)
    const context = { eventId: row.eventId, attempt: row.attempts }
    let settled: Settled = { kind: 'ok' }
    const { inTurn = (_payload, work) => work() } = subscriber
    await inTurn(payload, () =>
      inTransaction({ commitIf: true }, async (tx) => {
        settled = (await subscriber.handle?.(payload, { ...context, tx })) ?? settled
        const isDone = settled.kind === 'ok' || settled.kind === 'drop'
        if (isDone) {
          await finish([row], settled, tx)
        }
        return isDone
      }),
    )
    return settled
  }

  async function callOuter(row: OutboxRow, subscriber: AnySubscriber): Promise<Settled> {
    const context = { eventId: row.eventId, attempt: row.attempts }
    const answer = await subscriber.call?.(store.open(row), context)
    const { settled, note }: Answered<unknown> = answer ?? { settled: { kind: 'ok' } }
    if (settled.kind === 'ok' || settled.kind === 'drop') {
      await writeDown.add({ row, subscriber, settled, note })
    }
    return settled
  }

  /** Calls that end while others are written down are written down together: their answers differ, the commit is one. */
  const writeDown = gathered<Ended>((ended) =>
    inTransaction(async (tx) => {
      for (const [{ record }, notes] of notesBySubscriber(ended)) {
        await record?.(notes, tx)
      }
      for (const [settled, rows] of rowsByEnd(ended)) {
        await finish(rows, settled, tx)
      }
    }),
  )

  async function finish(
    held: readonly OutboxRow[],
    settled: Settled,
    tx: Parameters<OutboxStore['append']>[1]['tx'],
  ): Promise<void> {
    const set = settled.kind === 'drop' ? { reason: settled.reason } : {}
    for (const [token, rows] of grouped(held, ({ token: one = '' }) => one)) {
      const ids = rows.map(({ _id }) => _id)
      await store.queue.finish(ids, { token, set, tx })
    }
  }

  async function work(row: OutboxRow): Promise<void> {
    const subscriber = find(row)
    try {
      const settled: Settled =
        subscriber === undefined
          ? { kind: 'dead-letter', reason: 'subscriber-unknown' }
          : await (subscriber.isInner ? handleInner : callOuter)(row, subscriber)
      await giveBack(row, settled)
    } catch (error) {
      if (error instanceof LeaseLost) {
        log.warn({ outboxId: row._id }, 'the lease ran out before the delivery was done')
        return
      }
      log.error({ err: error, outboxId: row._id, subscriber: row.subscriber }, 'delivery failed')
      const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown error'
      await giveBack(row, { kind: isRetriable(error) ? 'retry' : 'dead-letter', reason })
    }
  }

  async function giveBack(row: OutboxRow, settled: Settled): Promise<void> {
    if (settled.kind === 'ok' || settled.kind === 'drop') {
      onAttempt('done')
      return
    }
    const isDead = settled.kind === 'dead-letter' || row.attempts >= MAX_ATTEMPTS
    const afterMs = settled.kind === 'retry' ? (settled.afterMs ?? retryPauseMs(row.attempts)) : 0
    const set = { reason: settled.reason }
    const state = isDead ? ('dead' as const) : ('pending' as const)
    await store.queue.settle([{ id: row._id, state, afterMs, set }], { token: row.token ?? '' })
    onAttempt(isDead ? 'dead' : 'retry')
  }

  async function tick(isFast: boolean): Promise<number> {
    const startedAt = performance.now()
    const lease = isFast ? leases.fast : leases.normal
    const { rows } = await store.queue.claim({
      filter: { isFast },
      sort: { dueAt: 1 },
      limit: BATCH,
      leaseMs: lease.ms(),
    })
    const left = [...rows]
    const lanes = Array.from({ length: Math.min(parallel, left.length) }, async () => {
      for (let row = left.shift(); row !== undefined; row = left.shift()) {
        await work(row)
      }
    })
    await Promise.all(lanes)
    if (rows.length > 0) {
      lease.took(performance.now() - startedAt)
    }
    return rows.length
  }

  return {
    /** Works one batch of each kind, fast rows first; answers how many rows there were. For tests and drains. */
    tick: async (): Promise<number> => (await tick(true)) + (await tick(false)),

    /** Frees the rows of relays that have fallen silent. */
    reap: () => store.queue.reap(),

    /** Works until told to stop. */
    start(): Loop {
      const onError = (error: unknown) => log.error({ err: error }, 'the outbox relay stumbled')
      const loops = [
        runLoop({ tick: () => tick(true), wake: fastWake, idleMs: idleMs.fast, onError }),
        runLoop({ tick: () => tick(false), wake, idleMs: idleMs.normal, onError }),
      ]
      const reaper = every(REAP_EVERY_MS, () => store.queue.reap(), onError)
      return {
        async stop() {
          reaper.stop()
          await Promise.all(loops.map((loop) => loop.stop()))
        },
      }
    },
  }
}

function notesBySubscriber(ended: readonly Ended[]): Map<AnySubscriber, unknown[]> {
  const noted = grouped(
    ended.filter(({ note }) => note !== undefined),
    ({ subscriber }) => subscriber,
  )
  return new Map([...noted].map(([subscriber, all]) => [subscriber, all.map(({ note }) => note)]))
}

/** Rows that end alike, which is nearly all of them. */
function rowsByEnd(ended: readonly Ended[]): [Settled, OutboxRow[]][] {
  const alike = grouped(ended, ({ settled }) => (settled.kind === 'drop' ? settled.reason : ''))
  return [...alike.values()].flatMap((all): [Settled, OutboxRow[]][] => {
    const [first] = all
    return first === undefined ? [] : [[first.settled, all.map(({ row }) => row)]]
  })
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
