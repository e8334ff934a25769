import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import { wecomKeysOf } from '../load/callbacks.js'
import { startGenerator, type Generator } from '../load/generator.js'
import type { Sent } from '../load/send.js'
import type { Process } from '../process.js'
import { drop, withDatabase } from '../stage.js'

const MIB = 1024 ** 2
const SAMPLE_MS = 250
const PROBE_MS = 20
const PREPARED = 6_000
const BARS = { rssMib: 256, answerS: 5, backS: 5 } as const
const SIZES = {
  full: { inFlight: 2_000, warmSeconds: 5, stoppedSeconds: 30 },
  quick: { inFlight: 200, warmSeconds: 1, stoppedSeconds: 6 },
} as const

/**
 * The store stands still (SIGSTOP of mongod) under a full load of callbacks: every one gets a 503 in time, the process
 * stays small, and works again soon after the store does.
 */
export const memory: Bench = async (stage) => {
  const { inFlight, warmSeconds, stoppedSeconds } = SIZES[stage.isQuick ? 'quick' : 'full']
  const { ownMongod } = stage
  if (ownMongod === null) {
    throw new Error('the memory bench stops its store: it needs a mongod of its own')
  }
  const database = `bench_memory_${process.pid}`
  const more = { ROLE: 'api', MONGODB_URI: withDatabase(ownMongod.uri, database) }
  const server = await stage.startServer(database, more)
  const generator = startGenerator()
  try {
    await generator.prepare(wecomKeysOf(stage.environment(database)), PREPARED)
    const load = (forSeconds: number) => generator.send(server.url, { inFlight, forSeconds })
    // every connection is there before anything is timed
    await generator.send(server.url, { inFlight, requests: inFlight })
    const running = await sampled(server, () => load(warmSeconds))
    const answerS = await answeredAfter(generator, server)
    process.kill(ownMongod.pid, 'SIGSTOP')
    const stopped = await sampled(server, () => load(stoppedSeconds))
    process.kill(ownMongod.pid, 'SIGCONT')
    const backS = await answeredAfter(generator, server)
    requireOnly503(stopped.sent)
    return figuresOf({ running, stopped, answerS, backS, inFlight, stoppedSeconds })
  } finally {
    process.kill(ownMongod.pid, 'SIGCONT')
    generator.stop()
    await server.stop()
    await drop(ownMongod.uri, database)
  }
}

type Sampled = Readonly<{ sent: Sent; peakRssBytes: number }>

async function sampled(server: Process, load: () => Promise<Sent>): Promise<Sampled> {
  let isOver = false
  let peakRssBytes = 0
  const sampling = (async () => {
    while (!isOver) {
      peakRssBytes = Math.max(peakRssBytes, (await server.usage()).rssBytes)
      await pause(SAMPLE_MS)
    }
  })()
  const sent = await load()
  isOver = true
  await sampling
  return { sent, peakRssBytes }
}

/** Seconds until a callback is taken. */
async function answeredAfter(generator: Generator, server: Process): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const { statuses } = await generator.send(server.url, { inFlight: 1, requests: 1 })
    if (statuses['200'] === 1) {
      return (performance.now() - startedAt) / 1_000
    }
    await pause(PROBE_MS)
  }
}

/** While nothing can be stored, anything but a 503 is a broken promise. */
function requireOnly503({ statuses }: Sent): void {
  const others = Object.keys(statuses).filter((status) => status !== '503')
  if (others.length > 0) {
    throw new Error(`while the store stood still: ${JSON.stringify(statuses)}`)
  }
}

type Measured = Readonly<{
  running: Sampled
  stopped: Sampled
  answerS: number
  backS: number
  inFlight: number
  stoppedSeconds: number
}>

function figuresOf(measured: Measured): Figure[] {
  const { running, stopped, answerS, backS, inFlight, stoppedSeconds } = measured
  const while_ = `store stopped for ${stoppedSeconds} s, ${inFlight} requests in flight`
  const before = `the same load, store running`
  return [
    figure({
      name: `peak RSS of the api process, ${while_}`,
      value: stopped.peakRssBytes / MIB,
      unit: 'MiB',
      floor: { name: before, value: running.peakRssBytes / MIB },
      bar: { of: 'value', atMost: BARS.rssMib },
    }),
    figure({
      name: `slowest 503, ${while_}`,
      value: stopped.sent.latencyMs.max / 1_000,
      unit: 's',
      floor: { name: `slowest answer, ${before}`, value: running.sent.latencyMs.max / 1_000 },
      bar: { of: 'value', atMost: BARS.answerS },
    }),
    figure({
      name: 'first callback taken after the store runs again',
      value: backS,
      unit: 's',
      floor: { name: 'one callback, store running', value: answerS },
      bar: { of: 'value', atMost: BARS.backS },
    }),
  ]
}
