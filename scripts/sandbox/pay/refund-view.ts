import { shanghaiTime } from '../clock.js'
import type { Refund } from '../world/pay-model.js'

/** The refund as the API shows it: `status`, amounts with currency. */
export function refundView(refund: Refund): object {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: refund.channel,
    user_received_account: refund.receivedAccount,
    ...successTime(refund),
    create_time: shanghaiTime(refund.createdAt),
    status: refund.status,
    funds_account: refund.frozenFen > 0 ? 'UNSETTLED' : 'AVAILABLE',
    amount: {
      total: refund.totalFen,
      refund: refund.refundFen,
      from: [],
      payer_total: refund.totalFen,
      payer_refund: refund.refundFen,
      settlement_refund: refund.refundFen,
      settlement_total: refund.totalFen,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: refund.feeFen,
    },
    promotion_detail: [],
  }
}

/** The refund as a notification tells it: `refund_status`, amounts without currency. */
export function refundResource(refund: Refund, mchid: string): object {
  return {
    mchid,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: refund.status,
    ...successTime(refund),
    user_received_account: refund.receivedAccount,
    amount: {
      total: refund.totalFen,
      refund: refund.refundFen,
      payer_total: refund.totalFen,
      payer_refund: refund.refundFen,
    },
  }
}

const successTime = ({ successAt }: Refund) =>
  successAt === null ? {} : { success_time: shanghaiTime(successAt) }
