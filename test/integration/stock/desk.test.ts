import { newId, type Id } from '../../../server/platform/ids/index.js'
import { stockInvariants } from '../../../scripts/audit/stock.invariants.js'
import { customer, onShelf, order } from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'

const here = useShop()
const WITHIN_MS = 240_000
const STORES = [
  { storeCode: 'S001', name: '南山店' },
  { storeCode: 'S002', name: '湖滨店' },
]
const NOBODY = { permissions: ['catalog.read', 'stock.switch'], storeCodes: ['S001'] }

beforeEach(() => here.shop.stores.upsert(STORES))

type Answer = {
  code?: string
  nextCursor: string | null
  items: { pool: string; storeName?: string; total: number; kind: string; delta: number }[]
}
async function call(
  method: 'GET' | 'PUT' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
  operator = {},
) {
  const headers = here.shop.asOperator(operator)
  const answer = await here.shop.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json<Answer>() }
}
const reason = '盘点'
const move = (skuId: string, from: string, to: string, qty: number) =>
  call('POST', `/api/skus/${skuId}/stock/moves`, { from, to, qty, reason })
const switched = (skuId: string, storeCode: string, soldOut: boolean, operator = {}) =>
  call('PUT', `/api/skus/${skuId}/stock/sold-out`, { storeCode, soldOut }, operator)
const buy = (skuId: Id<'sku'>, storeCode?: string, openid: string = newId('cus')) =>
  order(here.shop, openid, { skuId, totalFen: 1680, ...(storeCode && { storeCode }) })
const poolsOf = async (skuId: string) => {
  const rows = here.shop.db.collection('stock_pools').find({ skuId }).sort({ _id: 1 })
  return (await rows.toArray()).map(({ pool, total, held, sold }) => [
    pool as string,
    [total as number, held as number, sold as number],
  ])
}
const findings = async () =>
  (await Promise.all(stockInvariants.map((one) => one.find(here.shop.db)))).flat()

test('an order takes from its store’s own pool where there is one, and gives back to it', async () => {
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  expect(await move(skuId, 'main', 'store:S001', 2)).toMatchObject({ status: 200 })
  const { openid, key } = await customer(here.shop, here.outside)
  const bought = await buy(skuId, 'S001', openid)
  await buy(skuId, 'S002')
  await buy(skuId)
  expect(await poolsOf(skuId)).toEqual([
    ['main', [3, 2, 0]],
    ['store:S001', [2, 1, 0]],
  ])
  expect(await here.shop.orders.orders.cancel(bought.body.orderId, key)).toMatchObject({ ok: true })
  expect(await poolsOf(skuId)).toContainEqual(['store:S001', [2, 0, 0]])

  // the store's two, and no more from the shared pool
  expect((await buy(skuId, 'S001')).status).toBe(201)
  expect((await buy(skuId, 'S001')).status).toBe(201)
  expect((await buy(skuId, 'S001')).body).toMatchObject({ code: 'sold-out' })
  expect((await buy(skuId, 'S002')).status).toBe(201)
  expect((await buy(skuId, 'S002')).body).toMatchObject({ code: 'sold-out' })
  expect(await findings()).toEqual([])
})

test('a drink that is made to order is sold out in one store and nowhere else', async () => {
  const { skuId } = await onShelf(here.shop, { stock: null })
  expect(await switched(skuId, 'S001', true, NOBODY)).toMatchObject({
    status: 200,
    body: { storeCode: 'S001', storeName: '南山店', soldOut: true, unlimited: true },
  })
  expect((await buy(skuId, 'S001')).body).toMatchObject({ code: 'sold-out' })
  expect((await buy(skuId, 'S002')).status).toBe(201)
  const shown = await here.shop.app.inject({ url: '/mini/v1/products?storeCode=S001' })
  expect(shown.json()).toMatchObject({ items: [{ soldOut: true, skus: [{ available: 0 }] }] })
  expect((await switched(skuId, 'S001', false, NOBODY)).body).toMatchObject({ soldOut: false })
  expect((await buy(skuId, 'S001')).status).toBe(201)
  expect(await findings()).toEqual([])
})

// Guarantee: staff of a store switch their own store only, and learn nothing of another one.
test('staff of a store touch and see their own store only', async () => {
  const { skuId } = await onShelf(here.shop, { stock: null })
  const other = await switched(skuId, 'S002', true, NOBODY)
  const unknown = await switched(skuId, 'S999', true, NOBODY)
  expect([other.status, other.body.code]).toEqual([unknown.status, unknown.body.code])
  await switched(skuId, 'S002', true)
  for (const url of ['/api/stock', `/api/skus/${skuId}/stock/journal`]) {
    const seen = await call('GET', url, undefined, NOBODY)
    expect(seen.body.items.map(({ pool }) => pool)).toEqual(['main'])
    const all = await call('GET', url)
    expect(all.body.items.map(({ pool }) => pool).sort()).toEqual(['main', 'store:S002'])
  }
  const asked = await call('GET', '/api/stock?storeCode=S002', undefined, NOBODY)
  expect(asked.body.items).toEqual([])
  const set = { pool: 'store:S001', total: 5, reason }
  expect((await call('PUT', `/api/skus/${skuId}/stock`, set, NOBODY)).status).toBe(403)
})

