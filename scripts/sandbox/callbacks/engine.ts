import { randomUUID } from 'node:crypto'
import type { BusinessClock } from '../clock.js'
import type { Area, Fault, Faults } from '../faults.js'
import { attemptDelivery, type Settings } from './attempt.js'
import { callbackHistory, isOpen, type History } from './history.js'
import type { Delivery, NewDelivery, Sender } from './model.js'
import { deliveryQueue } from './queue.js'

const DUPLICATE_GAP_MS = 1_000
const REORDER_HOLD_MS = 3_000

export type Callbacks = Readonly<{
  /** Queues a callback, under the faults that are switched on. */
  enqueue(wanted: NewDelivery): Delivery
  /** Sends exactly this once: no fault adds to it. */
  sendOnce(wanted: NewDelivery): Delivery
  /** Sends an earlier callback again, as one try of its own. */
  resend(known: Delivery): Delivery
  /** Resolves once the delivery has had a try (or will have none). */
  firstTry(delivery: Delivery): Promise<Delivery>
  get: History['get']
  list: History['list']
  /** Nothing on its way and nothing due later. */
  idle(): { idle: boolean; inFlight: number; pending: number; nextDueInMs: number | null }
  saved: History['saved']
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

/** Sends callbacks by the platforms' schedules and keeps what became of them. */
export function callbackEngine({ clock, faults, senders, settings, onChange }: Deps): Callbacks {
  const history = callbackHistory()
  const waiters = new Map<string, () => void>()
  const closing = new AbortController()
  const queue = deliveryQueue(clock, work)

  async function work(delivery: Delivery): Promise<void> {
    const sender = senders[delivery.area]
    await attemptDelivery(delivery, { clock, faults, sender, settings, closing: closing.signal })
    waiters.get(delivery.id)?.()
    waiters.delete(delivery.id)
    queue.releaseHeld(delivery)
    onChange()
  }
  function start(wanted: NewDelivery, extra: Partial<Delivery> = {}): Delivery {
    const delivery = { ...newDelivery(wanted, { now: clock.now(), settings }), ...extra }
    history.add(delivery)
    if (delivery.state === 'waiting') {
      queue.add(delivery)
    }
    onChange()
    queue.wake()
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
    return first
  }
  return {
    enqueue,
    sendOnce: (wanted) => start({ ...wanted, retriesMs: [] }),
    resend: (known) =>
      start(
        { ...known, url: known.url === '' ? null : known.url, retriesMs: [] },
        { copyOf: known.id },
      ),
    firstTry: (delivery) =>
      delivery.attempts.some(({ probe }) => !probe) || !isOpen(delivery)
        ? Promise.resolve(delivery)
        : new Promise((resolve) => waiters.set(delivery.id, () => resolve(delivery))),
    get: history.get,
    list: history.list,
    idle() {
      const due = queue.dueTimes().map((dueAt) => dueAt - clock.now())
      const nextDueInMs = due.length === 0 ? null : Math.max(0, Math.min(...due))
      return {
        idle: due.length === 0,
        inFlight: queue.inFlight(),
        pending: due.length,
        nextDueInMs,
      }
    },
    saved: history.saved,
    restore(deliveries) {
      for (const saved of deliveries) {
        // A try that a kill interrupted is made again: at least once, as on the real platforms.
        const delivery = isOpen(saved) ? { ...saved, state: 'waiting' as const } : saved
        history.add(delivery)
        if (delivery.state === 'waiting') {
          queue.add(delivery)
        }
      }
      queue.wake()
    },
    close() {
      closing.abort()
      return queue.close()
    },
  }
}

function newDelivery(
  wanted: NewDelivery,
  { now, settings }: { now: number; settings: Settings },
): Delivery {
  return {
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
  }
}

/** When each further copy leaves, counted from the first one. */
function copiesOf(fault: Fault | undefined): number[] {
  const extra = fault === undefined ? 0 : (fault.copies ?? 2) - 1
  const gapMs = fault?.simultaneous === false ? DUPLICATE_GAP_MS : 0
  return Array.from({ length: extra }, (_, index) => gapMs * (index + 1))
}
