import type * as Timers from 'node:timers/promises'

const LONGEST_MS = 3

/**
 * Stands in for `node:timers/promises` in crash tests: pauses between repeats keep their order and lose their length.
 * Leases and due times are the database's own and are moved by `time-passes.ts` instead.
 */
const real = jest.requireActual<typeof Timers>('node:timers/promises')

export const setImmediate = real.setImmediate
export const setInterval = real.setInterval
export const scheduler = real.scheduler
export const setTimeout: typeof Timers.setTimeout = (delay, ...rest) =>
  real.setTimeout(Math.min(delay ?? 0, LONGEST_MS), ...rest)
