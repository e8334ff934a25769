import type { BusinessClock } from '../clock.js'
import type { Delivery } from './model.js'

const MAX_IN_FLIGHT = 64
/** setTimeout's own limit is 2^31 - 1; a longer wait is simply looked at again. */
const MAX_TIMER_MS = 60 * 60_000

export type Queue = Readonly<{
  add(delivery: Delivery): void
  has(id: string): boolean
  /** Looks again at what is due: something was added, or the clock was moved. */
  wake(): void
  /** Lets go what the fault `reorder` held back, once another of its area has gone out. */
  releaseHeld(behind: Delivery): void
  inFlight(): number
  /** Business milliseconds at which each open delivery is due. */
  dueTimes(): number[]
  close(): Promise<void>
}>

/** Runs `work` for every delivery that is due by the business clock, a bounded number at once. */
export function deliveryQueue(
  clock: BusinessClock,
  work: (delivery: Delivery) => Promise<void>,
): Queue {
  const open = new Map<string, Delivery>()
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | null = null
  let closed = false

  function wake(): void {
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
    }
    const waiting = [...open.values()].filter(({ state }) => state === 'waiting')
    if (closed || waiting.length === 0 || underWay.size >= MAX_IN_FLIGHT) {
      return
    }
    const nextAt = waiting.reduce((least, { dueAt }) => Math.min(least, dueAt), Infinity)
    timer = setTimeout(tick, Math.min(Math.max(nextAt - clock.now(), 0), MAX_TIMER_MS))
  }
  function tick(): void {
    timer = null
    for (const delivery of open.values()) {
      const due = delivery.state === 'waiting' && delivery.dueAt <= clock.now()
      if (due && underWay.size < MAX_IN_FLIGHT) {
        run(delivery)
      }
    }
    wake()
  }
  function run(delivery: Delivery): void {
    const running = work(delivery).finally(() => {
      underWay.delete(running)
      if (delivery.state !== 'waiting') {
        open.delete(delivery.id)
      }
      wake()
    })
    underWay.add(running)
  }
  clock.onAdvance(wake)
  return {
    add: (delivery) => void open.set(delivery.id, delivery),
    has: (id) => open.has(id),
    wake,
    releaseHeld({ area, heldBack }) {
      for (const delivery of open.values()) {
        if (!heldBack && delivery.heldBack && delivery.area === area) {
          delivery.dueAt = clock.now()
        }
      }
    },
    inFlight: () => underWay.size,
    dueTimes: () => [...open.values()].map(({ dueAt }) => dueAt),
    async close() {
      closed = true
      if (timer !== null) {
        clearTimeout(timer)
      }
      await Promise.allSettled(underWay)
    },
  }
}
