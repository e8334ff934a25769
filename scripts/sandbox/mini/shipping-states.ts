import type { Context } from '../context.js'
import { settlePayment } from '../pay/funds.js'
import type { Payment, Shipping } from '../world/pay-model.js'
import { sendMiniPush } from './push.js'

const DAY_MS = 24 * 3_600_000
/** When nobody confirms: express after ten days, everything else after two. */
const AUTO_RECEIVE_MS = { express: 10 * DAY_MS, other: 2 * DAY_MS } as const
const EXPRESS = 1

export const alarmOf = ({ outTradeNo }: Payment) => `receive:${outTradeNo}`

/** As get_order tells it: 1 to ship, 2 shipped, 4 done (received and settled at once), 5 refunded. */
export function orderState({ world }: Pick<Context, 'world'>, payment: Payment): 1 | 2 | 4 | 5 {
  const given = world.refunds
    .by('outTradeNo', payment.outTradeNo)
    .filter(({ status }) => status !== 'CLOSED')
    .reduce((sum, { refundFen }) => sum + refundFen, 0)
  if (given >= payment.totalFen) {
    return 5
  }
  const shipping = world.shippings.get(payment.outTradeNo)
  if (shipping === undefined || !shipping.isFinished) {
    return 1
  }
  return shipping.receivedAt === null ? 2 : 4
}

/** All is on its way: the customer's time to confirm starts, and the platform says when it ends. */
export function shipped(context: Context, payment: Payment, shipping: Shipping): void {
  const isExpress = shipping.uploads.at(-1)?.logisticsType === EXPRESS
  const waitMs = isExpress ? AUTO_RECEIVE_MS.express : AUTO_RECEIVE_MS.other
  shipping.autoReceiveAt = context.clock.now() + waitMs
  armShipping(context, payment, shipping)
  if (context.settings.shipping.managed) {
    push(context, payment, {
      shipped_time: context.clock.nowSeconds(),
      estimated_settlement_time: Math.floor(shipping.autoReceiveAt / 1000),
    })
  }
}

export function armShipping(context: Context, payment: Payment, shipping: Shipping): void {
  if (shipping.autoReceiveAt !== null && shipping.receivedAt === null) {
    const run = () => void received(context, payment, { by: 'auto' })
    context.alarms.set(alarmOf(payment), shipping.autoReceiveAt, run)
  }
}

/** After a restart. */
export function armShippings(context: Context): void {
  for (const shipping of context.world.shippings.all()) {
    const payment = context.world.payments.get(shipping.outTradeNo)
    if (payment !== undefined) {
      armShipping(context, payment, shipping)
    }
  }
}

/** The goods are there: the frozen money is released. False when they are not on their way. */
export function received(
  context: Context,
  payment: Payment,
  { by }: { by: 'customer' | 'auto' },
): boolean {
  const shipping = context.world.shippings.get(payment.outTradeNo)
  if (shipping === undefined || !shipping.isFinished || shipping.receivedAt !== null) {
    return false
  }
  context.alarms.cancel(alarmOf(payment))
  shipping.receivedAt = context.clock.now()
  settlePayment(context, payment)
  context.touch()
  if (context.settings.shipping.managed) {
    push(context, payment, {
      confirm_receive_method: by === 'auto' ? 1 : 2,
      confirm_receive_time: Math.floor(shipping.receivedAt / 1000),
      settlement_time: Math.floor(shipping.receivedAt / 1000),
    })
  }
  return true
}

/** trade_manage_order_settlement, once when shipped and once when settled. */
function push(context: Context, payment: Payment, more: Record<string, unknown>): void {
  const { openid } = payment
  const event = { Event: 'trade_manage_order_settlement', ...orderOf(payment), ...more }
  sendMiniPush(context, { body: event, format: 'json', ...(openid === null ? {} : { openid }) })
}

/** trade_manage_remind_shipping: paid for more than 48 hours and not shipped. */
export function remindShipping(context: Context, payment: Payment): string {
  const { openid } = payment
  const msg = '小程序有支付单超过48小时未发货，请尽快发货并录入发货信息'
  const event = { Event: 'trade_manage_remind_shipping', ...orderOf(payment), msg }
  const who = openid === null ? {} : { openid }
  return sendMiniPush(context, { body: event, format: 'json', ...who }).id
}

const orderOf = ({ transactionId, mchid, outTradeNo, paidAt }: Payment) => ({
  transaction_id: transactionId,
  merchant_id: mchid,
  sub_merchant_id: '',
  merchant_trade_no: outTradeNo,
  pay_time: Math.floor((paidAt ?? 0) / 1000),
})
