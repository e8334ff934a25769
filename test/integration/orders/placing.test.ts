import { newId } from '../../../server/platform/ids/index.js'
import { customer, mini, onShelf, order, poolOf } from './ordering.js'
import { useShop } from './shop.js'

const here = useShop()

const ordersIn = (status?: string) =>
  here.shop.db.collection('orders').countDocuments(status === undefined ? {} : { status })

test('the same key with the same body is the same order', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  const wanted = { skuId, totalFen: 1680, key: newId('ord') }
  const first = await order(here.shop, openid, wanted)
  const again = await order(here.shop, openid, wanted)
  expect(again).toMatchObject({ status: 201, body: { orderId: first.body.orderId } })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1 })
})

test('the same key with another body is refused and nothing is held for it', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  const key = newId('ord')
  await order(here.shop, openid, { skuId, totalFen: 1680, key })
  const other = await order(here.shop, openid, { skuId, qty: 2, totalFen: 3360, key })
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1 })
})

test('the same key five times at once is one order', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 5 })
  const wanted = { skuId, totalFen: 1680, key: newId('ord') }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => order(here.shop, openid, wanted)),
  )
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
  expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1)
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1 })
})

test('two customers may use the same key', async () => {
  const [anna, bela] = [
    await customer(here.shop, here.outside),
    await customer(here.shop, here.outside),
  ]
  const { skuId } = await onShelf(here.shop)
  const wanted = { skuId, totalFen: 1680, key: newId('ord') }
  const first = await order(here.shop, anna.openid, wanted)
  const second = await order(here.shop, bela.openid, wanted)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(first.body.orderId).not.toBe(second.body.orderId)
})

// Failure story 29: price and payment success taken from the client. The server computes, the notification decides.
test('failure story 29: a total that the client made up is refused, and saying "paid" pays nothing', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: 1680, stock: 5 })
  const cheap = await order(here.shop, openid, { skuId, totalFen: 1 })
  expect(cheap).toMatchObject({
    status: 409,
    body: { code: 'price-changed', detail: expect.stringContaining('1680') },
  })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0 })
  expect(await ordersIn()).toBe(0)

  const { body } = await order(here.shop, openid, { skuId, totalFen: 1680 })
  const path = `/${body.orderId}/payment/refresh`
  expect(await mini(here.shop, openid, 'POST', path)).toMatchObject({
    body: { status: 'pending-payment' },
  })
  const forged = await here.shop.app.inject({
    method: 'POST',
    url: '/mini/v1/orders',
    headers: { ...here.shop.asCustomer(openid), 'idempotency-key': newId('ord') },
    payload: { items: [{ skuId, qty: 1, priceFen: 1 }], totalFen: 1, status: 'paid' },
  })
  expect(forged.statusCode).toBe(400)
})

// Guarantee: paid and held units never exceed the stock, for any number of buyers at once.
test('ten buyers at once of three units make three orders', async () => {
  const { skuId } = await onShelf(here.shop, { stock: 3 })
  const openids = Array.from({ length: 10 }, () => newId('cus'))
  const answers = await Promise.all(
    openids.map((openid) => order(here.shop, openid, { skuId, totalFen: 1680 })),
  )
  const placed = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(placed).toHaveLength(3)
  expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => 'sold-out'))
  expect(await poolOf(here.shop, skuId)).toEqual({ total: 3, held: 3, sold: 0, available: 0 })
  expect(await ordersIn()).toBe(3)
})

test('a refused order leaves nothing behind: no payment, no hold, no key, no timeline', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 1 })
  expect(await order(here.shop, openid, { skuId, qty: 2, totalFen: 3360 })).toMatchObject({
    status: 409,
    body: { code: 'sold-out' },
  })
  const counts = await Promise.all(
    ['orders', 'payments', 'stock_holds', 'order_keys'].map((name) =>
      here.shop.db.collection(name).countDocuments(),
    ),
  )
  expect(counts).toEqual([0, 0, 0, 0])
})

