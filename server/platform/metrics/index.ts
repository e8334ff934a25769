import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** The state of one queue, read when somebody asks for /metrics. */
export type QueueState = Readonly<{
  /** Rows per state, for example pending, leased, waiting, dead. */
  depth: Readonly<Record<string, number>>
  /** Age of the oldest row that may be worked now; null when there is none. */
  oldestMs: number | null
}>

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
    /** Events that were finished, by source, type and outcome (`done`, `ignored`, `dead`). */
    events: new Counter({
      name: 'huike_events_total',
      help: 'Inbound events finished, by source, type and outcome',
      labelNames: ['source', 'type', 'outcome'] as const,
      registers,
    }),
    /** Adds depth and age of a queue; `read` runs once per /metrics request and must be cheap. */
    watchQueue(queue: string, read: () => Promise<QueueState>): void {
      watchQueue(registry, queue, read)
    },
  }
}

function watchQueue(registry: Registry, queue: string, read: () => Promise<QueueState>): void {
  const name = queue.replaceAll(/\W/g, '_')
  const registers = [registry]
  const oldest = new Gauge({
    name: `huike_${name}_oldest_seconds`,
    help: `Age of the oldest row of ${queue} that may be worked`,
    registers,
  })
  const depth: Gauge<'state'> = new Gauge({
    name: `huike_${name}_depth`,
    help: `Rows of ${queue} by state`,
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const state = await read()
      for (const [label, count] of Object.entries(state.depth)) {
        depth.set({ state: label }, count)
      }
      oldest.set((state.oldestMs ?? 0) / 1000)
    },
  })
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
