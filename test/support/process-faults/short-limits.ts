import { LIMITS, type Limits } from '../../../server/limits.js'

/**
 * The bounds of production made short, in the same order of size: what frees itself after a minute there does so after
 * seconds here.
 */
export const SHORT_LIMITS: Limits = {
  ...LIMITS,
  inboxLeaseMs: { fast: 1_000, normal: 2_000 },
  outboxLeaseMs: { fast: 1_000, normal: 2_000 },
  jobLeaseMs: 3_000,
  mongoPoolSize: 20,
  mongoTimes: { selectionMs: 10_000, socketMs: 6_000, heartbeatMs: 1_000, connectMs: 5_000 },
}
