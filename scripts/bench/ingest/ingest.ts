import path from 'node:path'
import { connect } from '../../../server/platform/mongo/index.js'
import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import { wecomKeysOf } from '../load/callbacks.js'
import { startGenerator, type Generator } from '../load/generator.js'
import type { Process } from '../process.js'
import { withDatabase } from '../stage.js'
import { inPairs, paired } from '../statistics.js'
import { insertFigures } from './inserts.js'

const FLOOR = path.resolve(import.meta.dirname, 'floor.program.js')
const FLOOR_NAME = 'same app, logger and hooks: verify, decrypt, parse, hash, encrypt; no insert'
const IN_FLIGHT = 256
const CPU_BAR = 1.7
const SIZES = {
  full: { pairs: 15, events: 2_000, warmUp: 6_000, perSecond: 500, seconds: 10 },
  quick: { pairs: 3, events: 300, warmUp: 300, perSecond: 200, seconds: 1 },
} as const

/** Callbacks from the socket to the answer, with the row committed in between: what the insert adds to everything else. */
export const ingest: Bench = async (stage) => {
  const { pairs, events, warmUp, ...openLoop } = SIZES[stage.isQuick ? 'quick' : 'full']
  const database = stage.freshDatabase('ingest')
  const role = { ROLE: 'api' }
  const server = await stage.startServer(database, role)
  const floor = await stage.startProgram(FLOOR, stage.freshDatabase('ingest_floor'), role)
  const generator = startGenerator()
  const keys = wecomKeysOf(stage.environment(database))
  const load = async (process: Process, count: number) => {
    await generator.prepare(keys, count)
    return await loaded(generator, process)
  }
  try {
    const warm = { server: await load(server, warmUp), floor: await load(floor, warmUp) }
    stage.note(`ingest: warm, ${Math.round(warm.server.perSecond)} events/s`)
    const rates = { measured: [] as number[], floor: [] as number[] }
    const side = (process: Process, into: number[]) => async () => {
      const { cpuMicrosPerEvent, perSecond } = await load(process, events)
      into.push(perSecond)
      return cpuMicrosPerEvent
    }
    const cpu = await inPairs(pairs, {
      measured: side(server, rates.measured),
      floor: side(floor, rates.floor),
    })
    await requireAllStored(stage.mongoUri, database, warmUp + pairs * events)
    const latencies = async (process: Process) => {
      await generator.prepare(keys, openLoop.perSecond * openLoop.seconds)
      return (await generator.send(process.url, { perSecond: openLoop.perSecond })).latencyMs
    }
    return [
      cpuFigure(cpu),
      rateFigure(rates),
      ...latencyFigures(openLoop.perSecond, await latencies(server), await latencies(floor)),
      await memoryFigure(server, floor),
      ...(await insertFigures(stage)),
    ]
  } finally {
    generator.stop()
  }
}

/** Sends what is prepared; throws unless all of it was taken. */
async function loaded(generator: Generator, process: Process) {
  const before = await process.usage()
  const { statuses, seconds } = await generator.send(process.url, { inFlight: IN_FLIGHT })
  const after = await process.usage()
  const { 200: taken = 0, ...others } = statuses
  if (Object.keys(others).length > 0) {
    throw new Error(`callbacks were refused: ${JSON.stringify(statuses)}`)
  }
  const cpuMicrosPerEvent = (after.cpuMicros - before.cpuMicros) / taken
  return { cpuMicrosPerEvent, perSecond: taken / seconds }
}

/** Nobody may be told "success" for a row that is not there. */
async function requireAllStored(mongoUri: string, database: string, expected: number) {
  const db = await connect(withDatabase(mongoUri, database), { appName: 'bench' })
  const stored = await db.collection('inbox').countDocuments()
  await db.close()
  if (stored !== expected) {
    throw new Error(`${expected} events were acknowledged, ${stored} are stored`)
  }
}

function cpuFigure(pairs: Awaited<ReturnType<typeof inPairs>>): Figure {
  const { value, floor, ratio, worstQuartile } = paired(pairs, 'less')
  return figure({
    name: `CPU of the api process per stored event, ${IN_FLIGHT} in flight`,
    value,
    unit: 'µs',
    floor: { name: FLOOR_NAME, value: floor },
    ratio,
    worstQuartile,
    bar: { of: 'ratio', atMost: CPU_BAR },
  })
}

function rateFigure({ measured, floor }: { measured: number[]; floor: number[] }): Figure {
  const pairs = measured.map((value, pair) => ({ measured: value, floor: floor[pair] ?? value }))
  const { value, floor: floorRate, ratio, worstQuartile } = paired(pairs, 'more')
  const name = `callbacks stored and answered, ${IN_FLIGHT} in flight`
  const floorOf = { name: FLOOR_NAME, value: floorRate }
  return figure({ name, value, unit: 'events/s', floor: floorOf, ratio, worstQuartile })
}

type Latency = Readonly<{ p50: number; p99: number; max: number }>

function latencyFigures(perSecond: number, measured: Latency, floor: Latency): Figure[] {
  return (['p50', 'p99'] as const).map((at) =>
    figure({
      name: `answer ${at}, open loop at ${perSecond} callbacks/s`,
      value: measured[at],
      unit: 'ms',
      floor: { name: FLOOR_NAME, value: floor[at] },
    }),
  )
}

async function memoryFigure(server: Process, floor: Process): Promise<Figure> {
  const mib = async (process: Process) => (await process.usage()).peakRssBytes / 1024 ** 2
  const floorOf = { name: FLOOR_NAME, value: await mib(floor) }
  return figure({
    name: 'peak RSS of the api process',
    value: await mib(server),
    unit: 'MiB',
    floor: floorOf,
  })
}
