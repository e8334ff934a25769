import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Run } from '../../support/faults/run.js'
import type { Scenario } from '../../support/faults/scenario.js'
import type { Stage } from '../../support/faults/stage.js'
import { triesOf, untilJobHas } from './callers.js'
import {
  balances,
  LONG_AGO_MS,
  Notified,
  one,
  openOrders,
  openShop,
  PRICE_FEN,
  toldOfOrder,
  wishOf,
  type Shop,
} from './shop.js'

const Refunds = z.object({
  refunds: z.array(z.object({ outRefundNo: z.string(), status: z.string() })),
})

type Paid = Shop & Readonly<{ orderId: string; outTradeNo: string }>
type Returning = Paid & Readonly<{ key: string }>

/** An order that is paid, and the product knows it; each run has one of its own, as WeChat forgets nothing. */
async function paidOrder(shop: Shop, { control, mailbox, house }: Stage): Promise<Paid> {
  const { orderId } = await shop.phone.placeOrder(wishOf(shop))
  const { outTradeNo } = await control.confirmPayment(await shop.phone.pay(orderId))
  const notice = await mailbox.next()
  await house.work()
  await house.accept(notice)
  await house.work()
  return { ...shop, orderId, outTradeNo }
}

const atWechat = async ({ control }: Stage, outTradeNo: string) =>
  (await control.send('GET', `/pay/refunds?limit=50&outTradeNo=${outTradeNo}`, Refunds)).body
    .refunds

/** The job asks WeChat for what is owed, until WeChat has taken it. */
async function sent(run: Run, stage: Stage): Promise<void> {
  const { db } = stage
  const isTaken = async () => {
    // The minute for which a process takes a refund passes in the database: the product's clock is the machine's.
    const past = new Date(Date.now() - LONG_AGO_MS)
    await db
      .collection('refunds')
      .updateMany({ state: 'requested', nextAt: { $exists: true } }, { $set: { nextAt: past } })
    return (await db.collection('refunds').findOne({}))?.state === 'processing'
  }
  await untilJobHas(isTaken, { run, stage, job: 'payments.send-refunds' })
}

/** A customer takes a paid order back: asked for once, given back once, on the shelf once, in the books to the fen. */
export const orderRefunded: Scenario<Shop, Returning> = {
  given: openShop,
  async begin(shop, stage) {
    const paid = await paidOrder(shop, stage)
    await stage.control.send('PUT', '/pay/refund-rules', z.unknown(), { body: { delayMs: null } })
    return { ...paid, key: randomUUID() }
  },
  async play(run, { token, orderId, outTradeNo, key }, stage) {
    await run.insist(() => ({
      method: 'POST',
      url: `/mini/v1/orders/${orderId}/refund`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
      payload: { reason: '不想要了' },
    }))
    await sent(run, stage)
    const [refund] = await atWechat(stage, outTradeNo)
    const { control, mailbox } = stage
    const settled = await control.send('POST', '/pay/refunds/settle', Notified, {
      body: { outRefundNo: refund?.outRefundNo, outcome: 'SUCCESS' },
    })
    const told = { callbackId: settled.body.callbackId, first: await mailbox.next() }
    await run.insist(triesOf(stage, told))
    await run.work()
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(told.first.body.toString()))
    return [`pay:${id}`]
  },
  async end({ outTradeNo }, stage) {
    expect(await one(stage, 'orders')).toMatchObject({ status: 'refunded', refundedFen: PRICE_FEN })
    expect(await one(stage, 'refunds')).toMatchObject({ state: 'succeeded', attempt: 1, round: 1 })
    expect(await one(stage, 'payments')).toMatchObject({ refundReservedFen: PRICE_FEN })
    expect(await one(stage, 'stock_pools')).toMatchObject({ held: 0, sold: 0 })
    expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'returned' })
    expect(await atWechat(stage, outTradeNo)).toMatchObject([{ status: 'SUCCESS' }])
    expect(await balances(stage)).toEqual({})
    expect(await toldOfOrder(stage)).toEqual(['order.paid', 'order.placed', 'order.refunded'])
    expect(await one(stage, 'customers')).toMatchObject({
      ordersPaid: 1,
      paidFen: PRICE_FEN,
      refundedFen: PRICE_FEN,
    })
    expect(await one(stage, 'incidents')).toBeUndefined()
  },
}

type Late = Readonly<{ plaintext: string }>
const CALLBACK = '/callbacks/pay/transactions'

/**
 * Paid at WeChat after the order lapsed here: our closing came before WeChat knew the number. Told again and again, each
 * time under a new notification.
 */
const paidLate = ({ isSoldOut }: { isSoldOut: boolean }): Scenario<Late> => ({
  async given(house, stage) {
    const shop = await openShop(house, stage)
    await shop.phone.placeOrder(wishOf(shop))
    const { db, credentials } = stage
    const past = new Date(Date.now() - LONG_AGO_MS)
    await db.collection('orders').updateMany({}, { $set: { expiresAt: past, closeDueAt: past } })
    await db
      .collection<{ _id: string }>('jobs')
      .updateOne({ _id: 'orders.expire' }, { $set: { isRequested: true } })
    await house.work()
    expect(await one(stage, 'orders')).toMatchObject({ status: 'closed' })
    if (isSoldOut) {
      const desk = await house.console()
      const body = { pool: 'main', total: 0, reason: '盘点' }
      await desk.send('PUT', `/api/skus/${shop.skuId}/stock`, z.unknown(), { body })
    }
    const payment = await one(stage, 'payments')
    const plaintext = JSON.stringify({
      appid: credentials.MINI_APP_ID,
      mchid: credentials.PAY_MCH_ID,
      out_trade_no: payment?._id,
      transaction_id: '4200001',
      trade_state: 'SUCCESS',
      success_time: new Date().toISOString(),
      payer: { openid: payment?.openid as string },
      amount: { total: PRICE_FEN, payer_total: PRICE_FEN, currency: 'CNY', payer_currency: 'CNY' },
    })
    return { plaintext }
  },
  begin: (late) => Promise.resolve(late),
  async play(run, { plaintext }, { control, mailbox }) {
    await run.insist(async () => {
      const told = { kind: 'pay', plaintext, url: `${mailbox.url}${CALLBACK}` }
      await control.send('POST', '/raw-callback', z.unknown(), { body: told })
      const { url, headers, body } = await mailbox.next()
      return { method: 'POST', url, headers, payload: body }
    })
    await run.work()
    return []
  },
  async end(_late, stage) {
    expect(await one(stage, 'payments')).toMatchObject({ state: 'paid-late' })
    expect(await openOrders(stage)).toBe(0)
    if (isSoldOut) {
      expect(await one(stage, 'orders')).toMatchObject({ status: 'closed' })
      expect(await one(stage, 'refunds')).toMatchObject({ amountFen: PRICE_FEN })
      expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'released' })
    } else {
      expect(await one(stage, 'orders')).toMatchObject({ status: 'paid', paidFen: PRICE_FEN })
      expect(await one(stage, 'refunds')).toBeUndefined()
      expect(await one(stage, 'stock_holds')).toMatchObject({ state: 'sold' })
      expect(await balances(stage)).toEqual({ 'wechat-pay': PRICE_FEN, revenue: -PRICE_FEN })
    }
  },
})
export const paidLateRevived = paidLate({ isSoldOut: false })
export const paidLateGivenBack = paidLate({ isSoldOut: true })
