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

describe('as a sheet', () => {
  type Result = {
    applied: boolean
    created: number
    changed: number
    unchanged: number
    newSkus: number
    stockSet: number
    errors: { row: number; column: string | null; rule: string }[]
  }
  const out = async (format: 'csv' | 'xlsx') => {
    const headers = here.shop.asOperator({})
    const url = `/api/product-sheet?format=${format}`
    return (await here.shop.app.inject({ url, headers })).rawPayload
  }
  const taken = async (file: Buffer, { apply = true } = {}) => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="货.csv"\r\n\r\n'
    const answer = await here.shop.app.inject({
      method: 'POST',
      url: `/api/product-sheet?apply=${apply}`,
      headers: {
        ...here.shop.asOperator({}),
        'content-type': 'multipart/form-data; boundary=b',
      },
      payload: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
    })
    return { status: answer.statusCode, body: answer.json<Result & { code?: string }>() }
  }
  const sheet = (...lines: string[]) =>
    Buffer.from(['商品名称,分类,规格,规格编码,售价,划线价,库存', ...lines].join('\r\n'))
  const count = (name: string) => here.shop.db.collection(name).countDocuments()

  // Guarantee: a sheet that goes out and comes in again changes nothing, and runs no formula on the way.
  test.each(['csv', 'xlsx'] as const)('out as %s and in again is nothing new', async (format) => {
    await call('POST', '/api/products', draft({ name: '=HYPERLINK("http://x")' }))
    await call('POST', '/api/products', draft({ name: '茉莉, "绿"茶', description: '两行\n的话' }))
    const file = await out(format)
    expect(file.toString()).not.toMatch(/(^|,)=HYPER/m)
    const again = await taken(file)
    expect(again).toMatchObject({
      status: 200,
      body: { applied: true, created: 0, changed: 0, unchanged: 2, errors: [] },
    })
    expect(await count('stock_journal')).toBe(4)
  })

  test('new and known products come in together, with prices, stock and journal', async () => {
    const { body } = await call('POST', '/api/products', draft())
    const code = body.skus[0]?.code ?? ''
    const file = sheet(
      `桂花乌龙,茶饮,中杯,${code},15.8,,25`,
      `板栗卷,面包,标准,BL-1,12,,不限`,
      `板栗卷,面包,大份,BL-2,20,,8`,
    )
    const checked = await taken(file, { apply: false })
    const counts = { created: 1, changed: 1, newSkus: 2, stockSet: 1, errors: [] }
    expect(checked.body).toMatchObject({ applied: false, ...counts })
    expect(await count('products')).toBe(1)
    expect((await taken(file)).body).toMatchObject({ applied: true, ...counts })
    const { items } = (await call('GET', '/api/products')).body
    expect(items).toMatchObject([
      { name: '板栗卷', status: 'off-shelf', skus: [{ stock: { unlimited: true } }, {}] },
      { name: '桂花乌龙', skus: [{ priceFen: 1580, stock: { total: 25 } }, { priceFen: 1980 }] },
    ])
    const lines = here.shop.db.collection('stock_journal').find({ kind: 'imported' })
    expect((await lines.toArray()).map(({ delta }) => delta as number).sort()).toEqual([0, 15, 8])
    const entry = await here.shop.db
      .collection('audit_entries')
      .findOne({ action: 'products.import' })
    expect(entry).toMatchObject({ after: { fileName: '货.csv', rows: 3, created: 1 } })
  })

  test('of a sheet with a wrong row nothing is taken in, and every wrong row is told', async () => {
    const { body } = await call('POST', '/api/products', draft())
    const [cup, large] = body.skus
    await here.shop.db
      .collection<{ _id: string }>('stock_pools')
      .updateOne({ _id: `${cup?.skuId}:main` }, { $set: { held: 7 } })
    const answer = await taken(
      sheet(
        `板栗卷,面包,标准,BL-1,12,,8`,
        `桂花乌龙,茶饮,中杯,${cup?.code},16.8,,6`,
        `桂花乌龙,茶饮,大杯,${large?.code},12,99,不限`,
        `没价格,面包,标准,X-1,,,1`,
      ),
    )
    expect(answer.body).toMatchObject({
      applied: false,
      errors: [
        { row: 3, column: '库存', rule: 'stock-below-committed' },
        { row: 4, column: '划线价', rule: 'compared-price-not-lowest' },
        { row: 5, column: '售价', rule: 'required' },
      ],
    })
    expect([await count('products'), await count('price_changes')]).toEqual([1, 2])
    expect((await taken(Buffer.from('名字\r\n茶'))).body).toMatchObject({ code: 'columns-missing' })
    expect((await taken(Buffer.from('%PDF-1.4'))).body).toMatchObject({ code: 'file-not-a-sheet' })
  })
})

test('a crossed-out price is the lowest of the last 7 days or names its base', async () => {
  const { body } = await call('POST', '/api/products', draft())
  const [cup] = body.skus
  const patch = (more: object) => {
    const skus = [{ skuId: cup?.skuId, name: '中杯', code: cup?.code, ...more }]
    return call('PATCH', `/api/products/${body.productId}`, { skus })
  }
  const raised = { priceFen: 1500, comparedFen: 2500 }
  expect((await patch({ priceFen: 2500 })).status).toBe(200)
  expect(await patch(raised)).toMatchObject({
    status: 422,
    body: { code: 'compared-price-raised-first' },
  })
  expect(await patch({ priceFen: 1500, comparedFen: 1680 })).toMatchObject({
    status: 200,
    body: { skus: [{ priceFen: 1500, comparedFen: 1680 }] },
  })
  expect((await patch({ ...raised, comparedBase: '门市价' })).status).toBe(200)
  expect((await shelf()).items).toMatchObject([
    { skus: [{ comparedFen: 2500, comparedBase: '门市价' }] },
  ])
  const history = await call('GET', `/api/skus/${cup?.skuId}/prices`)
  expect(history.body.items).toMatchObject([{ toFen: 1500 }, { toFen: 2500 }, { toFen: 1680 }])
})

test('the list is narrowed by category, kind and price', async () => {
  await call('POST', '/api/products', draft({ name: '桂花乌龙' }))
  await call(
    'POST',
    '/api/products',
    draft({ name: '到店茶艺', kind: 'service', category: '体验' }),
  )
  const names = async (query: string) =>
    (await call('GET', `/api/products?${query}`)).body.items.map((item) =>
      'name' in item ? item.name : '',
    )
  expect(await names('kind=service')).toEqual(['到店茶艺'])
  expect(await names(`category=${encodeURIComponent('茶饮')}`)).toEqual(['桂花乌龙'])
  expect(await names('minPriceFen=1700&maxPriceFen=1900')).toEqual([])
  expect(await names('minPriceFen=1900&kind=goods')).toEqual(['桂花乌龙'])
  expect((await call('GET', '/api/product-categories')).body.items).toEqual([
    { category: '体验', products: 1 },
    { category: '茶饮', products: 1 },
  ])
})
