import type { Id } from '../../../server/platform/ids/index.js'
import { AppError } from '../../../server/platform/errors/index.js'
import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import type { Stage } from '../stage.js'
import { inPairs, paired, percentile } from '../statistics.js'
import { openShop, type Shop } from './shop.js'
import { leftBehind, writeSingly, WRITES_EACH } from './singles.js'

const BUYERS = 256
const SPREAD = 64
const BAR = 10
const SIZES = {
  full: { orders: 1_024, floorOrders: 256, alone: 128, pairs: 15 },
  quick: { orders: 64, floorOrders: 64, alone: 16, pairs: 2 },
} as const

type Run = Readonly<{ perSecond: number; p99Ms: number }>

/**
 * 256 buyers at once order one SKU: each waits for the answer and is followed by the next. The floor writes the documents
 * that such an order leaves behind, one majority write each, for as many buyers at once.
 */
export const hotStock: Bench = async (stage) => {
  const sizes = SIZES[stage.isQuick ? 'quick' : 'full']
  const shop = await openShop(stage.mongoUri, stage.freshDatabase('hot_stock'))
  const plain = await openShop(stage.mongoUri, stage.freshDatabase('hot_stock_plain'))
  try {
    const [skuId = 'sku_none'] = await shop.shelve(1)
    const spread = await shop.shelve(SPREAD)
    const [plainSku = 'sku_none'] = await plain.shelve(1)
    await atOnce(sizes.orders, () => shop.buy(skuId)) // warm, and the documents of the floor
    const prepared = await leftBehind(shop.db, skuId, sizes.floorOrders)
    const singles = (set: string) =>
      atOnce(prepared.length, async (n) => {
        const left = prepared[n]
        await (left && writeSingly(plain.db, left, { skuId: plainSku, set }))
      })
    await singles('warm')
    stage.note(`hot-stock: ${prepared.length} orders prepared`)

    const hot = await measure(sizes.pairs, {
      note: stage.note,
      measured: () => atOnce(sizes.orders, () => shop.buy(skuId)),
      floor: (pair) => singles(`hot-${pair}`),
    })
    const wide = await measure(Math.ceil(sizes.pairs / 3), {
      note: stage.note,
      measured: () => atOnce(sizes.orders, (n) => shop.buy(spread[n % SPREAD] ?? skuId)),
      floor: (pair) => singles(`wide-${pair}`),
    })
    const alone = await atOnce(sizes.alone, () => untilPlaced(() => shop.buyAlone(skuId)))
    const p99 = (runs: readonly Run[]) =>
      percentile(
        runs.map(({ p99Ms }) => p99Ms),
        0.5,
      )
    const floorName = `the same documents, ${WRITES_EACH} majority writes per order`
    return [
      figure({
        name: `orders of one SKU by ${BUYERS} buyers at once`,
        unit: 'orders/s',
        ...withFloor(hot.rates, floorName),
        bar: { of: 'ratio', atLeast: BAR },
      }),
      figure({
        name: 'the slowest hundredth of them waited',
        value: p99(hot.measured),
        unit: 'ms',
        floor: { name: floorName, value: p99(hot.floor) },
      }),
      figure({
        name: `the same in one transaction per order, ${sizes.alone} orders`,
        value: alone.perSecond,
        unit: 'orders/s',
        floor: { name: floorName, value: hot.rates.floor },
      }),
      figure({
        name: `orders of ${SPREAD} SKUs by ${BUYERS} buyers at once`,
        unit: 'orders/s',
        ...withFloor(wide.rates, floorName),
      }),
      await commandFigure(stage, sizes.orders),
    ]
  } finally {
    await Promise.all([shop.close(), plain.close()])
  }
}

type Rates = ReturnType<typeof paired>
const withFloor = ({ value, floor, ratio, worstQuartile }: Rates, name: string) => ({
  ...{ value, ratio, worstQuartile },
  floor: { name, value: floor },
})

type Sides = Readonly<{
  measured(pair: number): Promise<Run>
  floor(pair: number): Promise<Run>
}>

/** Both sides in turn; their rates, and every run for its latencies. */
async function measure(pairs: number, { note, ...sides }: Sides & Pick<Stage, 'note'>) {
  const runs = { measured: [] as Run[], floor: [] as Run[] }
  const kept = (side: keyof typeof runs) => async (pair: number) => {
    const run = await sides[side](pair)
    runs[side].push(run)
    note(`hot-stock: ${side} ${pair}: ${Math.round(run.perSecond)} orders/s`)
    return run.perSecond
  }
  const rates = await inPairs(pairs, { measured: kept('measured'), floor: kept('floor') })
  return { ...runs, rates: paired(rates, 'more') }
}

/** `count` times the work, by as many as there are buyers at once. */
async function atOnce(count: number, work: (n: number) => Promise<void>): Promise<Run> {
  const latencies: number[] = []
  let next = 0
  const startedAt = performance.now()
  const buyer = async () => {
    while (next < count) {
      const n = next
      next += 1
      const askedAt = performance.now()
      await work(n)
      latencies.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: Math.min(BUYERS, count) }, buyer))
  const seconds = (performance.now() - startedAt) / 1_000
  return { perSecond: count / seconds, p99Ms: percentile(latencies, 0.99) }
}

/** As a patient buyer does: again as long as the store says that others were in the way. */
async function untilPlaced(buy: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await buy()
      return
    } catch (error) {
      if (!(error instanceof AppError && error.retriable)) {
        throw error
      }
    }
  }
}

/** Every command that the orders took, reads and commits among them. */
async function commandFigure(stage: Stage, orders: number): Promise<Figure> {
  const database = stage.freshDatabase('hot_stock_commands')
  const shop: Shop = await openShop(stage.mongoUri, database, { isMonitored: true })
  try {
    const [skuId = 'sku_none' as Id<'sku'>] = await shop.shelve(1)
    let commands = 0
    shop.db.getClient().on('commandStarted', () => {
      commands += 1
    })
    await atOnce(orders, () => shop.buy(skuId))
    return figure({
      name: `database commands per order, ${orders} orders`,
      value: commands / orders,
      unit: 'commands',
      floor: { name: 'single majority writes', value: WRITES_EACH },
    })
  } finally {
    await shop.close()
  }
}
