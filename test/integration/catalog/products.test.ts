import { newId } from '../../../server/platform/ids/index.js'
import { useShop } from '../orders/shop.js'

const here = useShop()

type Product = {
  productId: string
  status: string
  updatedAt: string
  skus: { skuId: string; code: string; priceFen: number; stock: object }[]
  code?: string
  errors?: { field: string }[]
}
type Page = { items: Product[]; nextCursor: string | null }

async function call(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  operator = {},
) {
  const headers = here.shop.asOperator(operator)
  const answer = await here.shop.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json<Product & Page>() }
}
const draft = (more: object = {}) => ({
  name: '桂花乌龙',
  category: '茶饮',
  kind: 'goods',
  status: 'on-shelf',
  tint: '#F3E3C3',
  art: 'cup',
  skus: [
    { name: '中杯', priceFen: 1680, code: newId('sku'), stock: 10 },
    { name: '大杯', priceFen: 1980, code: newId('sku'), stock: null },
  ],
  ...more,
})
const shelf = async (path = '') =>
  (await here.shop.app.inject({ url: `/mini/v1/products${path}` })).json<
    Page & { soldOut: boolean }
  >()

test('a product is made with its SKUs and stock, and customers see it without codes and totals', async () => {
  const made = await call('POST', '/api/products', draft())
  expect(made).toMatchObject({
    status: 201,
    body: {
      priceFromFen: 1680,
      tint: '#F3E3C3',
      art: 'cup',
      skus: [
        { name: '中杯', stock: { total: 10, held: 0, sold: 0, available: 10 } },
        { name: '大杯', stock: { unlimited: true } },
      ],
    },
  })
  const shown = await shelf()
  expect(shown.items).toMatchObject([
    { name: '桂花乌龙', soldOut: false, skus: [{ available: 10 }, { available: null }] },
  ])
  expect(JSON.stringify(shown)).not.toContain('"code"')
})

test('a product off the shelf is hidden from customers and kept in the console', async () => {
  const { body } = await call('POST', '/api/products', draft())
  const off = await call('PATCH', `/api/products/${body.productId}`, { status: 'off-shelf' })
  expect(off).toMatchObject({ status: 200, body: { status: 'off-shelf' } })
  expect((await shelf()).items).toEqual([])
  const hidden = await here.shop.app.inject({ url: `/mini/v1/products/${body.productId}` })
  expect(hidden.statusCode).toBe(404)
  expect((await call('GET', '/api/products?status=off-shelf')).body.items).toHaveLength(1)
})

test('a new price is a line in the price history; a SKU without an id is new', async () => {
  const { body } = await call('POST', '/api/products', draft())
  const [cup] = body.skus
  const skus = [
    { skuId: cup?.skuId, name: '中杯', priceFen: 1580, code: cup?.code },
    { name: '特大杯', priceFen: 2280, code: newId('sku'), stock: 4 },
  ]
  const changed = await call('PATCH', `/api/products/${body.productId}`, { skus })
  expect(changed.body.skus).toMatchObject([
    { skuId: cup?.skuId, priceFen: 1580, stock: { total: 10 } },
    { name: '特大杯', stock: { total: 4 } },
  ])
  const history = await here.shop.db
    .collection('price_changes')
    .find({ skuId: cup?.skuId })
    .sort({ at: 1 })
    .toArray()
  expect(history).toMatchObject([
    { toFen: 1680 },
    { fromFen: 1680, toFen: 1580, operatorName: '林店长' },
  ])
})

test('one till code is one SKU', async () => {
  const code = newId('sku')
  const sku = { name: '中杯', priceFen: 1680, code, stock: 1 }
  await call('POST', '/api/products', draft({ skus: [sku] }))
  const other = await call('POST', '/api/products', draft({ skus: [sku] }))
  expect(other).toMatchObject({ status: 409, body: { code: 'sku-code-taken' } })
  const twice = await call('POST', '/api/products', draft({ skus: [sku, sku] }))
  expect(twice).toMatchObject({ status: 422, body: { code: 'sku-code-repeated' } })
  expect((await call('GET', '/api/products')).body.items).toHaveLength(1)
})

