import { newId, type Id } from '../../../server/platform/ids/index.js'
import { balancesOf, refundsOf } from '../payments/books.js'
import { paidLate } from '../payments/late-notice.js'
import { eventually } from '../integrations/eventually.js'
import {
  customer,
  delivered,
  mini,
  onShelf,
  payAtWechat,
  paymentOf,
  poolOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'

// Guarantee (orders-and-money.md 5): a coupon is locked with its order, used with its payment and the customer's again when
// the order is closed or given back in full, each exactly once and with the books; no more are given out than budget and
// limit allow, whoever comes at once.

const here = useShop()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PRICE = 10_000

type Answer = Record<string, unknown> & { code?: string }
type CouponAnswer = Answer & { couponId: Id<'cpn'>; state: string; endsAt: string }

async function send<Body = Answer>(
  headers: object,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) {
  const answer = await here.shop.app.inject({
    ...{ method, url },
    headers: { 'idempotency-key': newId('ord'), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json<Body>() }
}
const asShop = <Body = Answer>(
  openid: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) => send<Body>(here.shop.asCustomer(openid), method, `/mini/v1${url}`, payload)
const asDesk = <Body = Answer>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  send<Body>(here.shop.asOperator(), method, `/api${url}`, payload)

async function template(more: object = {}): Promise<string> {
  const { body, status } = await asDesk<Answer & { templateId: string }>(
    'POST',
    '/coupon-templates',
    {
      ...{ name: '满100减20', terms: { kind: 'amount', offFen: 2000 }, thresholdFen: 10_000 },
      ...{ validity: { kind: 'days', days: 7 }, budgetCount: 100, ...more },
    },
  )
  expect(status).toBe(201)
  return body.templateId
}
const take = (openid: string, templateId: string) =>
  asShop<CouponAnswer>(openid, 'POST', `/coupon-offers/${templateId}/take`)
const couponOf = async (couponId: string) =>
  here.shop.db
    .collection<{ _id: string; state: string; orderId?: string; endsAt: Date }>('coupons')
    .findOne({ _id: couponId })
const stateOf = async (couponId: string) => (await couponOf(couponId))?.state
const place = (openid: string, body: object) =>
  asShop<Answer & { orderId: Id<'ord'>; status: string }>(openid, 'POST', '/orders', body)

/** Somebody with a coupon and a product of ¥100. */
async function ready(more: object = {}) {
  const { openid, personId, key } = await customer(here.shop, here.outside)
  const { skuId, productId } = await onShelf(here.shop, { priceFen: PRICE, stock: 5 })
  const templateId = await template(more)
  const { couponId } = (await take(openid, templateId)).body
  const body = { items: [{ skuId, qty: 1 }], totalFen: 8000, couponId }
  return { openid, personId, key, skuId, productId, templateId, couponId, body }
}
async function paid() {
  const parts = await ready()
  const { orderId } = (await place(parts.openid, parts.body)).body
  const { paymentId } = await paymentOf(here.shop, orderId)
  await mini(here.shop, parts.openid, 'POST', `/${orderId}/payment`)
  await payAtWechat(here.outside, paymentId, parts.personId)
  await here.shop.settle()
  return { ...parts, orderId, paymentId }
}
/** WeChat has taken the refunds and ended them; its notices are worked. */
async function refunded(orderId: Id<'ord'>) {
  await here.shop.run('payments.send-refunds')
  await here.shop.settle()
  await here.shop.advance(4_000)
  await eventually(async () => {
    await delivered(here.outside)
    await here.shop.settle()
    const all = await refundsOf(here.shop, orderId)
    return all.every(({ state }) => state === 'succeeded')
  })
}

test('locked with the order, told why, used with the payment; the memo stands in the books', async () => {
  const { openid, couponId, body } = await ready()
  const { body: order } = await place(openid, body)
  expect(order).toMatchObject({
    totalFen: 8000,
    discountFen: 2000,
    items: [{ amountFen: 10_000, discountFen: 2000 }],
    explanation: [
      { kind: 'goods', amountFen: 10_000 },
      { kind: 'coupon', amountFen: -2000, name: '满100减20', thresholdFen: 10_000 },
    ],
  })
  expect(await couponOf(couponId)).toMatchObject({ state: 'locked', orderId: order.orderId })
  const again = await place(openid, { ...body, note: '再来一份' })
  expect(again.body).toMatchObject({ code: 'coupon-not-usable' })
})

test('an order that is cancelled gives it back, once; its stock and its place are free, too', async () => {
  const { openid, couponId, body, skuId } = await ready()
  const { orderId } = (await place(openid, body)).body
  await mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
  const first = await couponOf(couponId)
  expect(first).toMatchObject({ state: 'returned' })
  await mini(here.shop, openid, 'POST', `/${orderId}/cancel`)
  expect(await couponOf(couponId)).toEqual(first)
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0 })
  expect((await place(openid, body)).body).toMatchObject({ status: 'pending-payment' })
})

test('paid: used; given back in full: the customer’s again, 7 days longer where it had ended; the books are even', async () => {
  const { openid, couponId, orderId } = await paid()
  expect(await couponOf(couponId)).toMatchObject({ state: 'used', orderId, discountFen: 2000 })
  expect(await balancesOf(here.shop)).toMatchObject({
    'wechat-pay': 8000,
    'coupons-used': 2000,
    'coupons-granted': 2000,
  })
  await here.shop.advance(8 * DAY)
  await asShop(openid, 'POST', `/orders/${orderId}/refund`, { reason: '不想要了' })
  await refunded(orderId)
  expect(await couponOf(couponId)).toMatchObject({ state: 'returned' })
  const endsAt = (await couponOf(couponId))?.endsAt.getTime() ?? 0
  expect(endsAt - here.shop.clock.now().getTime()).toBeGreaterThan(6 * DAY)
  expect(await balancesOf(here.shop)).not.toHaveProperty('coupons-used')
})

test('a payment after the order had lapsed: it lives again with its coupon, or the money goes back when another order has it', async () => {
  const parts = await ready()
  const { openid, couponId, body } = parts
  async function lapsed() {
    const { orderId } = (await place(openid, body)).body
    const { paymentId: outTradeNo } = await paymentOf(here.shop, orderId)
    await mini(here.shop, openid, 'POST', `/${orderId}/payment`)
    await here.shop.advance(15 * MINUTE)
    await here.shop.run('orders.expire')
    expect(await stateOf(couponId)).toBe('returned')
    return { orderId, outTradeNo, totalFen: 8000 }
  }
  const first = await lapsed()
  const { body: other } = await place(openid, body)
  await paidLate(here, first)
  expect(await refundsOf(here.shop, first.orderId)).toMatchObject([{ amountFen: 8000 }])
  expect(await couponOf(couponId)).toMatchObject({ state: 'locked', orderId: other.orderId })
  await mini(here.shop, openid, 'POST', `/${other.orderId}/cancel`)
  const second = await lapsed()
  await paidLate(here, { ...second, times: 2 })
  expect(await refundsOf(here.shop, second.orderId)).toEqual([])
  expect(await couponOf(couponId)).toMatchObject({ state: 'used', orderId: second.orderId })
  expect(await balancesOf(here.shop)).toMatchObject({ 'coupons-used': 2000 })
})

test('nothing left to pay: paid at once, without a payment; taken back, everything is as before', async () => {
  const { openid, couponId, skuId, body } = await ready({
    terms: { kind: 'amount', offFen: 50_000 },
    thresholdFen: 0,
  })
  const { body: order, status } = await place(openid, { ...body, totalFen: 0 })
  expect({ status, order }).toMatchObject({ status: 201, order: { status: 'paid', totalFen: 0 } })
  expect(await here.shop.payments.payments.ofOrder(order.orderId)).toEqual([])
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 1 })
  expect(await stateOf(couponId)).toBe('used')
  await here.shop.settle()
  const back = await asShop(openid, 'POST', `/orders/${order.orderId}/refund`, { reason: '不要了' })
  expect(back.body).toMatchObject({ status: 'refunded' })
  expect(await stateOf(couponId)).toBe('returned')
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0, sold: 0 })
  expect(await balancesOf(here.shop)).toEqual({})
})

