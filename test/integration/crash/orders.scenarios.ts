import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Scenario } from '../../support/faults/scenario.js'
import type { Run } from '../../support/faults/run.js'
import type { House } from '../../support/faults/house.js'
import type { Stage } from '../../support/faults/stage.js'
import { triesOf, untilJobHas, type Told } from './callers.js'
import {
  LONG_AGO_MS,
  Notified,
  OFF_FEN,
  one,
  openOrders,
  openShop,
  PRICE_FEN,
  takeCoupon,
  toldOfOrder,
  wishOf,
  wishWithCoupon,
  type Shop,
} from './shop.js'

const Payments = z.object({ total: z.int(), payments: z.array(z.object({ state: z.string() })) })

type WithCoupon = Shop & Readonly<{ couponId: string }>
type Placing = WithCoupon & Readonly<{ key: string; paymentsBefore: number }>

/** With a coupon that the customer has taken. */
async function openWithCoupon(house: House, stage: Stage): Promise<WithCoupon> {
  const shop = await openShop(house, stage)
  return { ...shop, couponId: await takeCoupon(house, shop) }
}

async function paymentsIn({ control }: Stage): Promise<number> {
  return (await control.send('GET', '/payments?limit=1', Payments)).body.total
}

async function placeAndPay(run: Run, placing: Placing): Promise<void> {
  const authorization = `Bearer ${placing.token}`
  const headers = { authorization, 'idempotency-key': placing.key }
  const placed = await run.insist(() => ({
    method: 'POST',
    url: '/mini/v1/orders',
    headers,
    payload: wishWithCoupon(placing, placing.couponId),
  }))
  const { orderId } = z.object({ orderId: z.string() }).parse(JSON.parse(placed.body))
  await run.insist(() => ({
    method: 'POST',
    url: `/mini/v1/orders/${orderId}/payment`,
    headers: { authorization },
  }))
}

/** Ordered with a coupon and sent to pay with one key: one order, one cup and its coupon held, one payment, here and at WeChat. */
export const orderCreated: Scenario<WithCoupon, Placing> = {
  given: openWithCoupon,
  async begin(shop, stage) {
    return { ...shop, key: randomUUID(), paymentsBefore: await paymentsIn(stage) }
  },
  async play(run, placing) {
    await placeAndPay(run, placing)
    await run.work()
    return []
  },
  async end({ paymentsBefore }, stage) {
    expect(await one(stage, 'orders')).toMatchObject({ status: 'pending-payment' })
    expect(await one(stage, 'payments')).toMatchObject({ state: 'prepaid' })
    expect(await one(stage, 'coupons')).toMatchObject({ state: 'locked' })
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 1, sold: 0 })
    expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'held', qty: 1 })
    expect(await openOrders(stage)).toBe(1)
    expect(await paymentsIn(stage)).toBe(paymentsBefore + 1)
    expect(await toldOfOrder(stage)).toEqual(['order.placed'])
  },
}

type Paying = Readonly<{ outTradeNo: string }>

/** WeChat tells of a payment until it is answered: paid once, sold once, its coupon used once, on the timeline and in the counters once. */
export const orderPaid: Scenario<Paying, Told> = {
  async given(house, stage) {
    const shop = await openWithCoupon(house, stage)
    const { orderId } = await shop.phone.placeOrder(wishWithCoupon(shop, shop.couponId))
    const prepayId = await shop.phone.pay(orderId)
    await house.work()
    const { outTradeNo } = await stage.control.confirmPayment(prepayId)
    await stage.mailbox.next() // this one gets lost; each run is told by one of its own
    return { outTradeNo }
  },
  async begin({ outTradeNo }, { control, mailbox }) {
    const { body } = await control.send('POST', '/pay/notify', Notified, { body: { outTradeNo } })
    return { callbackId: body.callbackId, first: await mailbox.next() }
  },
  async play(run, told, stage) {
    await run.insist(triesOf(stage, told))
    await run.work()
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(told.first.body.toString()))
    return [`pay:${id}`]
  },
  async end(_told, stage) {
    const paidFen = PRICE_FEN - OFF_FEN
    expect(await one(stage, 'orders')).toMatchObject({ status: 'paid', paidFen })
    expect(await one(stage, 'coupons')).toMatchObject({ state: 'used', discountFen: OFF_FEN })
    expect(await one(stage, 'payments')).toMatchObject({ state: 'paid' })
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 0, sold: 1 })
    expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'sold' })
    expect(await one(stage, 'pickup_codes')).toBeDefined()
    expect(await openOrders(stage)).toBe(0)
    expect(await toldOfOrder(stage)).toEqual(['order.paid', 'order.placed'])
    expect(await one(stage, 'customers')).toMatchObject({ ordersPaid: 1, paidFen })
    expect(await one(stage, 'incidents')).toBeUndefined()
  },
}

