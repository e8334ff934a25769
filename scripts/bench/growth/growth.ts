import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import { openProduct, type Product } from '../product.js'
import type { Stage } from '../stage.js'
import { inPairs, paired, secondsOf } from '../statistics.js'
import { examinedDay, workDay } from './day.js'
import { differences, type Examined } from './examined.js'
import { copyPhoneKey, fill } from './fill.js'

const SIZES = {
  full: { small: 10_000, large: 1_000_000, pairs: 15 },
  quick: { small: 500, large: 5_000, pairs: 2 },
} as const

/** The same work on a small store and on a large one: it must examine the same keys and documents, command by command. */
export const growth: Bench = async (stage) => {
  const { small, large, pairs } = SIZES[stage.isQuick ? 'quick' : 'full']
  const first = await openFilled(stage, small)
  const sides = { small: first, large: await openFilled(stage, large, first.db.name) }
  try {
    const examined = {
      small: await examinedDay(sides.small),
      large: await examinedDay(sides.large),
    }
    const seconds = await inPairs(pairs, {
      measured: (pair) => secondsOf(() => workDay(sides.large, pair + 2)),
      floor: (pair) => secondsOf(() => workDay(sides.small, pair + 2)),
    })
    const differing = differences(examined.small, examined.large)
    differing.forEach((difference) => stage.note(`growth: ${difference}`))
    const names = { measured: `${shown(large)} rows`, floor: `${shown(small)} rows` }
    return [
      kindsFigure(differing.length, examined.large.size),
      ...examinedFigures(examined, names),
      timeFigure(paired(seconds, 'less'), names),
    ]
  } finally {
    await Promise.all([sides.small.close(), sides.large.close()])
  }
}

const shown = (rows: number) => rows.toLocaleString('en-US')

async function openFilled(stage: Stage, rows: number, phoneKeyOf?: string): Promise<Product> {
  const database = stage.freshDatabase(`growth_${rows}`)
  const filling = await secondsOf(() => fill(stage.mongoUri, database, rows))
  if (phoneKeyOf !== undefined) {
    await copyPhoneKey(stage.mongoUri, { from: phoneKeyOf, to: database })
  }
  const started = performance.now()
  const product = await openProduct(stage.config(database, { ROLE: 'worker' }))
  const indexing = (performance.now() - started) / 1_000
  stage.note(
    `growth: ${shown(rows)} events, customers and identifiers stored in ${Math.round(filling)} s, ` +
      `indexes in ${Math.round(indexing)} s`,
  )
  return product
}

function kindsFigure(differing: number, compared: number): Figure {
  return figure({
    name: 'kinds of commands that examine more or fewer keys or documents in a larger store',
    value: differing,
    unit: 'kinds',
    floor: { name: 'kinds compared', value: compared },
    bar: { of: 'value', atMost: 0 },
  })
}

type Sides<Side> = Readonly<{ small: Side; large: Side }>
type Names = Readonly<{ measured: string; floor: string }>

function examinedFigures(sides: Sides<ReadonlyMap<string, Examined>>, names: Names): Figure[] {
  return (['keys', 'documents'] as const).map((what) => {
    const sum = (kinds: ReadonlyMap<string, Examined>) =>
      [...kinds.values()].reduce((total, one) => total + one[what], 0)
    return figure({
      name: `${what} examined by ingest and pipeline for 100 events and their repetition, ${names.measured}`,
      value: sum(sides.large),
      unit: what,
      floor: { name: names.floor, value: sum(sides.small) },
      bar: { of: 'ratio', atLeast: 1, atMost: 1 },
    })
  })
}

function timeFigure(times: ReturnType<typeof paired>, names: Names): Figure {
  return figure({
    name: `100 events from the open API's door to done, ${names.measured}`,
    value: times.value * 1_000,
    unit: 'ms',
    floor: { name: names.floor, value: times.floor * 1_000 },
    ratio: times.ratio,
    worstQuartile: times.worstQuartile,
  })
}