test('items are given back for their stored share, the delivery fee with the last one', async () => {
  const { openid, personId } = await customer(here.shop, here.outside)
  const [a, b] = [
    await onShelf(here.shop, { priceFen: 6000, stock: 5 }),
    await onShelf(here.shop, { priceFen: 5000, stock: 5 }),
  ]
  const { couponId } = (await take(openid, await template())).body
  await asDesk('PUT', '/delivery-fee', { feeFen: 800 })
  const address = {
    name: '安娜',
    phone: '13800138000',
    region: '广东省深圳市',
    detail: '科苑路 1 号',
  }
  const items = [
    { skuId: a.skuId, qty: 1 },
    { skuId: b.skuId, qty: 2 },
  ]
  const { body: order } = await place(openid, { items, address, couponId, totalFen: 14_800 })
  expect(order).toMatchObject({ deliveryFen: 800, address, delivery: 'express' })
  const { paymentId } = await paymentOf(here.shop, order.orderId)
  await mini(here.shop, openid, 'POST', `/${order.orderId}/payment`)
  await payAtWechat(here.outside, paymentId, personId)
  await here.shop.settle()
  const give = (list: object[]) =>
    asDesk(`POST`, `/orders/${order.orderId}/refunds`, { items: list, reason: '少发' })
  expect((await give([{ skuId: b.skuId, qty: 3 }])).body).toMatchObject({
    code: 'refund-items-wrong',
  })
  // shares of ¥20 over ¥60 and ¥100: ¥7.50 and ¥12.50
  expect((await give([{ skuId: b.skuId, qty: 1 }])).body).toMatchObject({
    status: 'paid',
    ownRefunds: [{ amountFen: 4375 }],
    address: { name: '安**' },
  })
  const rest = await give([
    { skuId: a.skuId, qty: 1 },
    { skuId: b.skuId, qty: 1 },
  ])
  expect(rest.body).toMatchObject({ status: 'refund-pending', refundableFen: 0 })
})

