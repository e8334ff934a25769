import {
  customer,
  incidentsOf,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
  poolOf,
} from './ordering.js'
import { useShop } from './shop.js'

const here = useShop()
const MINUTE = 60_000

/** An order of one unit, sent to pay. */
async function waiting({ stock = 3 } = {}) {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: 1680 })
  const { orderId } = body
  const asked = await mini(here.shop, buyer.openid, 'POST', `/${orderId}/payment`)
  expect(asked.status).toBe(200)
  const { paymentId } = await paymentOf(here.shop, orderId)
  await here.outside.control('DELETE', '/requests')
  return { ...buyer, skuId, orderId, paymentId }
}

type Request = Readonly<{ api: string; method: string }>
/** What WeChat Pay was asked, without values. */
async function asked(): Promise<string[]> {
  const { requests } = await here.outside.control<{ requests: Request[] }>(
    'GET',
    '/requests?area=pay',
  )
  return requests.map(({ api, method }) => (api.includes('close') ? 'close' : `${method} query`))
}

const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body

test('after 15 minutes an order is closed at WeChat first, then here, and its stock comes back', async () => {
  const { openid, orderId, skuId } = await waiting()
  expect(await here.shop.run('orders.expire')).toBeNull()
  await here.shop.advance(15 * MINUTE)
  expect(await here.shop.run('orders.expire')).toBe('到期 1 单，关闭 1 单')
  expect((await asked()).sort()).toEqual(['GET query', 'close'])
  expect(await statusOf(openid, orderId)).toMatchObject({
    status: 'closed',
    closedReason: 'expired',
  })
  expect(await paymentOf(here.shop, orderId)).toMatchObject({ state: 'closed' })
  expect(await poolOf(here.shop, skuId)).toEqual({ total: 3, held: 0, sold: 0, available: 3 })
})

test('an order that was never sent to pay is closed without asking WeChat', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 1 })
  const { body } = await order(here.shop, openid, { skuId, totalFen: 1680 })
  await here.outside.control('DELETE', '/requests')
  await here.shop.advance(15 * MINUTE)
  await here.shop.run('orders.expire')
  expect(await asked()).toEqual([])
  expect(await statusOf(openid, body.orderId)).toMatchObject({ status: 'closed' })
})

// Guarantee: a paid answer wins over expiry, and the money takes the way of every payment.
test('paid at the last moment without a notification: the query before closing finds it', async () => {
  const { openid, orderId, paymentId, personId, skuId } = await waiting()
  await here.outside.fault({ kind: 'notifyNever', area: 'pay', times: 1 })
  await payAtWechat(here.outside, paymentId, personId)
  await here.shop.advance(15 * MINUTE)
  expect(await here.shop.run('orders.expire')).toBe('到期 1 单，关闭 0 单')
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toMatchObject({ status: 'paid' })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 1 })
  expect(await incidentsOf(here.shop)).toEqual([])
})

test('when WeChat does not answer, the order stays open and is tried again later', async () => {
  const { openid, orderId, skuId } = await waiting()
  await here.outside.fault({ kind: 'errorBefore', area: 'pay', status: 500, times: 1 })
  await here.shop.advance(15 * MINUTE)
  expect(await here.shop.run('orders.expire')).toBe('到期 1 单，关闭 0 单')
  expect(await statusOf(openid, orderId)).toMatchObject({ status: 'pending-payment' })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1 })
  expect(await here.shop.run('orders.expire')).toBeNull()
  await here.shop.advance(5_000)
  await here.shop.run('orders.expire')
  expect(await statusOf(openid, orderId)).toMatchObject({ status: 'closed' })
})

test('a close whose answer is lost is repeated and ends the same', async () => {
  const { openid, orderId } = await waiting()
  await here.outside.fault({
    kind: 'errorAfter',
    area: 'pay',
    match: 'close',
    status: 502,
    times: 1,
  })
  await here.shop.advance(15 * MINUTE)
  await here.shop.run('orders.expire')
  await here.shop.advance(5_000)
  await here.shop.run('orders.expire')
  expect(await statusOf(openid, orderId)).toMatchObject({ status: 'closed' })
})

// Guarantee: an order whose prepay call was lost on its way is closed again once that call can no longer arrive.
test('WeChat does not know the number: closed here, and asked about again after the time-out', async () => {
  const { openid } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { stock: 1 })
  const { body } = await order(here.shop, openid, { skuId, totalFen: 1680 })
  const { orderId } = body
  await here.outside.fault({ kind: 'errorBefore', area: 'pay', status: 500, times: 1 })
  const lost = await mini(here.shop, openid, 'POST', `/${orderId}/payment`)
  expect(lost.status).toBe(503)
  const cancelled = await mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
  expect(cancelled).toMatchObject({ status: 200, body: { status: 'closed' } })
  expect(await paymentOf(here.shop, orderId)).toMatchObject({
    state: 'closed',
    nextQueryAt: expect.any(Date),
  })
  await here.shop.advance(MINUTE)
  await here.shop.run('payments.query-open')
  expect(await paymentOf(here.shop, orderId)).not.toHaveProperty('nextQueryAt')
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, available: 1 })
})

describe('cancelling', () => {
  test('twice at once releases the stock once', async () => {
    const { openid, orderId, skuId } = await waiting()
    const cancel = () => mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
    const answers = await Promise.all([cancel(), cancel(), cancel()])
    expect(answers.map(({ body }) => body.status)).toEqual(['closed', 'closed', 'closed'])
    expect(await poolOf(here.shop, skuId)).toEqual({ total: 3, held: 0, sold: 0, available: 3 })
    await here.shop.settle()
    const told = await here.shop.db.collection('timeline').find({ type: 'order.closed' }).toArray()
    expect(told).toMatchObject([{ summary: '取消了订单 · 桂花乌龙' }])
  })

  test('an order that is paid at WeChat is not cancelled', async () => {
    const { openid, orderId, paymentId, personId } = await waiting()
    await here.outside.fault({ kind: 'notifyNever', area: 'pay', times: 1 })
    await payAtWechat(here.outside, paymentId, personId)
    const refused = await mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'order-is-paid' } })
    await here.shop.settle()
    expect(await statusOf(openid, orderId)).toMatchObject({ status: 'paid' })
  })
})

// Guarantee: for any interleaving an order ends paid with its units sold, or closed with its units back, never between.
test('payment and expiry at the same moment end in exactly one of the two', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { openid, orderId, paymentId, personId, skuId } = await waiting({ stock: 1 })
    await payAtWechat(here.outside, paymentId, personId)
    await Promise.all([
      here.shop.settle(),
      here.shop.orders.orders.cancel(orderId, `openid:${here.shop.appid}:${openid}`),
    ])
    await here.shop.settle()
    const { status } = await statusOf(openid, orderId)
    const { held, sold } = await poolOf(here.shop, skuId)
    expect([status, held, sold]).toEqual(['paid', 0, 1])
  }
})