describe('open orders', () => {
  test('a fourth unpaid order is refused until one is cancelled', async () => {
    const { openid } = await customer(here.shop, here.outside)
    const { skuId } = await onShelf(here.shop)
    const place = () => order(here.shop, openid, { skuId, totalFen: 1680 })
    const first = await place()
    expect([(await place()).status, (await place()).status]).toEqual([201, 201])
    expect(await place()).toMatchObject({ status: 409, body: { code: 'too-many-open-orders' } })
    await mini(here.shop, openid, 'POST', `/${first.body.orderId}/cancel`)
    expect((await place()).status).toBe(201)
  })

  test('eight at once are three', async () => {
    const { openid } = await customer(here.shop, here.outside)
    const { skuId } = await onShelf(here.shop)
    const place = () => order(here.shop, openid, { skuId, totalFen: 1680 })
    const answers = await Promise.all(Array.from({ length: 8 }, place))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(await ordersIn('pending-payment')).toBe(3)
  })

  // Guarantee: the limit is per living customer, whichever of their identifiers they come by.
  test('two identifiers of one customer share the limit, also at once', async () => {
    const { shop } = here
    const unionid = newId('cus')
    for (const openid of ['o-first', 'o-second']) {
      const appid = openid === 'o-first' ? shop.appid : 'wx-second'
      const payload = { type: 'customer.logged-in', openid, appid, unionid, unionidScope: 'main' }
      const event = { source: 'mini', type: 'customer.logged-in', occurredAt: shop.clock.now() }
      await shop.inbox.insert({
        ...event,
        key: openid,
        partitionKey: openid,
        payload: JSON.stringify(payload),
      })
    }
    await shop.settle()
    const { skuId } = await onShelf(shop)
    const holders = [`openid:${shop.appid}:o-first`, 'openid:wx-second:o-second'] as const
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        shop.orders.orders.place({
          holder: holders[n % 2] ?? holders[0],
          openid: 'o-first',
          idempotencyKey: `key-${n}-0000`,
          body: { items: [{ skuId, qty: 1 }], totalFen: 1680 },
        }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
  })
})

describe('who may do what', () => {
  test('without a token nobody orders', async () => {
    const answer = await here.shop.app.inject({ method: 'GET', url: '/mini/v1/orders' })
    expect(answer.statusCode).toBe(401)
  })

  test('another customer’s order does not exist', async () => {
    const [anna, bela] = [
      await customer(here.shop, here.outside),
      await customer(here.shop, here.outside),
    ]
    const { skuId } = await onShelf(here.shop)
    const { body } = await order(here.shop, anna.openid, { skuId, totalFen: 1680 })
    const { orderId } = body
    const tries = await Promise.all([
      mini(here.shop, bela.openid, 'GET', `/${orderId}`),
      mini(here.shop, bela.openid, 'POST', `/${orderId}/payment`),
      mini(here.shop, bela.openid, 'POST', `/${orderId}/cancel`),
      mini(here.shop, bela.openid, 'POST', `/${orderId}/payment/refresh`),
    ])
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await mini(here.shop, bela.openid, 'GET', '')).body.items).toEqual([])
    expect((await mini(here.shop, anna.openid, 'GET', '')).body.items).toMatchObject([{ orderId }])
  })

  test.each([
    ['no key', {}, { items: [{ skuId: newId('sku'), qty: 1 }], totalFen: 1 }, 'idempotency-key'],
    ['no items', { 'idempotency-key': 'abcdefgh' }, { items: [], totalFen: 1 }, 'items'],
    [
      'half a piece',
      { 'idempotency-key': 'abcdefgh' },
      { items: [{ skuId: newId('sku'), qty: 0.5 }], totalFen: 1 },
      'items.0.qty',
    ],
    [
      'a negative sum',
      { 'idempotency-key': 'abcdefgh' },
      { items: [{ skuId: newId('sku'), qty: 1 }], totalFen: -1 },
      'totalFen',
    ],
  ])('bad input: %s', async (_name, headers, payload, field) => {
    const answer = await here.shop.app.inject({
      method: 'POST',
      url: '/mini/v1/orders',
      headers: { ...here.shop.asCustomer('o1'), ...headers },
      payload,
    })
    const problem = answer.json<{ code: string; errors: { field: string }[] }>()
    expect(answer.statusCode).toBe(400)
    expect(problem.errors.map((error) => error.field)).toContain(field)
  })

  test('an unknown store, an unknown SKU', async () => {
    const { openid } = await customer(here.shop, here.outside)
    const { skuId } = await onShelf(here.shop)
    const nowhere = await order(here.shop, openid, { skuId, totalFen: 1680, storeCode: 'X1' })
    expect(nowhere).toMatchObject({ status: 422, body: { code: 'store-unknown' } })
    const nothing = await order(here.shop, openid, { skuId: newId('sku'), totalFen: 1680 })
    expect(nothing).toMatchObject({ status: 422, body: { code: 'sku-unknown' } })
  })
})