test('a parcel goes on its way once, and its customer sees by whom', async () => {
  const { openid, personId } = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE, stock: 5 })
  const address = {
    name: '安娜',
    phone: '13800138000',
    region: '广东省深圳市',
    detail: '科苑路 1 号',
  }
  await asDesk('PUT', '/delivery-fee', { feeFen: 800, freeFromFen: 10_000 })
  const { body: order } = await place(openid, {
    items: [{ skuId, qty: 1 }],
    address,
    totalFen: PRICE,
  })
  const parcel = { company: '顺丰速运', trackingNo: 'SF1234567890' }
  const ship = () => asDesk('POST', `/orders/${order.orderId}/shipment`, parcel)
  expect((await ship()).body).toMatchObject({ code: 'order-not-in-time' })
  const { paymentId } = await paymentOf(here.shop, order.orderId)
  await mini(here.shop, openid, 'POST', `/${order.orderId}/payment`)
  await payAtWechat(here.outside, paymentId, personId)
  await here.shop.settle()
  expect((await ship()).body).toMatchObject({ status: 'shipped', shipment: parcel })
  expect((await ship()).status).toBe(200)
  expect((await mini(here.shop, openid, 'GET', `/${order.orderId}`)).body).toMatchObject({
    shipment: parcel,
    address,
  })
  const receive = () => mini(here.shop, openid, 'POST', `/${order.orderId}/receipt`)
  expect((await receive()).body).toMatchObject({ status: 'completed' })
  expect((await receive()).status).toBe(200)
  expect((await asDesk('POST', `/orders/${order.orderId}/address`)).body).toEqual(address)
  const stored = await here.shop.db
    .collection<{ _id: string }>('orders')
    .findOne({ _id: order.orderId })
  expect(JSON.stringify(stored)).not.toContain('13800138000')
})

