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

const here = useShop()
const MINUTE = 60_000

async function placed({ priceFen = 1680 } = {}) {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen, stock: 3 })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: priceFen })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  return { ...buyer, skuId, orderId: body.orderId, paymentId }
}
const pay = (openid: string, orderId: string) =>
  mini(here.shop, openid, 'POST', `/${orderId}/payment`)
const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status

const countersOf = (key: string) =>
  here.shop.db.collection<{ _id: string }>('identifiers').findOne({ _id: key })

type Told = Readonly<{ outTradeNo: string; totalFen?: number; mchid?: string; currency?: string }>
/** A genuine notification of exactly this content. */
async function notify({ outTradeNo, totalFen = 1680, mchid, currency = 'CNY' }: Told) {
  const { MINI_APP_ID, PAY_MCH_ID } = here.outside.sandbox.credentials
  const plaintext = JSON.stringify({
    appid: MINI_APP_ID,
    mchid: mchid ?? PAY_MCH_ID,
    out_trade_no: outTradeNo,
    transaction_id: `4200${outTradeNo.slice(-12)}`,
    trade_state: 'SUCCESS',
    success_time: here.shop.clock.now().toISOString(),
    payer: { openid: 'o1' },
    amount: { total: totalFen, payer_total: totalFen, currency, payer_currency: currency },
  })
  const { port } = here.shop.app.server.address() as { port: number }
  const url = `http://127.0.0.1:${port}/callbacks/pay/transactions`
  const sent = await here.outside.control('POST', '/raw-callback', { kind: 'pay', plaintext, url })
  await here.shop.settle()
  return sent
}

test('paying again uses the same number and the same prepay id', async () => {
  const { openid, orderId } = await placed()
  const first = await pay(openid, orderId)
  const again = await pay(openid, orderId)
  expect(again.body.paymentParams.package).toBe(first.body.paymentParams.package)
  const { payments } = await here.outside.control<{ payments: unknown[] }>(
    'GET',
    '/payments?limit=1',
  )
  expect(payments).toHaveLength(1)
  expect(await here.shop.payments.payments.ofOrder(orderId)).toHaveLength(1)
})

test('three taps at once ask for one payment', async () => {
  const { openid, orderId } = await placed()
  const answers = await Promise.all([
    pay(openid, orderId),
    pay(openid, orderId),
    pay(openid, orderId),
  ])
  expect(new Set(answers.map(({ body }) => body.paymentParams?.package)).size).toBe(1)
})

test('with under 90 s left nobody is sent to pay', async () => {
  const { openid, orderId } = await placed()
  await here.shop.advance(13.6 * MINUTE)
  expect(await pay(openid, orderId)).toMatchObject({
    status: 409,
    body: { code: 'payment-window-over' },
  })
})

// Guarantee: one payment has one effect, however often and however simultaneously it is told.
test('three equal notifications at once have one effect', async () => {
  const { openid, orderId, paymentId, personId, key, skuId } = await placed()
  await pay(openid, orderId)
  await here.outside.fault({
    kind: 'duplicate',
    area: 'pay',
    copies: 3,
    simultaneous: true,
    times: 1,
  })
  await payAtWechat(here.outside, paymentId, personId)
  await here.shop.settle()
  expect(await countersOf(key)).toMatchObject({ ordersPaid: 1, paidFen: 1680 })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 1 })
})

test('the same payment told under other notification ids, and by a query, has one effect', async () => {
  const { openid, orderId, paymentId, personId, key, skuId } = await placed()
  await pay(openid, orderId)
  await payAtWechat(here.outside, paymentId, personId)
  await here.outside.control('POST', '/pay/notify', { outTradeNo: paymentId })
  await here.outside.control('POST', '/pay/notify', { outTradeNo: paymentId })
  await mini(here.shop, openid, 'POST', `/${orderId}/payment/refresh`)
  await delivered(here.outside)
  await here.shop.settle()
  expect(await countersOf(key)).toMatchObject({ ordersPaid: 1, paidFen: 1680 })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ sold: 1 })
  expect(await incidentsOf(here.shop)).toEqual([])
})

test('a notification that is faster than the prepay answer is not lost', async () => {
  const { openid, orderId } = await placed()
  await here.outside.fault({ kind: 'notifyBeforeReply', area: 'pay', times: 1 })
  await pay(openid, orderId)
  await delivered(here.outside)
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
})

test('a notification that never comes is found by asking after a minute', async () => {
  const { openid, orderId, paymentId, personId } = await placed()
  await pay(openid, orderId)
  await here.outside.fault({ kind: 'notifyNever', area: 'pay', times: 1 })
  await payAtWechat(here.outside, paymentId, personId)
  expect(await here.shop.run('payments.query-open')).toBeNull()
  await here.shop.advance(MINUTE)
  expect(await here.shop.run('payments.query-open')).toBe('查询了 1 笔付款')
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
  await here.shop.advance(MINUTE)
  expect(await here.shop.run('payments.query-open')).toBeNull()
})

