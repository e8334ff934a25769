import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { shopClient, type ShopClient } from '../../../scripts/clients/shop-client.js'
import type { House } from '../../support/faults/house.js'
import type { Scenario } from '../../support/faults/scenario.js'
import { OPEN_API_KEY, type Stage } from '../../support/faults/stage.js'
import { newVoucherProduct, VOUCHER_FEN, VOUCHER_STORE } from '../../support/voucher-sale.js'
import { triesOf, type Told } from './callers.js'
import { balances, Notified, one, toldOfOrder } from './shop.js'

type Buying = Readonly<{ phone: ShopClient; prepayId: string }>

/** A voucher of two uses, ordered and sent to pay. */
async function ordered({ console: logIn, url, work }: House, stage: Stage): Promise<Buying> {
  const desk = await logIn()
  await desk.saveStore({ storeCode: VOUCHER_STORE, name: '南山店' })
  const { skus } = await desk.createProduct(newVoucherProduct({ uses: 2 }))
  const { personId } = await stage.control.addPerson({ name: '苏青禾' })
  const phone = shopClient(url)
  await phone.logIn(await stage.control.loginCode(personId))
  await work()
  const items = [{ skuId: skus[0]?.skuId ?? 'none', qty: 1 }]
  const { orderId } = await phone.placeOrder({ items, totalFen: VOUCHER_FEN })
  const prepayId = await phone.pay(orderId)
  await work()
  return { phone, prepayId }
}

/** WeChat tells of a payment until it is answered: the code is made once, and what it is owed stands in the books. */
export const voucherOrderPaid: Scenario<Readonly<{ outTradeNo: string }>, Told> = {
  async given(house, stage) {
    const { prepayId } = await ordered(house, stage)
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
    expect(await one(stage, 'orders')).toMatchObject({ status: 'paid' })
    const voucher = await one(stage, 'vouchers')
    expect(voucher).toMatchObject({ state: 'active', usesLeft: 2, owedFen: VOUCHER_FEN })
    expect(await one(stage, 'voucher_codes')).toMatchObject({ voucherId: voucher?._id })
    const owed = { 'wechat-pay': VOUCHER_FEN, 'customer-prepaid': -VOUCHER_FEN }
    expect(await balances(stage)).toEqual(owed)
  },
}

type Redeeming = Readonly<{ code: string; redeemId: string }>

/** A till redeems with one redeemId until it is answered: one use, one entry in the books, one on the timeline. */
export const voucherRedeemed: Scenario<Readonly<{ code: string }>, Redeeming> = {
  async given(house, stage) {
    const { phone, prepayId } = await ordered(house, stage)
    await stage.control.confirmPayment(prepayId)
    await house.accept(await stage.mailbox.next())
    await house.work()
    const List = z.object({ items: z.array(z.object({ voucherId: z.string() })).length(1) })
    const { body } = await phone.send('GET', '/vouchers', List)
    const path = `/vouchers/${body.items[0]?.voucherId ?? ''}`
    return (await phone.send('GET', path, z.object({ code: z.string() }))).body
  },
  begin: ({ code }) => Promise.resolve({ code, redeemId: randomUUID() }),
  async play(run, { code, redeemId }) {
    const answer = await run.insist(() => ({
      method: 'POST',
      url: '/open/v1/vouchers/redeem',
      headers: { authorization: `Bearer ${OPEN_API_KEY}` },
      payload: { code, storeCode: VOUCHER_STORE, redeemId },
    }))
    expect(JSON.parse(answer.body)).toMatchObject({ usesLeft: 1 })
    await run.work()
    return []
  },
  async end(_redeeming, stage) {
    expect(await one(stage, 'vouchers')).toMatchObject({ state: 'active', usesLeft: 1 })
    expect(await one(stage, 'voucher_redemptions')).toMatchObject({ uses: 1, usesLeft: 1 })
    const half = VOUCHER_FEN / 2
    expect(await balances(stage)).toEqual({
      ...{ 'wechat-pay': VOUCHER_FEN, 'customer-prepaid': -half, revenue: -half },
    })
    expect(await toldOfOrder(stage)).toEqual(['order.paid', 'order.placed', 'voucher.redeemed'])
  },
}
