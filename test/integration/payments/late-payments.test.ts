import {
  customer,
  incidentsOf,
  mini,
  onShelf,
  order,
  paymentOf,
  poolOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'
import { balancesOf, refundsOf } from './books.js'
import { paidLate } from './late-notice.js'

// Guarantee (orders-and-money.md 3, failure story 27): money that comes after the order lapsed either revives it with
// stock and price kept, or is given back; exactly one of the two, told to the customer, never lost, never both.

const here = useShop()
const MINUTE = 60_000
const PRICE = 1680

async function lapsed({ stock = 3 } = {}) {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE, stock })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: PRICE })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${body.orderId}/payment`)
  return { ...buyer, skuId, orderId: body.orderId, paymentId }
}

async function expire() {
  await here.shop.advance(15 * MINUTE)
  await here.shop.run('orders.expire')
}

const late = (outTradeNo: string, times = 1) =>
  paidLate(here, { outTradeNo, totalFen: PRICE, times })

test('with the units still there the order lives again, once', async () => {
  const { openid, orderId, paymentId, skuId } = await lapsed()
  await expire()
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, available: 3 })
  await late(paymentId, 2)
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body).toMatchObject({
    status: 'paid',
  })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 1, available: 2 })
  expect(await refundsOf(here.shop, orderId)).toEqual([])
  expect(await incidentsOf(here.shop)).toEqual([])
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, revenue: PRICE })
})

test('with the units sold to somebody else the money goes back, once', async () => {
  const { openid, orderId, paymentId, skuId } = await lapsed({ stock: 1 })
  await expire()
  const next = await customer(here.shop, here.outside)
  await order(here.shop, next.openid, { skuId, totalFen: PRICE })
  await late(paymentId, 2)
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body).toMatchObject({
    status: 'closed',
  })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 1, sold: 0, available: 0 })
  expect(await refundsOf(here.shop, orderId)).toMatchObject([
    { reasonKey: `late:${paymentId}`, amountFen: PRICE, state: 'requested' },
  ])
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, 'refunds-payable': PRICE })
  const told = await here.shop.db
    .collection('timeline')
    .find({ type: 'order.given-back' })
    .toArray()
  expect(told).toMatchObject([{ summary: '付款时订单已关闭，¥16.80 原路退回 · 桂花乌龙' }])
})

test('what the customer gave up is never revived', async () => {
  const { openid, orderId, paymentId } = await lapsed()
  await mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
  await late(paymentId)
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body).toMatchObject({
    status: 'closed',
  })
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ reasonKey: `late:${paymentId}` }])
})
