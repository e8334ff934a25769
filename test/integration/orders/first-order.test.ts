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

test('an order is placed, paid and told: stock is sold, the customer has one paid order', async () => {
  const { shop, outside } = here
  await shop.stores.upsert([{ storeCode: 'S9', name: '科苑南店' }])
  const { openid, personId, key } = await customer(shop, outside)
  const { skuId } = await onShelf(shop, { priceFen: 1680, stock: 5 })

  const placed = await order(shop, openid, { skuId, qty: 2, totalFen: 3360, storeCode: 'S9' })
  expect(placed).toMatchObject({ status: 201, body: { status: 'pending-payment', totalFen: 3360 } })
  expect(await poolOf(shop, skuId)).toEqual({ total: 5, held: 2, sold: 0, available: 3 })
  const { orderId } = placed.body

  const asked = await mini(shop, openid, 'POST', `/${orderId}/payment`)
  expect(asked.body.paymentParams).toMatchObject({
    appId: shop.appid,
    package: expect.stringMatching(/^prepay_id=/),
    signType: 'RSA',
  })
  const { paymentId } = await paymentOf(shop, orderId)
  await payAtWechat(outside, paymentId, personId)
  await shop.settle()

  const paid = await mini(shop, openid, 'GET', `/${orderId}`)
  expect(paid.body).toMatchObject({
    status: 'paid',
    storeName: '科苑南店',
    pickupCode: expect.stringMatching(/^\d{6}$/),
    paidAt: expect.any(String),
  })
  expect(await poolOf(shop, skuId)).toEqual({ total: 5, held: 0, sold: 2, available: 3 })
  expect(await paymentOf(shop, orderId)).toMatchObject({
    state: 'paid',
    transactionId: expect.any(String),
  })
  const identifier = await shop.db.collection<{ _id: string }>('identifiers').findOne({ _id: key })
  expect(identifier).toMatchObject({ ordersPaid: 1, paidFen: 3360, refundedFen: 0 })
  const told = await shop.db
    .collection('timeline')
    .find({ group: 'orders' })
    .sort({ _id: 1 })
    .toArray()
  expect(told.map(({ type }) => type)).toEqual(['order.paid', 'order.placed'])
  expect(await incidentsOf(shop)).toEqual([])
})
