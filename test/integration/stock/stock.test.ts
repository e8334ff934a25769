import { journalRepository } from '../../../server/modules/stock/journal.repository.js'
import { emptyPool } from '../../../server/modules/stock/stock.domain.js'
import { poolId, stockRepository } from '../../../server/modules/stock/stock.repository.js'
import { stockMigrations } from '../../../server/modules/stock/index.js'
import { newId, type Id } from '../../../server/platform/ids/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase(stockMigrations)
const at = new Date('2026-03-01T10:00:00+08:00')
const tea: Id<'sku'> = 'sku_tea'
const cake: Id<'sku'> = 'sku_cake'

function shelf() {
  const stocks = stockRepository(database.db, journalRepository(database.db))
  const inTransaction = transactions(database.db)
  type Line = Readonly<{ skuId: Id<'sku'>; qty: number }>
  return {
    fill: (totals: Readonly<Record<string, number | null>>) =>
      inTransaction((tx) => {
        const pools = Object.entries(totals).map(([skuId, total]) =>
          emptyPool(skuId as Id<'sku'>, 'main', total),
        )
        return stocks.insert(pools, { cause: { operator: null, reason: '进货', at }, tx })
      }),
    hold: (orderId: string, ...lines: Line[]) =>
      inTransaction<'held' | 'sold-out'>({ commitIf: 'held' }, (tx) =>
        stocks.hold([{ orderId, lines, at }], { tx }),
      ),
    end: (orderId: string, kind: 'sell' | 'release') =>
      inTransaction((tx) => stocks.end(orderId, kind, { at, tx })),
    pool: async (skuId: Id<'sku'>) => (await stocks.withIds([poolId(skuId)])).get(poolId(skuId)),
  }
}
beforeEach(() => database.empty())

test('when one line is sold out, none is held', async () => {
  const { fill, hold, pool } = shelf()
  await fill({ [tea]: 5, [cake]: 1 })
  expect(await hold('ord_1', { skuId: tea, qty: 2 }, { skuId: cake, qty: 2 })).toBe('sold-out')
  expect(await pool(tea)).toMatchObject({ held: 0 })
  expect(await database.db.collection('stock_holds').countDocuments()).toBe(0)
})

// Guarantee: each hold ends exactly once, whatever ends it and however often.
test('a hold that is released and sold at once ends once', async () => {
  const { fill, hold, end, pool } = shelf()
  await fill({ [tea]: 5 })
  await hold('ord_1', { skuId: tea, qty: 2 })
  const ended = await Promise.all([
    end('ord_1', 'release'),
    end('ord_1', 'sell'),
    end('ord_1', 'release'),
    end('ord_1', 'sell'),
  ])
  expect([...ended].sort()).toEqual([0, 0, 0, 1])
  const { total, held, sold } = (await pool(tea)) ?? { total: 0, held: -1, sold: -1 }
  expect([total, held]).toEqual([5, 0])
  const row = await database.db.collection('stock_holds').findOne({ orderId: 'ord_1' })
  expect(sold).toBe(row?.state === 'sold' ? 2 : 0)
})

test('an order holds its units once', async () => {
  const { fill, hold, pool } = shelf()
  await fill({ [tea]: 5 })
  await hold('ord_1', { skuId: tea, qty: 2 })
  await expect(hold('ord_1', { skuId: tea, qty: 2 })).rejects.toThrow(/E11000/)
  expect(await pool(tea)).toMatchObject({ held: 2 })
})

test('an unlimited pool never runs out and counts', async () => {
  const { fill, hold, end, pool } = shelf()
  await fill({ [tea]: null })
  await Promise.all([1, 2, 3].map((n) => hold(`ord_${n}`, { skuId: tea, qty: 90 })))
  await end('ord_1', 'sell')
  expect(await pool(tea)).toMatchObject({ held: 180, sold: 90 })
})

// Guarantee: total = available + held + sold, and the rows of the holds say the same as the pools.
test('after any mix of orders, sales and releases at once the books balance', async () => {
  const { fill, hold, end, pool } = shelf()
  await fill({ [tea]: 12, [cake]: 7 })
  const orders = Array.from({ length: 12 }, () => newId('ord'))
  await Promise.all(
    orders.map(async (orderId, n) => {
      const held = await hold(orderId, { skuId: tea, qty: 1 + (n % 3) }, { skuId: cake, qty: 1 })
      if (held === 'held' && n % 3 !== 0) {
        await end(orderId, n % 3 === 1 ? 'sell' : 'release')
      }
    }),
  )
  for (const skuId of [tea, cake]) {
    const { total, held, sold } = (await pool(skuId)) ?? { total: -1, held: -1, sold: -1 }
    const rows = await database.db.collection('stock_holds').find({ skuId }).toArray()
    const sum = (state: string) =>
      rows.filter((row) => row.state === state).reduce((units, row) => units + Number(row.qty), 0)
    expect([held, sold]).toEqual([sum('held'), sum('sold')])
    expect(held + sold).toBeLessThanOrEqual(total)
  }
})
