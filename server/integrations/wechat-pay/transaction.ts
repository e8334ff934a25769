import { z } from 'zod'

export type PayTransactionState =
  | 'success'
  /** Paid, and given back in whole or in part: still proof that it was paid. */
  | 'refund'
  | 'not-paid'
  | 'closed'
  | 'revoked'
  | 'paying'
  | 'failed'

/** What WeChat Pay says about one order. */
export type PayTransaction = Readonly<{
  outTradeNo: string
  state: PayTransactionState
  mchid: string
  appid: string
  /** Missing until it is paid, like all that follows the amount. */
  transactionId?: string
  totalFen: number
  /** What the payer gave, less WeChat's own discounts. */
  payerTotalFen?: number
  /** What of it reaches the merchant: less the coupons that nobody has paid for beforehand (免充值券). */
  settlementFen: number
  currency: string
  paidAt?: Date
  payerOpenid?: string
  attach?: string
}>

const STATES = {
  SUCCESS: 'success',
  REFUND: 'refund',
  NOTPAY: 'not-paid',
  CLOSED: 'closed',
  REVOKED: 'revoked',
  USERPAYING: 'paying',
  PAYERROR: 'failed',
} as const satisfies Record<string, PayTransactionState>

/** The spelling drifts here, too: NOT_PAY, USER_PAYING. */
const state = z
  .string()
  .transform((name) => name.replaceAll('_', '').toUpperCase())
  .pipe(z.enum(Object.keys(STATES) as [keyof typeof STATES]))
  .transform((name): PayTransactionState => STATES[name])

const fen = z.int().min(0)
/** Of a coupon that the merchant bears itself: its amount never reaches the account. Source: 支付通知, 优惠功能. */
const UNPAID_COUPON = 'NOCASH'

/** Answer of a query and content of a notification alike. Source: WeChat Pay v3, 查询订单, 支付通知. */
export const Transaction = z
  .object({
    appid: z.string(),
    mchid: z.string(),
    out_trade_no: z.string().min(1),
    transaction_id: z.string().min(1).optional(),
    trade_state: state,
    success_time: z.iso.datetime({ offset: true }).optional(),
    payer: z.object({ openid: z.string().min(1).optional() }).optional(),
    amount: z.object({
      total: fen,
      payer_total: fen.optional(),
      currency: z.string().default('CNY'),
    }),
    attach: z.string().optional(),
    promotion_detail: z.array(z.object({ type: z.string().optional(), amount: fen })).default([]),
  })
  .transform((wire): PayTransaction => ({
    outTradeNo: wire.out_trade_no,
    state: wire.trade_state,
    mchid: wire.mchid,
    appid: wire.appid,
    transactionId: wire.transaction_id,
    totalFen: wire.amount.total,
    payerTotalFen: wire.amount.payer_total,
    settlementFen: wire.promotion_detail.reduce(
      (rest, { type, amount }) => (type === UNPAID_COUPON ? rest - amount : rest),
      wire.amount.total,
    ),
    currency: wire.amount.currency,
    paidAt: wire.success_time === undefined ? undefined : new Date(wire.success_time),
    payerOpenid: wire.payer?.openid,
    attach: wire.attach,
  }))

/** Reads the stored plaintext of a payment notification again. Throws for anything else. */
export function readPayTransaction(plaintext: string): PayTransaction {
  return Transaction.parse(JSON.parse(plaintext))
}
