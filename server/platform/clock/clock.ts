/**
 * Business time: `occurredAt` windows, `expiresAt`, due times, signature windows.
 * Leases, time-outs, back-off and TTL use real time instead (architecture.md 6).
 */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands `offsetMs()` ahead of the machine's; used with the sandbox, whose clock can be advanced. */
export function offsetClock(offsetMs: () => number): Clock {
  return { now: () => new Date(Date.now() + offsetMs()) }
}
