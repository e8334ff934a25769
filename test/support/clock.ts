import type { Clock } from '../../server/platform/clock/index.js'

export type ManualClock = Clock & { advance(ms: number): void; set(at: Date): void }

/** A clock that moves only when a test says so. */
export function manualClock(start: Date | string = '2026-03-02T10:00:00+08:00'): ManualClock {
  let nowMs = new Date(start).getTime()
  return {
    now: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms
    },
    set(at) {
      nowMs = at.getTime()
    },
  }
}
