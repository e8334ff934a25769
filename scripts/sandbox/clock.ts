/**
 * The sandbox's business clock: real time plus an offset that only grows. Welcome codes, log-in
 * codes, `time_expire`, signature windows and retry schedules follow it; time-outs use real time.
 */
export type BusinessClock = Readonly<{
  /** Milliseconds since 1970; never smaller than an answer given before. */
  now(): number
  nowSeconds(): number
  offsetMs(): number
  /** Moves the clock forward. Refuses to go back. */
  advance(ms: number): void
  onAdvance(listener: () => void): void
}>

export function businessClock(startOffsetMs = 0): BusinessClock {
  let offsetMs = startOffsetMs
  let latest = 0
  const listeners: (() => void)[] = []
  function now(): number {
    latest = Math.max(latest, Date.now() + offsetMs)
    return latest
  }
  return {
    now,
    nowSeconds: () => Math.floor(now() / 1000),
    offsetMs: () => offsetMs,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new RangeError('the business clock never goes back')
      }
      offsetMs += ms
      listeners.forEach((listener) => listener())
    },
    onAdvance: (listener) => void listeners.push(listener),
  }
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** RFC 3339 with +08:00 and whole seconds, as WeChat Pay writes its times. */
export function shanghaiTime(ms: number): string {
  return `${new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}