test('an open payment is asked about with growing pauses', async () => {
  const { openid, orderId } = await placed()
  await pay(openid, orderId)
  await here.shop.advance(MINUTE)
  const first = await paymentOf(here.shop, orderId)
  await here.shop.run('payments.query-open')
  await here.shop.advance(MINUTE)
  await here.shop.run('payments.query-open')
  const later = await paymentOf(here.shop, orderId)
  expect([first.queries, later.queries]).toEqual([0, 2])
  const pauseMs = (later.nextQueryAt?.getTime() ?? 0) - here.shop.clock.now().getTime()
  expect(Math.round(pauseMs / MINUTE)).toBe(2)
})

// Guarantee: a new number only after the old one can no longer be paid.
test('when WeChat has closed the number, the open order is paid under a new one', async () => {
  const { openid, orderId, paymentId, personId } = await placed()
  await pay(openid, orderId)
  await here.shop.gateway.close(paymentId)
  await mini(here.shop, openid, 'POST', `/${orderId}/payment/refresh`)
  await here.shop.settle()
  expect((await pay(openid, orderId)).status).toBe(200)
  const [first, second] = await here.shop.payments.payments.ofOrder(orderId)
  expect([first?.state, second?.state]).toEqual(['closed', 'prepaid'])
  await payAtWechat(here.outside, second?.paymentId ?? '', personId)
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
})

test('when WeChat is silent, asking answers the order as it is', async () => {
  const { openid, orderId } = await placed()
  await pay(openid, orderId)
  await here.outside.fault({ kind: 'errorBefore', area: 'pay', status: 500, times: 1 })
  const answer = await mini(here.shop, openid, 'POST', `/${orderId}/payment/refresh`)
  expect(answer).toMatchObject({ status: 200, body: { status: 'pending-payment' } })
})

test('the client that comes back asks for itself', async () => {
  const { openid, orderId, paymentId, personId } = await placed()
  await pay(openid, orderId)
  await here.outside.fault({ kind: 'notifyNever', area: 'pay', times: 1 })
  await payAtWechat(here.outside, paymentId, personId)
  await mini(here.shop, openid, 'POST', `/${orderId}/payment/refresh`)
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
})

describe('money that does not fit is never dropped', () => {
  test('another amount: incident, the order waits on', async () => {
    const { openid, orderId, paymentId } = await placed()
    await pay(openid, orderId)
    const sent = await notify({ outTradeNo: paymentId, totalFen: 1 })
    expect(sent).toMatchObject({ status: 204 })
    expect(await statusOf(openid, orderId)).toBe('pending-payment')
    expect(await incidentsOf(here.shop)).toMatchObject([
      { kind: 'payment-amount-mismatch', amountFen: 1 },
    ])
    const rows = await here.shop.db.collection('inbox').find({ type: 'payment.notified' }).toArray()
    expect(rows).toMatchObject([{ state: 'done', outcome: 'incident' }])
  })

  test('an unknown number: incident', async () => {
    expect(await notify({ outTradeNo: 'pay_unknown0000000000000000' })).toMatchObject({
      status: 204,
    })
    expect(await incidentsOf(here.shop)).toMatchObject([
      { kind: 'payment-unknown', amountFen: 1680 },
    ])
  })

  test('another currency: incident', async () => {
    const { paymentId } = await placed()
    await notify({ outTradeNo: paymentId, currency: 'USD' })
    expect(await incidentsOf(here.shop)).toMatchObject([{ kind: 'payment-foreign' }])
  })

  test('the console lists them, newest first, to those who may see them', async () => {
    await notify({ outTradeNo: 'pay_unknown0000000000000001' })
    await notify({ outTradeNo: 'pay_unknown0000000000000002' })
    const list = (permissions?: readonly string[], query = '') =>
      here.shop.app.inject({
        url: `/api/incidents${query}`,
        headers: here.shop.asOperator(permissions && { permissions }),
      })
    const first = (await list(undefined, '?limit=1')).json<{
      items: object[]
      nextCursor: string
    }>()
    const second = (await list(undefined, `?limit=1&cursor=${first.nextCursor}`)).json<{
      items: object[]
      nextCursor: string | null
    }>()
    expect(first.items).toMatchObject([{ kind: 'payment-unknown', state: 'open', amountFen: 1680 }])
    expect(second).toMatchObject({ items: [expect.anything()], nextCursor: null })
    expect(second.items).not.toEqual(first.items)
    expect((await list(['orders.read'])).statusCode).toBe(403)
    const anonymous = await here.shop.app.inject({ url: '/api/incidents' })
    expect(anonymous.statusCode).toBe(401)
  })
})
