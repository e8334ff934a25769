import { randomUUID } from 'node:crypto'
import type { BusinessClock } from '../clock.js'
import type { Area, Fault, Faults } from '../faults.js'
import type { Delivery, NewDelivery, Sender } from './model.js'
import { attemptDelivery, type Settings } from './attempt.js'

const MAX_HISTORY = 10_000
/** Finished callbacks that survive a restart; those with tries left all do. */
const MAX_SAVED = 500
const MAX_IN_FLIGHT = 64
const DUPLICATE_GAP_MS = 1_000
const REORDER_HOLD_MS = 3_000
/** setTimeout's own limit is 2^31 - 1; a longer wait is simply looked at again. */
const MAX_TIMER_MS = 60 * 60_000

export type Callbacks = Readonly<{
  /** Queues a callback, under the faults that are switched on. */
  enqueue(wanted: NewDelivery): Delivery
  /** Sends an earlier callback again, as one try of its own. */
  resend(id: string): Delivery | undefined
  /** Resolves once the delivery has had a try (or will have none). */
  firstTry(delivery: Delivery): Promise<Delivery>
  get(id: string): Delivery | undefined
  /** Newest first. */
  list(filter: { limit: number; area?: Area | undefined }): Delivery[]
  /** Nothing on its way and nothing due later. */
  idle(): { idle: boolean; inFlight: number; pending: number; nextDueInMs: number | null }
  dump(): Delivery[]
  restore(deliveries: readonly Delivery[]): void
  close(): Promise<void>
}>

type Deps = Readonly<{
  clock: BusinessClock
  faults: Faults
  senders: Record<Area, Sender>
  settings: Settings
  onChange: () => void
}>

export function callbackEngine({ clock, faults, senders, settings, onChange }: Deps): Callbacks {
  const history = new Map<string, Delivery>()
  const pending = new Map<string, Delivery>()
  const waiters = new Map<string, (() => void)[]>()
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | null = null
  let closed = false

  function remember(delivery: Delivery): void {
    history.set(delivery.id, delivery)
    if (history.size > MAX_HISTORY) {
      const oldest = [...history.keys()].find((id) => !pending.has(id))
      history.delete(oldest ?? '')
    }
    onChange()
  }

  function schedule(): void {
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
    }
    const waiting = [...pending.values()].filter(({ state }) => state === 'waiting')
    if (closed || waiting.length === 0 || underWay.size >= MAX_IN_FLIGHT) {
      return
    }
    const nextAt = waiting.reduce((least, { dueAt }) => Math.min(least, dueAt), Infinity)
    timer = setTimeout(tick, Math.min(Math.max(nextAt - clock.now(), 0), MAX_TIMER_MS))
  }

  function tick(): void {
    timer = null
    for (const delivery of pending.values()) {
      const due = delivery.state === 'waiting' && delivery.dueAt <= clock.now()
      if (due && underWay.size < MAX_IN_FLIGHT) {
        const run = work(delivery)
        underWay.add(run)
        void run.finally(() => {
          underWay.delete(run)
          schedule()
        })
      }
    }
    schedule()
  }

  async function work(delivery: Delivery): Promise<void> {
    await attemptDelivery(delivery, { clock, faults, sender: senders[delivery.area], settings })
    if (delivery.state !== 'waiting') {
      pending.delete(delivery.id)
    }
    settle(delivery)
    for (const held of pending.values()) {
      if (held.heldBack && held.area === delivery.area && !delivery.heldBack) {
        held.dueAt = clock.now()
      }
    }
    onChange()
  }

  function settle({ id }: Delivery): void {
    waiters.get(id)?.forEach((done) => done())
    waiters.delete(id)
  }

  function start(wanted: NewDelivery, extra: Partial<Delivery>): Delivery {
    const now = clock.now()
    const delivery: Delivery = {
      id: `cb_${randomUUID().replaceAll('-', '').slice(0, 16)}`,
      area: wanted.area,
      kind: wanted.kind,
      url: wanted.url ?? '',
      plaintext: wanted.plaintext,
      format: wanted.format ?? 'json',
      meta: wanted.meta ?? {},
      retriesMs: wanted.retriesMs.map((ms) => ms / settings.retrySpeed),
      attempts: [],
      state: wanted.url === null ? 'no-target' : 'waiting',
      createdAt: now,
      dueAt: now,
      copyOf: null,
      tamper: wanted.tamper ?? null,
      heldBack: false,
      ...extra,
    }
    if (delivery.state === 'waiting') {
      pending.set(delivery.id, delivery)
    }
    remember(delivery)
    return delivery
  }

  function enqueue(wanted: NewDelivery): Delivery {
    const occasion = { area: wanted.area, subject: `${wanted.kind} ${wanted.plaintext}` }
    if (faults.take('drop', occasion) !== undefined) {
      return start(wanted, { state: 'dropped' })
    }
    const reorder = faults.take('reorder', occasion)
    const holdMs = reorder === undefined ? 0 : (reorder.ms ?? REORDER_HOLD_MS)
    const dueAt = clock.now() + (faults.take('delay', occasion)?.ms ?? 0) + holdMs
    const first = start(wanted, { dueAt, heldBack: reorder !== undefined })
    copiesOf(faults.take('duplicate', occasion)).forEach((offsetMs) => {
      start(wanted, { dueAt: dueAt + offsetMs, copyOf: first.id })
    })
    schedule()
    return first
  }

  clock.onAdvance(schedule)
  return {
    enqueue,
    resend(id) {
      const known = history.get(id)
      if (known === undefined) {
        return undefined
      }
      const again = { ...known, url: known.url === '' ? null : known.url, retriesMs: [] }
      const sent = start(again, { copyOf: known.id })
      schedule()
      return sent
    },
    firstTry: (delivery) =>
      delivery.attempts.some(({ probe }) => !probe) || !pending.has(delivery.id)
        ? Promise.resolve(delivery)
        : new Promise((resolve) => {
            const done = () => resolve(delivery)
            waiters.set(delivery.id, [...(waiters.get(delivery.id) ?? []), done])
          }),
    get: (id) => history.get(id),
    list: ({ limit, area }) =>
      [...history.values()]
        .filter((delivery) => area === undefined || delivery.area === area)
        .slice(-limit)
        .reverse(),
    idle() {
      const due = [...pending.values()].map(({ dueAt }) => dueAt - clock.now())
      const nextDueInMs = due.length === 0 ? null : Math.max(0, Math.min(...due))
      return { idle: due.length === 0, inFlight: underWay.size, pending: due.length, nextDueInMs }
    },
    dump: () => [
      ...[...history.values()].filter(({ id }) => !pending.has(id)).slice(-MAX_SAVED),
      ...pending.values(),
    ],
    restore(deliveries) {
      for (const saved of deliveries) {
        const delivery = saved.state === 'sending' ? { ...saved, state: 'waiting' as const } : saved
        history.set(delivery.id, delivery)
        if (delivery.state === 'waiting') {
          pending.set(delivery.id, delivery)
        }
      }
      schedule()
    },
    async close() {
      closed = true
      if (timer !== null) {
        clearTimeout(timer)
      }
      await Promise.allSettled(underWay)
    },
  }
}

/** When each further copy leaves, counted from the first one. */
function copiesOf(fault: Fault | undefined): number[] {
  const extra = fault === undefined ? 0 : (fault.copies ?? 2) - 1
  const gapMs = fault?.simultaneous === false ? DUPLICATE_GAP_MS : 0
  return Array.from({ length: extra }, (_, index) => gapMs * (index + 1))
}
