import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { storedGauges } from './stored-gauges.js'

export type { Sample, StoredGauge, StoredSource } from './stored-gauges.js'

export type Metrics = ReturnType<typeof createMetrics>

const ACK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const WELCOME_SECONDS = [0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 16, 20, 30]

type Options = Readonly<{
  /** Also measure memory, event loop and garbage collection of this process; not in tests. */
  ofProcess?: boolean
}>

/** The metrics of one application; nothing is global, so that tests may have several. */
export function createMetrics({ ofProcess = false }: Options = {}) {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) {
    collectDefaultMetrics({ register: registry })
  }
  const stored = storedGauges(registry)
  return {
    registry,
    /** Seconds from the arrival of a request to its answer, by route pattern and status. */
    answerSeconds: new Histogram({
      name: 'huike_http_answer_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: ACK_SECONDS,
      registers,
    }),
    /** Seconds from the arrival of a callback to its acknowledgement. */
    ackSeconds: new Histogram({
      name: 'huike_callback_ack_seconds',
      help: 'Time to acknowledge a callback, by route and status',
      labelNames: ['route', 'status'] as const,
      buckets: ACK_SECONDS,
      registers,
    }),
    platformCalls: new Counter({
      name: 'huike_platform_calls_total',
      help: 'Calls to WeChat platforms by API, outcome and error code',
      labelNames: ['platform', 'api', 'outcome', 'code'] as const,
      registers,
    }),
    platformCallSeconds: new Histogram({
      name: 'huike_platform_call_seconds',
      help: 'Duration of calls to WeChat platforms',
      labelNames: ['platform', 'api'] as const,
      buckets: CALL_SECONDS,
      registers,
    }),
    welcomeSeconds: new Histogram({
      name: 'huike_welcome_seconds',
      help: 'Time from the arrival of a new contact to the welcome message, by outcome',
      labelNames: ['outcome'] as const,
      buckets: WELCOME_SECONDS,
      registers,
    }),
    /** One attempt at a row of a queue: `done`, `retry`, `waiting` or `dead`. */
    queueAttempts: new Counter({
      name: 'huike_queue_attempts_total',
      help: 'Attempts at rows of a queue, by how they ended',
      labelNames: ['queue', 'outcome'] as const,
      registers,
    }),
    /** Adds figures that stand in the store. */
    watchStored: stored.watch,
    /** The Prometheus text; in bounded time, also while the store hangs. */
    async scrape(): Promise<string> {
      await stored.refresh()
      return registry.metrics()
    },
  }
}

/** Counts a call to a platform; give it to the http clients as `onCall`. */
export function countCall({ platformCalls, platformCallSeconds }: Metrics) {
  return (call: {
    platform: string
    api: string
    durationMs: number
    outcome: string
    code?: string
  }): void => {
    const { platform, api, outcome, code = '' } = call
    platformCalls.inc({ platform, api, outcome, code })
    platformCallSeconds.observe({ platform, api }, call.durationMs / 1000)
  }
}