type Lapsed = Readonly<{ outTradeNo: string }>

/** Fifteen minutes are over: closed at WeChat, then here; the cup is free again, once. */
export const orderExpired: Scenario<Shop, Lapsed> = {
  given: openShop,
  async begin(shop, { control, db, house }) {
    const { orderId } = await shop.phone.placeOrder(wishOf(shop))
    await control.send('POST', '/pay/lapse', z.unknown(), {
      body: { prepayId: await shop.phone.pay(orderId) },
    })
    await house.work()
    // The quarter of an hour passes in the database: the product's clock is the machine's.
    const past = new Date(Date.now() - LONG_AGO_MS)
    await db.collection('orders').updateMany({}, { $set: { expiresAt: past, closeDueAt: past } })
    await db.collection('payments').updateMany({}, { $set: { expiresAt: past } })
    const payment = await db.collection('payments').findOne({})
    return { outTradeNo: String(payment?._id) }
  },
  async play(run, _lapsed, stage) {
    const { db } = stage
    const isClosed = async () => {
      const past = new Date(Date.now() - LONG_AGO_MS)
      await db
        .collection('orders')
        .updateMany({ closeDueAt: { $exists: true } }, { $set: { closeDueAt: past } })
      return (await db.collection('orders').findOne({}))?.status === 'closed'
    }
    await untilJobHas(isClosed, { run, stage, job: 'orders.expire' })
    return []
  },
  async end({ outTradeNo }, stage) {
    expect(await one(stage, 'orders')).toMatchObject({ status: 'closed', closedReason: 'expired' })
    expect(await one(stage, 'payments')).toMatchObject({ state: 'closed' })
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 0, sold: 0 })
    expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'released' })
    expect(await openOrders(stage)).toBe(0)
    expect(await toldOfOrder(stage)).toEqual(['order.closed', 'order.placed'])
    expect(await stateAtWechat(stage, outTradeNo)).toBe('CLOSED')
  },
}

type Cancelling = Shop & Readonly<{ orderId: string; outTradeNo: string }>

/** The customer cancels what they have just paid, before the notification has come: WeChat's answer wins, nothing is closed. */
export const cancelledWhilePaying: Scenario<Shop, Cancelling> = {
  given: openShop,
  async begin(shop, { control, mailbox, house }) {
    const { orderId } = await shop.phone.placeOrder(wishOf(shop))
    const prepayId = await shop.phone.pay(orderId)
    await house.work()
    const { outTradeNo } = await control.confirmPayment(prepayId)
    await mailbox.next() // the notification gets lost
    return { ...shop, orderId, outTradeNo }
  },
  async play(run, { token, orderId }) {
    const isRefused = ({ status, body }: { status: number; body: string }) =>
      status === 409 && body.includes('order-is-paid')
    await run.insist(
      () => ({
        method: 'POST',
        url: `/mini/v1/orders/${orderId}/cancel`,
        headers: { authorization: `Bearer ${token}` },
      }),
      isRefused,
    )
    await run.work()
    return []
  },
  async end({ outTradeNo }, stage) {
    expect(await one(stage, 'orders')).toMatchObject({ status: 'paid', paidFen: PRICE_FEN })
    expect(await one(stage, 'payments')).toMatchObject({ state: 'paid' })
    expect(await one(stage, 'refunds')).toBeUndefined()
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 0, sold: 1 })
    expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'sold' })
    expect(await openOrders(stage)).toBe(0)
    expect(await toldOfOrder(stage)).toEqual(['order.paid', 'order.placed'])
    expect(await stateAtWechat(stage, outTradeNo)).toBe('SUCCESS')
    expect(await one(stage, 'incidents')).toBeUndefined()
  },
}

async function stateAtWechat({ control }: Stage, outTradeNo: string): Promise<string | undefined> {
  const All = z.object({
    payments: z.array(z.object({ outTradeNo: z.string(), state: z.string() })),
  })
  const { body } = await control.send('GET', '/payments?limit=1000', All)
  return body.payments.find((payment) => payment.outTradeNo === outTradeNo)?.state
}
