import { z } from 'zod'

/**
 * What WeChat Pay says about one attempt of a refund, by answer, notice or query, in our words; `data` of an inbound
 * event of type `refund.notified`. Source: WeChat Pay v3, 申请退款, 退款结果通知, 查询单笔退款.
 */
export const RefundReport = z.object({
  outRefundNo: z.string(),
  outTradeNo: z.string(),
  wechatRefundId: z.string(),
  state: z.enum(['processing', 'success', 'closed', 'abnormal']),
  /** Missing where the answer came to our own question. */
  mchid: z.string().optional(),
  refundFen: z.int(),
  totalFen: z.int(),
  succeededAt: z.coerce.date().optional(),
  account: z.string().optional(),
})
export type RefundReport = Readonly<z.output<typeof RefundReport>>

export type SendRefund = Readonly<{
  outRefundNo: string
  outTradeNo: string
  refundFen: number
  totalFen: number
  reason: string
  notifyUrl: string
}>

/** WeChat Pay's refunds. After an unknown outcome it is asked; the number of an attempt never changes. */
export type RefundGateway = Readonly<{
  refund(refund: SendRefund): Promise<RefundReport>
  queryRefund(outRefundNo: string): Promise<RefundReport | 'refund-not-exist'>
}>

export const REFUND_NOTIFIED = 'refund.notified'
export const refundPartition = (outRefundNo: string): string => `refund:${outRefundNo}`
