import {
  customer,
  delivered,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
  poolOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'

const here = useShop()
const MINUTE = 60_000

async function placed() {
  const buyer = await customer(here.shop, here.outside)
  const { skuId, priceFen } = await onShelf(here.shop, { stock: 3 })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: priceFen })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  await here.outside.control('DELETE', '/requests')
  return { ...buyer, skuId, orderId: body.orderId, paymentId }
}
const pay = (openid: string, orderId: string) =>
  mini(here.shop, openid, 'POST', `/${orderId}/payment`)
const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status

/** What WeChat Pay was asked, oldest first: `jsapi`, `query`, `close`. */
async function asked(): Promise<string[]> {
  const answer = await here.outside.control<{ requests: { api: string }[] }>(
    'GET',
    '/requests?area=pay',
  )
  const names = answer.requests.map(({ api }) => api.split('/').at(-1) ?? '')
  return names.map((name) => (['jsapi', 'close'].includes(name) ? name : 'query')).reverse()
}

const LOST = [
  ['a gateway error after the effect', { kind: 'errorAfter', status: 502 }],
  ['a connection cut after the effect', { kind: 'errorAfter', cut: true }],
  ['a connection cut before the effect', { kind: 'errorBefore', cut: true }],
] as const

// Guarantee: a money call whose answer got lost is asked about and, at most, sent again under the same number.
describe.each(LOST)('prepay, %s', (_what, fault) => {
  test('the number is asked about at once, and the next tap pays under the same number', async () => {
    const { openid, orderId, paymentId } = await placed()
    await here.outside.fault({ ...fault, area: 'pay', match: 'jsapi', times: 1 })
    expect(await pay(openid, orderId)).toMatchObject({
      status: 503,
      body: { code: 'wechat-pay-outcome-unknown' },
    })
    expect(await asked()).toEqual(['jsapi', 'query'])
    expect((await pay(openid, orderId)).status).toBe(200)
    const attempts = await here.shop.payments.payments.ofOrder(orderId)
    expect(attempts.map(({ paymentId: number, state }) => [number, state])).toEqual([
      [paymentId, 'prepaid'],
    ])
  })
})

test('a prepay without an answer that was paid meanwhile is paid, not made again', async () => {
  const { openid, orderId } = await placed()
  await here.outside.fault({ kind: 'notifyBeforeReply', area: 'pay', times: 1 })
  await here.outside.fault({ kind: 'errorAfter', cut: true, area: 'pay', match: 'jsapi', times: 1 })
  expect(await pay(openid, orderId)).toMatchObject({ status: 409, body: { code: 'payment-done' } })
  await delivered(here.outside)
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
  expect(await asked()).toEqual(['jsapi', 'query'])
})

// Guarantee: an order is closed here only when WeChat has said so, and stock returns exactly once.
describe.each(LOST)('close, %s', (_what, fault) => {
  test('the order waits; the query tells, and everything is released once', async () => {
    const { openid, orderId, skuId } = await placed()
    await pay(openid, orderId)
    await here.shop.advance(15 * MINUTE)
    await here.outside.fault({ ...fault, area: 'pay', match: 'close', times: 1 })
    await here.shop.run('orders.expire')
    expect(await statusOf(openid, orderId)).toBe('pending-payment')
    expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1 })
    await here.shop.advance(30 * MINUTE)
    await here.shop.run('orders.expire')
    await here.shop.settle()
    expect(await statusOf(openid, orderId)).toBe('closed')
    expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, available: 3 })
    const wasDone = fault.kind === 'errorAfter'
    const again = wasDone ? ['query'] : ['query', 'close']
    expect(await asked()).toEqual(['jsapi', 'query', 'close', ...again])
  })
})

test('a payment that arrives while the close got no answer wins', async () => {
  const { openid, orderId, paymentId, personId } = await placed()
  await pay(openid, orderId)
  await here.shop.advance(14 * MINUTE)
  await here.outside.fault({ kind: 'notifyNever', area: 'pay', times: 1 })
  await payAtWechat(here.outside, paymentId, personId)
  await here.shop.advance(MINUTE)
  await here.outside.fault({
    kind: 'errorBefore',
    status: 502,
    area: 'pay',
    match: paymentId,
    times: 1,
  })
  await here.shop.run('orders.expire')
  expect(await statusOf(openid, orderId)).toBe('pending-payment')
  await here.shop.advance(30 * MINUTE)
  await here.shop.run('orders.expire')
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
})
