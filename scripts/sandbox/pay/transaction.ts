import { shanghaiTime } from '../clock.js'
import type { Payment } from '../world/pay-model.js'

const STATE_TEXTS = {
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  NOTPAY: '订单未支付',
  CLOSED: '订单已关闭',
} as const

/**
 * The order as queries and notifications show it; an unpaid one lacks transaction and payer total.
 * `refunded`: a refund was taken on, be it partial; queries then say REFUND, a notification never.
 */
export function transactionView(payment: Payment, { refunded } = { refunded: false }): object {
  const state = refunded ? 'REFUND' : payment.state
  const head = {
    mchid: payment.mchid,
    appid: payment.appid,
    out_trade_no: payment.outTradeNo,
    trade_state: state,
    trade_state_desc: STATE_TEXTS[state],
    attach: payment.attach ?? '',
  }
  const amount = { total: payment.totalFen, currency: 'CNY' }
  if (payment.paidAt === null) {
    const payer = payment.openid === null ? {} : { payer: { openid: payment.openid } }
    return { ...head, ...payer, amount, promotion_detail: [] }
  }
  return {
    ...head,
    transaction_id: payment.transactionId,
    trade_type: payment.tradeType,
    bank_type: 'OTHERS',
    success_time: shanghaiTime(payment.paidAt),
    payer: { openid: payment.openid },
    amount: { ...amount, payer_total: payment.totalFen, payer_currency: 'CNY' },
  }
}
