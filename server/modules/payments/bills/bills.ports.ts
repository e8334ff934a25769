import type { Fen } from '../../../platform/money/index.js'
import type { PayGateway } from '../payments.ports.js'
import type { RefundGateway } from '../refunds/refunds.ports.js'

/** One row of WeChat's trade bill, in our words. `at`: when it was paid, or when the refund was taken on. */
export type TradeRow = Readonly<{
  at: Date
  appid: string
  mchid: string
  transactionId: string
  outTradeNo: string
  currency: string
  totalFen: Fen
  /** What of it reaches our account. */
  settlementFen: Fen
  refund: Readonly<{ wechatRefundId: string; outRefundNo: string; refundFen: Fen }> | null
}>

/** One change of our balance at WeChat. */
export type FlowRow = Readonly<{
  flowNo: string
  /** WeChat's number of the payment or refund. */
  businessNo: string
  /** Ours. */
  voucherNo: string
  kind:
    'payment' | 'payment-fee' | 'refund' | 'refund-returned' | 'withdrawal' | 'deposit' | 'other'
  /** WeChat's words for it. */
  name: string
  /** Above zero: it came in. A refund's is less the fee that came back with it. */
  amountFen: Fen
  noteFeeFen: Fen | null
}>

export type Bill<Row> = Readonly<{
  /** Of its text: the same bill again has the same. */
  sha1: string
  /** From the beginning, as often as asked. */
  rows(): AsyncIterable<Row>
  close(): Promise<void>
}>
export type BillAnswer<Row> = Bill<Row> | 'no-statement' | 'not-yet'

/** WeChat's bills of a business day, hash checked, and its word about a single payment or refund. */
export type BillGateway = Pick<PayGateway, 'queryByOutTradeNo'> &
  Pick<RefundGateway, 'queryRefund'> &
  Readonly<{
    tradeBill(day: string): Promise<BillAnswer<TradeRow>>
    fundFlowBill(day: string): Promise<BillAnswer<FlowRow>>
  }>
