import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import type { Stage } from '../stage.js'
import { inPairs, paired, secondsOf } from '../statistics.js'
import { commandFigures } from './commands.js'
import { contactsAtWork } from './contacts.js'
import { replay, type Recording } from './recorded-writes.js'
import { shopDay } from './shop-day.js'
import { openSides, prepareSet, requireEqual, type Sides } from './sides.js'
import { workOff, type Work } from './work.js'

const RATE_BAR = 0.5
const WARM_UP_SETS = 3
const BATCH = 100
const FLOOR_NAME = 'the same writes by plain driver calls, documents prepared'
const SIZES = {
  full: { orders: { pairs: 15, events: 1_000, single: 100 }, contacts: { pairs: 5, events: 200 } },
  quick: { orders: { pairs: 2, events: 200, single: 10 }, contacts: { pairs: 1, events: 100 } },
} as const

/** One worker, whole batches: against nothing but the writes it makes. */
export const pipeline: Bench = async (stage) => {
  const { orders, contacts } = SIZES[stage.isQuick ? 'quick' : 'full']
  const shop: Work = {
    name: 'orders, refunds, views, identifications, coupons',
    send: (product, set, { from, to }) =>
      product.sendEvents(shopDay({ set, events: orders.events }).slice(from, to)),
  }
  const { pairs, events } = contacts
  const people = await contactsAtWork(stage, { sets: pairs + WARM_UP_SETS + 1, events })
  const withBar = { work: shop, ...orders, bar: { of: 'ratio', atLeast: RATE_BAR } as const }
  return [
    ...(await measured(stage, 'pipeline', withBar)),
    ...(await commandFigures(stage)),
    // Its rate is that of the platform's answers: no bar.
    ...(await measured(stage, 'contacts', { work: people, pairs, events, single: 0 })),
  ]
}

type Measure = Readonly<{
  work: Work
  pairs: number
  events: number
  /** Events that are worked one by one. */
  single: number
  bar?: Figure['bar']
}>

async function measured(stage: Stage, what: string, measure: Measure): Promise<Figure[]> {
  const { work, pairs, events } = measure
  const sides = await openSides(stage, what)
  try {
    const all = { from: 0, to: events }
    let recording = await warmUp(sides, work, events)
    const results = await inPairs(pairs, {
      async prepare(pair) {
        recording = await prepareSet(sides, { work, set: WARM_UP_SETS + pair, part: all })
      },
      measured: async () => events / (await secondsOf(() => workOff(sides.timed, events))),
      floor: async () => events / (await secondsOf(() => replay(sides.plain, recording))),
    })
    await requireEqual(sides, recording)
    stage.note(`${what}: ${events} events took ${commandsOf(recording)}`)
    const { value, floor, ratio, worstQuartile } = paired(results, 'more')
    return [
      figure({
        name: `one worker, batches of ${BATCH} or more: ${work.name}`,
        value,
        unit: 'events/s',
        floor: { name: FLOOR_NAME, value: floor },
        ratio,
        worstQuartile,
        ...(measure.bar ? { bar: measure.bar } : {}),
      }),
      ...(await batchFigures(stage, sides, { ...measure, rate: value })),
    ]
  } finally {
    await sides.close()
  }
}

/** Both sides go through a few sets before anything counts: what runs the first time is compiled first. */
async function warmUp(sides: Sides, work: Work, events: number): Promise<Recording> {
  const part = { from: 0, to: events }
  let recording = await prepareSet(sides, { work, set: 0, part })
  for (let set = 1; set < WARM_UP_SETS; set += 1) {
    await workOff(sides.timed, events)
    await replay(sides.plain, recording)
    recording = await prepareSet(sides, { work, set, part })
  }
  await workOff(sides.timed, events)
  await replay(sides.plain, recording)
  return recording
}

/** Batch 1 beside it, and the commands of one batch of 100. */
async function batchFigures(
  stage: Stage,
  sides: Sides,
  { work, pairs, single, rate }: Measure & { rate: number },
): Promise<Figure[]> {
  const set = WARM_UP_SETS + pairs
  const batch = await prepareSet(sides, { work, set, part: { from: 0, to: BATCH } })
  await workOff(sides.timed, BATCH)
  const writes = batch.units.reduce((sum, { commands }) => sum + commands.length, 0)
  stage.note(`a batch of ${BATCH}: ${batch.names.join(', ')}`)
  const commands = figure({
    name: `database commands per batch of ${BATCH}: ${work.name}`,
    value: batch.names.length,
    unit: 'commands',
    floor: { name: 'its writes alone', value: writes },
  })
  if (single === 0) {
    return [commands]
  }
  let seconds = 0
  for (let from = BATCH; from < BATCH + single; from += 1) {
    await work.send(sides.timed, set, { from, to: from + 1 })
    seconds += await secondsOf(() => workOff(sides.timed, 1))
  }
  return [
    commands,
    figure({
      name: `gain of batches over one event at a time: ${work.name}`,
      value: rate,
      unit: 'events/s',
      floor: { name: 'the same worker, one event in a batch', value: single / seconds },
    }),
  ]
}

/** `12 find inbox, 3 insert orders …`, most first. */
function commandsOf({ names }: Recording): string {
  const counts = new Map<string, number>()
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1))
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  return sorted.map(([name, count]) => `${count} ${name}`).join(', ')
}
