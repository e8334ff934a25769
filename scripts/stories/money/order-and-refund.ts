import { yuanText } from '../../../server/platform/money/index.js'
import { setTheStage } from '../shop-on-stage.js'
import { must, type Scene, type Story } from '../story.js'
import { order, seeBooks, type Bought } from './buying.js'

/** Every fen of an order that is paid and taken back: at WeChat, in the order, in the books. */
export const orderAndRefund: Story = {
  name: 'order-and-refund',
  title: 'an order is paid and taken back: the money returns once, and the books follow every fen',
  async play(scene) {
    await setTheStage(scene)
    const bought = await order(scene, '林知夏')
    await pay(scene, bought)
    await takeBack(scene, bought)
    await moneyArrives(scene, bought)
  },
}

const REFUND_MS = 30_000

const pay = ({ system, step }: Scene, { shop, orderId, totalFen, prepayId }: Bought) =>
  step('She pays, and the order is earned', {
    act: () => system.sandbox.confirmPayment(prepayId),
    see: async ({ transactionId }, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'paid', `the order is ${status}`)
      tell.arrived(`notification of transaction ${transactionId ?? ''}`)
      const left = await seeBooks(system, orderId, tell)
      must(left['wechat-pay'] === totalFen, `${left['wechat-pay']} fen at WeChat Pay`)
      must(left.revenue === -totalFen, `${left.revenue} fen of revenue`)
    },
  })

const takeBack = ({ system, step }: Scene, { shop, orderId, totalFen }: Bought) =>
  step('She takes it back before anything was made: nothing is handed over any more', {
    act: () => shop.takeBack(orderId, '点错了'),
    see: async (_taken, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'refund-pending' || status === 'refunded', `the order is ${status}`)
      const { ownRefunds } = await system.console.order(orderId)
      const [refund, ...others] = ownRefunds
      must(refund !== undefined && others.length === 0, `${ownRefunds.length} refunds`)
      must(refund.amountFen === totalFen, `${refund.amountFen} fen are given back`)
      must(refund.state !== 'requested', 'WeChat has not been asked yet')
      tell.arrived(`POST /mini/v1/orders/${orderId}/refund`)
      tell.written(`refund ${refund.outRefundNo} of ${yuanText(refund.amountFen)}: ${refund.state}`)
    },
    withinMs: REFUND_MS,
  })

const moneyArrives = ({ system, step }: Scene, { shop, orderId, totalFen }: Bought) =>
  step('WeChat gives it back: the order is refunded, and no account holds anything of it', {
    act: () => Promise.resolve(),
    see: async (_nothing, tell) => {
      const { status, refundedFen } = await shop.order(orderId)
      must(status === 'refunded' && refundedFen === totalFen, `the order is ${status}`)
      const { ownRefunds, payments } = await system.console.order(orderId)
      const [atWechat, ...others] = await system.sandbox.refundsOf(payments[0]?.outTradeNo ?? '')
      must(atWechat?.status === 'SUCCESS' && others.length === 0, 'WeChat gave it back otherwise')
      tell.arrived(`notification of refund ${ownRefunds[0]?.wechatRefundId ?? ''}`)
      const left = await seeBooks(system, orderId, tell)
      must(Object.keys(left).length === 0, `left in the books: ${JSON.stringify(left)}`)
    },
    withinMs: REFUND_MS,
  })
