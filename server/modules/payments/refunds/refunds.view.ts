import type { z } from 'zod'
import { outRefundNo, type Refund } from './refund.domain.js'
import type { RefundView } from './refunds.contract.js'

export function refundView(refund: Refund): z.output<typeof RefundView> {
  const { refundId, orderId, paymentId, wechatRefundId, reasonKey, reason, amountFen } = refund
  const { state, attempt, tries, requestedAt, nextAt, giveUpAt, trouble, account } = refund
  const { acceptedAt, endedAt } = refund
  return {
    refundId,
    orderId,
    paymentId,
    outRefundNo: outRefundNo(refund),
    wechatRefundId,
    reasonKey,
    reason,
    amountFen,
    state,
    attempt,
    tries,
    requestedAt: requestedAt.toISOString(),
    nextAt: nextAt?.toISOString(),
    giveUpAt: giveUpAt.toISOString(),
    trouble: trouble && { code: trouble.code, at: trouble.at.toISOString() },
    acceptedAt: acceptedAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
    account,
  }
}
