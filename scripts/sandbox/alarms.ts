import type { BusinessClock } from './clock.js'

const MAX_TIMER_MS = 2 ** 31 - 1

/** What the platforms do by themselves at a business time: a refund settles, a transfer lapses. */
export type Alarms = Readonly<{
  /** Runs `run` once the business clock has reached `atMs`; the same key again replaces it. */
  set(key: string, atMs: number, run: () => void): void
  cancel(key: string): void
  close(): void
}>

export function alarms(clock: BusinessClock): Alarms {
  const waiting = new Map<string, { atMs: number; run: () => void }>()
  let timer: NodeJS.Timeout | null = null
  let timerAtMs = Infinity
  let closed = false

  function aim(atMs: number): void {
    if (closed || atMs === Infinity) {
      return
    }
    if (timer !== null) {
      clearTimeout(timer)
    }
    timerAtMs = atMs
    timer = setTimeout(ring, Math.min(Math.max(atMs - clock.now(), 0), MAX_TIMER_MS))
  }
  function ring(): void {
    timer = null
    timerAtMs = Infinity
    const now = clock.now()
    const due = [...waiting].filter(([, { atMs }]) => atMs <= now)
    due.sort(([, one], [, other]) => one.atMs - other.atMs)
    due.forEach(([key]) => waiting.delete(key))
    due.forEach(([, { run }]) => run())
    aim(earliest())
  }
  function earliest(): number {
    let first = Infinity
    for (const { atMs } of waiting.values()) {
      first = Math.min(first, atMs)
    }
    return first
  }
  clock.onAdvance(() => aim(earliest()))
  return {
    set(key, atMs, run) {
      waiting.set(key, { atMs, run })
      if (atMs < timerAtMs) {
        aim(atMs)
      }
    },
    cancel: (key) => void waiting.delete(key),
    close() {
      closed = true
      if (timer !== null) {
        clearTimeout(timer)
      }
    },
  }
}
