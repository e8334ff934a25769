import type { Lane } from './platform/pipeline/index.js'

/** The bounds of one process. Production runs on `LIMITS`; tests shorten them, no variable of the environment does. */
export type Limits = Readonly<{
  /** How long a silent worker keeps its events. */
  inboxLeaseMs: Readonly<Record<Lane, number>>
  /** How long a silent relay keeps its deliveries. */
  outboxLeaseMs: Readonly<Record<Lane, number>>
  /** Deliveries of one relay that are under way at once. */
  outboxParallel: number
  /** Unfinished events beyond which callbacks get a 503. */
  backlog: number
  /** Connections to MongoDB. */
  mongoPoolSize: number
}>

export const LIMITS: Limits = {
  // A fast row carries a welcome code, which lives 20 s: a worker that dies with it must give it back in time.
  inboxLeaseMs: { fast: 3_000, normal: 30_000 },
  outboxLeaseMs: { fast: 3_000, normal: 30_000 },
  outboxParallel: 8,
  backlog: 200_000,
  mongoPoolSize: 50,
}