test('50 takers at once: as many as the budget in number and money, and one each', async () => {
  const people: Awaited<ReturnType<typeof customer>>[] = []
  for (let n = 0; n < 5; n += 1) {
    people.push(await customer(here.shop, here.outside))
  }
  const templateId = await template({ budgetCount: 40, budgetFen: 7 * 2000, perCustomer: 2 })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => take(people[n % 5]?.openid ?? '', templateId)),
  )
  const given = answers.filter(({ status }) => status === 201)
  expect(given).toHaveLength(7)
  const rows = await here.shop.db.collection('coupons').find({ templateId }).toArray()
  expect(rows).toHaveLength(7)
  for (const { key } of people) {
    expect(rows.filter(({ identifierKey }) => identifierKey === key).length).toBeLessThanOrEqual(2)
  }
  const refused = answers.filter(({ status }) => status !== 201).map(({ body }) => body.code)
  expect(new Set(refused)).toEqual(new Set(['coupon-limit-reached', 'coupon-budget-used-up']))
  const { body } = await asDesk<{ items: object[] }>('GET', '/coupon-templates')
  expect(body.items).toMatchObject([{ issued: 7, used: 0, usedFen: 0 }])
})

test('orders that share a commit: one of them gets the coupon, those without one are not touched', async () => {
  const { openid, couponId, body, skuId } = await ready()
  await asDesk('PUT', `/skus/${skuId}/stock`, { total: 50, reason: '补货' })
  const others = []
  for (let n = 0; n < 6; n += 1) {
    others.push(await customer(here.shop, here.outside))
  }
  const plain = { items: body.items, totalFen: PRICE }
  const answers = await Promise.all([
    place(openid, body),
    ...others.map((one) => place(one.openid, plain)),
    place(openid, body),
    place(openid, body),
  ])
  const codes = answers.map(({ status, body: { code } }) => code ?? status)
  expect(codes.filter((code) => code === 201)).toHaveLength(7)
  expect(codes.filter((code) => code === 'coupon-not-usable')).toHaveLength(2)
  expect(await stateOf(couponId)).toBe('locked')
})

test('the price is asked with the best coupon and why not the others; nothing is held by asking', async () => {
  const { openid, couponId, skuId, productId } = await ready()
  const dear = await take(openid, await template({ name: '满500减90', thresholdFen: 50_000 }))
  const lines = [{ productId, skuId, qty: 2 }]
  await asShop(openid, 'PUT', '/cart', { lines })
  expect((await asShop(openid, 'GET', '/cart')).body).toEqual({ lines })
  const { body } = await asShop(openid, 'POST', '/cart/price', {})
  expect(body).toMatchObject({
    ...{ goodsFen: 20_000, discountFen: 2000, totalFen: 18_000, couponId },
    coupons: [
      { couponId, discountFen: 2000 },
      { couponId: dear.body.couponId, discountFen: 0, why: 'below-threshold', lackingFen: 30_000 },
    ],
  })
  const none = await asShop(openid, 'POST', '/cart/price', { couponId: null, delivery: 'express' })
  expect(none.body).toMatchObject({ totalFen: 20_000, couponId: null, deliveryFen: 0 })
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0 })
})

test('given by an operator once per request, reminded of once, ended when its time is over', async () => {
  const { key, openid } = await customer(here.shop, here.outside)
  const owner = await here.shop.db
    .collection<{ _id: string; ownerId: Id<'cus'> }>('identifiers')
    .findOne({ _id: key })
  const templateId = await template({ isTakeable: false })
  expect((await take(openid, templateId)).body).toMatchObject({ code: 'coupon-not-takeable' })
  const headers = { ...here.shop.asOperator(), 'idempotency-key': 'give-anna-1' }
  const give = () =>
    send<CouponAnswer>(headers, 'POST', `/api/coupon-templates/${templateId}/coupons`, {
      customerId: owner?.ownerId,
    })
  const { couponId } = (await give()).body
  expect(await here.shop.run('coupons.due')).toBeNull()
  await here.shop.advance(5 * DAY)
  expect(await here.shop.run('coupons.due')).toBe('到期 0 张，提醒 1 张')
  expect(await here.shop.run('coupons.due')).toBeNull()
  await here.shop.advance(2 * DAY)
  expect(await here.shop.run('coupons.due')).toBe('到期 1 张，提醒 0 张')
  expect(await stateOf(couponId)).toBe('expired')
  const { body } = await asShop<{ items: object[] }>(openid, 'GET', '/coupons?group=expired')
  expect(body.items).toMatchObject([{ couponId, state: 'expired' }])
})
