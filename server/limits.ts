import { CALL_BUDGETS, CIRCUIT_RULES, type CallBudgets } from './composition/call-budgets.js'
import type { CircuitRules } from './platform/circuit-breaker/index.js'
import { REQUESTS_PER_MINUTE, type RequestsPerMinute } from './platform/http/index.js'
import { MONGO_TIMES, type MongoTimes } from './platform/mongo/index.js'
import { GAP_TIMES, type GapTimes } from './modules/inbox/index.js'
import type { Lane } from './platform/pipeline/index.js'
import { CHUNK_LIFE_MS } from './platform/rate-budget/index.js'

/** The bounds of one process. Production runs on `LIMITS`; tests shorten them, no variable of the environment does. */
export type Limits = Readonly<{
  /** How long a silent worker keeps its events; more while the database is slow (platform/queue/patient-lease.ts). */
  inboxLeaseMs: Readonly<Record<Lane, number>>
  /** How long a lane of the inbox without work sleeps unless it is woken. */
  inboxIdleMs: Readonly<Record<Lane, number>>
  /** How long a silent relay keeps its deliveries. */
  outboxLeaseMs: Readonly<Record<Lane, number>>
  /** How long a relay without work sleeps unless it is woken. */
  outboxIdleMs: Readonly<Record<Lane, number>>
  /** Deliveries of one relay that are under way at once. */
  outboxParallel: number
  /** How long a silent process keeps a scheduled job. */
  jobLeaseMs: number
  /**
   * How long after the second that WeCom names its event is worked: byte-equal events of one second may be two real
   * changes, and one reading when it is over sees both. At least 1,000; the rest is for clocks that differ.
   */
  settleMs: number
  /** Unfinished events beyond which callbacks get a 503. */
  backlog: number
  /** When what refused or missed callbacks would have told is pulled. */
  gap: GapTimes
  /** Connections to MongoDB. */
  mongoPoolSize: number
  /** How long one waits for MongoDB before it counts as away. */
  mongoTimes: MongoTimes
  /** How often each platform may be called. */
  callBudgets: CallBudgets
  /** How long a process may keep calls that it has leased from a budget. */
  callChunkMs: number
  /** When a platform that does not answer is left alone. */
  circuit: CircuitRules
  /** Of one caller to this process. */
  requestsPerMinute: RequestsPerMinute
}>

export const LIMITS: Limits = {
  // A fast row carries a welcome code, which lives 20 s: a worker that dies with it must give it back in time.
  inboxLeaseMs: { fast: 3_000, normal: 30_000 },
  inboxIdleMs: { fast: 500, normal: 500 },
  outboxLeaseMs: { fast: 3_000, normal: 30_000 },
  outboxIdleMs: { fast: 500, normal: 500 },
  outboxParallel: 16,
  jobLeaseMs: 45_000, // free again well within the 60 s of contract.md 2
  settleMs: 2_000,
  backlog: 200_000,
  gap: GAP_TIMES,
  mongoPoolSize: 50,
  mongoTimes: MONGO_TIMES,
  callBudgets: CALL_BUDGETS,
  callChunkMs: CHUNK_LIFE_MS,
  circuit: CIRCUIT_RULES,
  requestsPerMinute: REQUESTS_PER_MINUTE,
}