test('the journal tells every change with who and why, and adds up', async () => {
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  await call('PUT', `/api/skus/${skuId}/stock`, { total: 9, reason })
  await move(skuId, 'main', 'store:S001', 4)
  await switched(skuId, 'S001', true)
  const lines = await call('GET', `/api/skus/${skuId}/stock/journal?limit=4`)
  const rest = await call(
    'GET',
    `/api/skus/${skuId}/stock/journal?limit=4&cursor=${lines.body.nextCursor}`,
  )
  const told = [...lines.body.items, ...rest.body.items]
  expect(told).toHaveLength(5)
  expect(told[0]).toMatchObject({ kind: 'switched', soldOut: true, delta: 0 })
  expect(told.map(({ kind }) => kind).sort()).toEqual([
    ...['moved', 'moved', 'opened', 'set', 'switched'],
  ])
  expect(told.every((line) => 'operatorName' in line && line.operatorName === '林店长')).toBe(true)
  expect(told.reduce((sum, { delta }) => sum + delta, 0)).toBe(9)
  expect(await findings()).toEqual([])
  // a line that tells another number is found
  const journal = here.shop.db.collection('stock_journal')
  await journal.updateOne({ skuId, kind: 'set' }, { $inc: { delta: 1 } })
  expect(await findings()).toMatchObject([{ invariant: 'journal-adds-up-to-its-pool' }])
})

test.each<[string, [string, string, number], string]>([
  ['more than is free', ['main', 'store:S001', 6], 'not-enough-to-move'],
  ['to itself', ['main', 'main', 1], 'pool-same'],
  ['from a pool that is not there', ['store:S001', 'main', 1], 'pool-not-found'],
  ['to a store that nobody knows', ['main', 'store:S999', 1], 'store-unknown'],
])('units do not move: %s', async (_name, [from, to, qty], code) => {
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  expect((await move(skuId, from, to, qty)).body).toMatchObject({ code })
  expect(await poolsOf(skuId)).toEqual([['main', [5, 0, 0]]])
})

test('a product of some stores is shown and sold there only', async () => {
  const { skuId, productId } = await onShelf(here.shop, { stock: 5 })
  const path = `/api/products/${productId}`
  expect((await call('PATCH', path, { stores: ['S999'] })).body).toMatchObject({
    code: 'store-unknown',
  })
  expect((await call('PATCH', path, { stores: ['S001'] })).status).toBe(200)
  for (const storeCode of ['S002', undefined]) {
    expect((await buy(skuId, storeCode)).body).toMatchObject({ code: 'product-not-in-store' })
  }
  expect((await buy(skuId, 'S001')).status).toBe(201)
  const listed = async (code: string) =>
    (await here.shop.app.inject({ url: `/mini/v1/products?storeCode=${code}` })).json<Answer>()
  expect([(await listed('S001')).items.length, (await listed('S002')).items.length]).toEqual([1, 0])
  await call('PATCH', path, { stores: null })
  expect((await buy(skuId)).status).toBe(201)
})

// Guarantee: S for every pool while units are moved, switched, held and given back at once.
test(
  'pools balance under moves, switches, orders and cancellations at once',
  async () => {
    const { skuId } = await onShelf(here.shop, { stock: 20 })
    await move(skuId, 'main', 'store:S001', 10)
    const buyers = Array.from({ length: 24 }, async (_, n) => {
      const openid = newId('cus')
      const storeCode = n % 2 === 0 ? 'S001' : 'S002'
      const holder = `openid:${here.shop.appid}:${openid}` as const
      const bought = await buy(skuId, storeCode, openid)
      if (bought.status === 201 && n % 3 === 0) {
        await here.shop.orders.orders.cancel(bought.body.orderId, holder).catch(() => undefined)
      }
      return bought.status
    })
    const keepers = Array.from({ length: 12 }, (_, n) =>
      n % 3 === 2
        ? switched(skuId, 'S001', n % 2 === 0)
        : n % 3 === 0
          ? move(skuId, 'main', 'store:S001', 2)
          : move(skuId, 'store:S001', 'main', 3),
    )
    const answers = await Promise.all([...buyers, ...keepers])
    expect(answers).toHaveLength(36)
    const pools = await poolsOf(skuId)
    const totals = pools.map(([, [total = 0, held = 0, sold = 0] = []]) => {
      expect(total as number).toBeGreaterThanOrEqual((held as number) + (sold as number))
      return total as number
    })
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(20)
    expect(await findings()).toEqual([])
  },
  WITHIN_MS,
)
