import type { FundFlow, Payment, Refund, RefundStatus } from '../world/pay-model.js'

/** One row of the trade bill before it is written; `refund` makes it a row of what went back. */
export type TradeRow = Readonly<{
  at: number
  payment: Pick<
    Payment,
    'appid' | 'mchid' | 'outTradeNo' | 'tradeType' | 'openid' | 'totalFen' | 'feeFen'
  > &
    Pick<Payment, 'description' | 'attach' | 'transactionId' | 'paidAt'>
  refund: RefundOfRow | null
}>

type RefundOfRow = Pick<
  Refund,
  'refundId' | 'outRefundNo' | 'refundFen' | 'feeFen' | 'createdAt' | 'channel'
> &
  Readonly<{ status: RefundStatus; successAt: number | null }>

/** One row of the fund flow before it is written. */
export type FlowRow = Omit<FundFlow, 'balanceFen'> & Readonly<{ balanceFen: number }>

export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'
