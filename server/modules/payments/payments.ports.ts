import { z } from 'zod'
import type { NewInboundEvent } from '../../platform/pipeline/index.js'

/**
 * What WeChat Pay says about one payment, by notification or by query, in our words; `data` of an inbound event of type
 * `payment.notified`. `success` and `refund` both prove that it was paid. Source: WeChat Pay v3, 查询订单, 支付通知.
 */
export const PaymentReport = z.object({
  outTradeNo: z.string(),
  state: z.enum(['success', 'refund', 'not-paid', 'closed', 'revoked', 'paying', 'failed']),
  mchid: z.string(),
  appid: z.string(),
  totalFen: z.int(),
  /** What of it reaches our account; without WeChat's own coupons all of it. */
  settlementFen: z.int().optional(),
  currency: z.string(),
  transactionId: z.string().optional(),
  paidAt: z.coerce.date().optional(),
  payerOpenid: z.string().optional(),
})
export type PaymentReport = Readonly<z.output<typeof PaymentReport>>

export type PrepayOrder = Readonly<{
  outTradeNo: string
  description: string
  totalFen: number
  notifyUrl: string
  expiresAt: Date
}>

export type SignedPrepay = Readonly<{
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}>

/**
 * WeChat Pay. Every call throws an AppError; after one whose outcome is unknown it is asked, never sent again under a
 * new number. `wechat-pay-order-paid` and `wechat-pay-order-closed` mean that the number is through already.
 */
export type PayGateway = Readonly<{
  prepayJsapi(order: PrepayOrder & Readonly<{ payerOpenid: string }>): Promise<{ prepayId: string }>
  /** `codeUrl`: what a code says that the payer scans. */
  prepayNative(order: PrepayOrder): Promise<{ codeUrl: string }>
  paymentParams(prepayId: string): SignedPrepay
  queryByOutTradeNo(outTradeNo: string): Promise<PaymentReport | 'order-not-exist'>
  close(outTradeNo: string): Promise<'closed' | 'paid' | 'order-not-exist'>
}>

/** Where a query's answer goes: into the inbox, to meet the notification in one guarded transition. */
export type EventInbox = Readonly<{ insert(event: NewInboundEvent): Promise<unknown> }>

/** Source of the events that queries leave in the inbox; their payload is a PaymentReport as JSON. */
export const PAY_QUERY_SOURCE = 'pay-query'
export const PAYMENT_NOTIFIED = 'payment.notified'
export const payPartition = (outTradeNo: string): string => `pay:${outTradeNo}`
