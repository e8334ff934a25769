import {
  customer,
  delivered,
  incidentsOf,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
  poolOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'
import { eventually } from '../integrations/eventually.js'
import { balancesOf, refundsOf } from './books.js'

// Guarantee (orders-and-money.md 4): money owed to a customer reaches them exactly once whatever WeChat answers, never
// more than was paid, and the books say at every moment where it is.

const here = useShop()
const SECOND = 1_000
const MINUTE = 60 * SECOND
const PRICE = 1680
const REFUNDS = '/v3/refund/domestic/refunds'

async function paid({ stock = 3 } = {}) {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE, stock })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: PRICE })
  const { orderId } = body
  const { paymentId } = await paymentOf(here.shop, orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${orderId}/payment`)
  await payAtWechat(here.outside, paymentId, buyer.personId)
  await here.shop.settle()
  return { ...buyer, skuId, orderId, paymentId }
}

const takeBack = (openid: string, orderId: string, key = 'take-back-1') =>
  here.shop.app.inject({
    method: 'POST',
    url: `/mini/v1/orders/${orderId}/refund`,
    headers: { ...here.shop.asCustomer(openid), 'idempotency-key': key },
    payload: { reason: '不想要了' },
  })
const giveBack = (orderId: string, payload: object, key = 'give-back-1') =>
  here.shop.app.inject({
    method: 'POST',
    url: `/api/orders/${orderId}/refunds`,
    headers: { ...here.shop.asOperator(), 'idempotency-key': key },
    payload,
  })
const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status
const fault = (kind: string, more: object = {}) =>
  here.outside.control('POST', '/faults', { area: 'pay', kind, match: REFUNDS, ...more })

const atWechat = async (outTradeNo = '') => {
  const path = `/pay/refunds?limit=50&outTradeNo=${outTradeNo}`
  return (await here.outside.control<{ refunds: { status: string }[] }>('GET', path)).refunds
}

/** The job asks, WeChat ends what it has taken, its notices are worked. */
async function send() {
  await here.shop.run('payments.send-refunds')
  await here.shop.settle()
}
async function ended() {
  await here.shop.advance(4 * SECOND)
  await eventually(async () => (await atWechat()).every(({ status }) => status !== 'PROCESSING'))
  await delivered(here.outside)
  await here.shop.settle()
}

test('a customer takes a paid order back: stopped at once, the money comes, the units are on the shelf', async () => {
  const { openid, orderId, skuId, key } = await paid()
  expect((await takeBack(openid, orderId)).json()).toMatchObject({ status: 'refund-pending' })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 0, available: 3 })
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, 'refunds-payable': PRICE })
  await send()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'processing' }])
  expect(await balancesOf(here.shop)).toEqual({
    'refunds-payable': PRICE,
    'refunds-in-transit': PRICE,
  })
  expect(await statusOf(openid, orderId)).toBe('refund-pending')
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded' }])
  expect(await statusOf(openid, orderId)).toBe('refunded')
  expect(await balancesOf(here.shop)).toEqual({})
  const counted = await here.shop.db
    .collection<{ _id: string }>('identifiers')
    .findOne({ _id: key })
  expect(counted).toMatchObject({ ordersPaid: 1, paidFen: PRICE, refundedFen: PRICE })
  expect(await incidentsOf(here.shop)).toEqual([])
})

test('the same request again, also at once, is one refund', async () => {
  const { openid, orderId } = await paid()
  const answers = await Promise.all([1, 2, 3].map(() => takeBack(openid, orderId)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  expect(await refundsOf(here.shop, orderId)).toHaveLength(1)
  expect((await takeBack(openid, orderId, 'another-key')).json()).toMatchObject({
    code: 'order-not-refundable',
  })
})

test('parts add up to what was paid and never to more; the last one ends the order', async () => {
  const { openid, orderId } = await paid()
  const first = await giveBack(orderId, { amountFen: 680, reason: '少一杯' }, 'part-number-1')
  expect(first.json()).toMatchObject({ status: 'paid', ownRefunds: [{ amountFen: 680 }] })
  const over = await giveBack(orderId, { amountFen: 1001, reason: '多了' }, 'part-number-2')
  expect(over.json()).toMatchObject({ code: 'refund-exceeds-order' })
  await send()
  await ended()
  expect(await statusOf(openid, orderId)).toBe('paid')
  const rest = await giveBack(orderId, { reason: '其余' }, 'part-number-3')
  expect(rest.json()).toMatchObject({ status: 'refund-pending' })
  await send() // within a minute of the other: WeChat would refuse it, so it is not asked yet
  expect((await refundsOf(here.shop, orderId)).map(({ state }) => state).sort()).toEqual([
    'requested',
    'succeeded',
  ])
  await here.shop.advance(MINUTE)
  await send()
  await ended()
  expect(await statusOf(openid, orderId)).toBe('refunded')
  expect(await balancesOf(here.shop)).toEqual({})
})

test('given too little money at WeChat, then it is tried again with growing pauses until there is', async () => {
  const { orderId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await fault('notEnough', { times: 2 })
  await send()
  const [first] = await refundsOf(here.shop, orderId)
  expect(first).toMatchObject({ state: 'requested', trouble: { code: 'wechat-pay-balance-low' } })
  expect((first?.nextAt?.getTime() ?? 0) - here.shop.clock.now().getTime()).toBeGreaterThan(55_000)
  await here.shop.advance(MINUTE)
  await send()
  await here.shop.advance(5 * MINUTE)
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded', attempt: 1 }])
})

test('given an account that can receive nothing, then it fails at once, frees its amount, and an operator tries again', async () => {
  const { orderId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await fault('userAccountAbnormal', { times: 1 })
  await send()
  const [failed] = await refundsOf(here.shop, orderId)
  expect(failed).toMatchObject({ state: 'failed', trouble: { code: 'wechat-pay-payee-abnormal' } })
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, revenue: PRICE })
  const again = await here.shop.app.inject({
    method: 'POST',
    url: `/api/refunds/${failed?.refundId ?? ''}/retry`,
    headers: here.shop.asOperator(),
  })
  expect(again.json()).toMatchObject({ state: 'requested', tries: 0 })
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded' }])
  expect(await balancesOf(here.shop)).toEqual({})
})

test('given CLOSED, then the money is ours again, still owed, and asked for under the next number', async () => {
  const { orderId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await fault('refundClosed', { times: 1 })
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'requested', attempt: 2 }])
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, 'refunds-payable': PRICE })
  await here.shop.advance(2 * MINUTE)
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded', attempt: 2 }])
  expect(await balancesOf(here.shop)).toEqual({})
})

test('given ABNORMAL, then it waits for an operator and the money stays in transit', async () => {
  const { orderId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await fault('refundAbnormal', { times: 1 })
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'abnormal' }])
  expect(await balancesOf(here.shop)).toEqual({
    'refunds-payable': PRICE,
    'refunds-in-transit': PRICE,
  })
})

test('given a lost answer, then WeChat is asked what became of it, under the same number', async () => {
  const { orderId, paymentId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await fault('errorAfter', { times: 1, status: 502 })
  await send()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([
    { state: 'requested', isOutcomeUnknown: true, attempt: 1 },
  ])
  await here.shop.advance(MINUTE)
  await send()
  await ended()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded', attempt: 1 }])
  expect(await atWechat(paymentId)).toHaveLength(1)
})

test('given no notice ever, then the query ends it', async () => {
  const { orderId } = await paid()
  await giveBack(orderId, { reason: '缺货' })
  await here.outside.control('POST', '/faults', {
    area: 'pay',
    kind: 'notifyNever',
    match: 'REFUND',
  })
  await send()
  await here.shop.advance(2 * MINUTE)
  await send()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ state: 'succeeded' }])
})