test('two operators at once: one change wins, the other is told, none is lost in silence', async () => {
  const { body } = await call('POST', '/api/products', draft())
  const rename = (name: string) => call('PATCH', `/api/products/${body.productId}`, { name })
  const answers = await Promise.all(['甲', '乙', '丙'].map(rename))
  const outcomes = answers.map(({ status, body: { code } }) => (status === 200 ? 'saved' : code))
  expect(outcomes).toContain('saved')
  expect(outcomes.every((outcome) => outcome === 'saved' || outcome === 'product-changed')).toBe(
    true,
  )
  const trail = await here.shop.db
    .collection('audit_entries')
    .countDocuments({ action: 'product.update' })
  expect(trail).toBe(outcomes.filter((outcome) => outcome === 'saved').length)
})

test('lists are searched and paged', async () => {
  for (const name of ['桂花乌龙', '茉莉绿茶', '板栗卷']) {
    await call('POST', '/api/products', draft({ name }))
  }
  const first = await call('GET', '/api/products?limit=2')
  const second = await call('GET', `/api/products?limit=2&cursor=${first.body.nextCursor}`)
  expect([first.body.items.length, second.body.items.length]).toEqual([2, 1])
  expect(second.body.nextCursor).toBeNull()
  const found = await call('GET', `/api/products?search=${encodeURIComponent('茉莉')}`)
  expect(found.body.items).toMatchObject([{ name: '茉莉绿茶' }])
  const page = await shelf('?limit=2')
  const rest = await shelf(`?limit=2&cursor=${page.nextCursor}`)
  expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null])
})

describe('stock', () => {
  test('is set with a reason, in the audit trail with before and after', async () => {
    const { body } = await call('POST', '/api/products', draft())
    const url = `/api/skus/${body.skus[0]?.skuId}/stock`
    const set = await call('PUT', url, { total: 25, reason: '盘点' })
    expect(set).toMatchObject({ status: 200, body: { total: 25, available: 25 } })
    const entry = await here.shop.db.collection('audit_entries').findOne({ action: 'stock.set' })
    expect(entry).toMatchObject({ reason: '盘点', before: { total: 10 }, after: { total: 25 } })
    expect(await call('PUT', url, { total: null, reason: '现做' })).toMatchObject({
      body: { unlimited: true },
    })
  })

  test('never goes below what is held and sold', async () => {
    const { body } = await call('POST', '/api/products', draft())
    const skuId = body.skus[0]?.skuId ?? ''
    await here.shop.db
      .collection<{ _id: string }>('stock_pools')
      .updateOne({ _id: `${skuId}:main` }, { $set: { held: 3, sold: 4 } })
    const less = await call('PUT', `/api/skus/${skuId}/stock`, { total: 6, reason: '盘点' })
    expect(less).toMatchObject({ status: 409, body: { code: 'stock-below-committed' } })
    const unknown = await call('PUT', `/api/skus/${newId('sku')}/stock`, {
      total: 6,
      reason: '盘点',
    })
    expect(unknown.status).toBe(404)
  })
})

test.each([
  ['no SKU', { skus: [] }, 'skus'],
  [
    'a price of nothing',
    { skus: [{ name: 'x', priceFen: 0, code: 'A', stock: 1 }] },
    'skus.0.priceFen',
  ],
  ['half a fen', { skus: [{ name: 'x', priceFen: 1.5, code: 'A', stock: 1 }] }, 'skus.0.priceFen'],
  ['a tint that is no colour', { tint: 'red' }, 'tint'],
])('bad input: %s', async (_name, change, field) => {
  const answer = await call('POST', '/api/products', draft(change))
  expect(answer.status).toBe(400)
  expect(answer.body.errors?.map((error) => error.field)).toContain(field)
})

test('a picture that does not exist is refused', async () => {
  const answer = await call('POST', '/api/products', draft({ pictureIds: [newId('pic')] }))
  expect(answer).toMatchObject({ status: 422, body: { code: 'picture-unknown' } })
})

test('who may not change products is told so; who is not logged in, too', async () => {
  const reader = { permissions: ['catalog.read'] }
  expect((await call('POST', '/api/products', draft(), reader)).status).toBe(403)
  expect((await call('GET', '/api/products', undefined, reader)).status).toBe(200)
  expect((await here.shop.app.inject({ url: '/api/products' })).statusCode).toBe(401)
})
