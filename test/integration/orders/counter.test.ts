import { newId } from '../../../server/platform/ids/index.js'
import { customer, mini, onShelf, order, payAtWechat, paymentOf } from './ordering.js'
import { useShop } from './shop.js'

// Guarantee: whoever shows the code gets the order once, at its own store, and not when its money goes back.

const here = useShop()
const STORE = 'S-1'
const OTHER = 'S-2'
const PRICE = 1680

async function waiting() {
  await here.shop.stores.upsert(
    [STORE, OTHER].map((storeCode) => ({ storeCode, name: `门店 ${storeCode}` })),
  )
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE })
  const { body } = await order(here.shop, buyer.openid, {
    skuId,
    totalFen: PRICE,
    storeCode: STORE,
  })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${body.orderId}/payment`)
  await payAtWechat(here.outside, paymentId, buyer.personId)
  await here.shop.settle()
  const { pickupCode = '' } = (await mini(here.shop, buyer.openid, 'GET', `/${body.orderId}`)).body
  return { ...buyer, orderId: body.orderId, code: pickupCode }
}

const asStaff = (storeCodes: string[] | null = [STORE]) => here.shop.asOperator({ storeCodes })
const look = (code: string, { storeCode = STORE, headers = asStaff() } = {}) =>
  here.shop.app.inject({ url: `/api/pickup?storeCode=${storeCode}&code=${code}`, headers })
const act = (orderId: string, what: string, headers = asStaff()) =>
  here.shop.app.inject({
    method: 'POST',
    url: `/api/orders/${orderId}/fulfilment`,
    headers,
    payload: { act: what },
  })

test('the code shows the order; handed over, it is through and the code is free again', async () => {
  const { openid, orderId, code } = await waiting()
  expect((await look(code)).json()).toMatchObject({ orderId, status: 'paid', pickupCode: code })
  expect((await act(orderId, 'ready')).json()).toMatchObject({ status: 'ready' })
  expect((await act(orderId, 'hand-over')).json()).toMatchObject({ status: 'completed' })
  expect((await look(code)).json()).toMatchObject({ code: 'pickup-code-unknown' })
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status).toBe('completed')
  await here.shop.settle()
  const told = await here.shop.db
    .collection('timeline')
    .find({ type: 'order.handed-over' })
    .toArray()
  expect(told).toMatchObject([{ summary: '取走 桂花乌龙' }])
})

test('two tills at once: handed over once, told once', async () => {
  const { orderId } = await waiting()
  const answers = await Promise.all([1, 2, 3, 4].map(() => act(orderId, 'hand-over')))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
  await here.shop.settle()
  const audits = await here.shop.db
    .collection('audit_entries')
    .find({ action: 'order.hand-over' })
    .toArray()
  expect(audits).toHaveLength(1)
  expect(
    await here.shop.db.collection('timeline').countDocuments({ type: 'order.handed-over' }),
  ).toBe(1)
})

test('another store sees neither the code nor the order', async () => {
  const { orderId, code } = await waiting()
  expect((await look(code, { storeCode: OTHER, headers: asStaff([OTHER]) })).statusCode).toBe(404)
  expect((await look(code, { headers: asStaff([OTHER]) })).statusCode).toBe(404)
  expect((await act(orderId, 'hand-over', asStaff([OTHER]))).statusCode).toBe(404)
})

test('what the customer took back is not handed over, and its code shows nothing', async () => {
  const { openid, orderId, code } = await waiting()
  await here.shop.app.inject({
    method: 'POST',
    url: `/mini/v1/orders/${orderId}/refund`,
    headers: { ...here.shop.asCustomer(openid), 'idempotency-key': newId('ord') },
    payload: { reason: '不想要了' },
  })
  expect((await act(orderId, 'hand-over')).json()).toMatchObject({ code: 'order-is-refunded' })
  expect((await look(code)).statusCode).toBe(404)
})

test('a code of five digits is refused by name', async () => {
  expect((await look('12345')).json()).toMatchObject({ code: 'request-invalid' })
})
