import { z } from 'zod'
import { checkedNumber, orCode, parse, unexpected } from './answers.js'
import type { RequestSigner } from './signer.js'

export type PayRefundState = 'processing' | 'success' | 'closed' | 'abnormal'

/** What WeChat Pay says about one refund. */
export type PayRefund = Readonly<{
  outRefundNo: string
  outTradeNo: string
  wechatRefundId: string
  transactionId?: string
  state: PayRefundState
  /** Missing in answers: they come to whoever asked, about its own merchant. */
  mchid?: string
  refundFen: number
  totalFen: number
  succeededAt?: Date
  /** Where the money went, in WeChat's words: 支付用户零钱. Without the digits of a card, which are personal. */
  account?: string
}>

export type NewRefund = Readonly<{
  /** At most 64 characters; the same number again is the same refund. */
  outRefundNo: string
  outTradeNo: string
  refundFen: number
  /** Of the whole payment. */
  totalFen: number
  /** At most 80 bytes, shown to the customer. */
  reason: string
  notifyUrl: string
}>

const API = 'refund/domestic/refunds'
const NOT_FOUND = ['RESOURCENOTEXISTS'] as const
const MAX_REASON_BYTES = 80

const state = z
  .enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'])
  .transform((name) => name.toLowerCase() as PayRefundState)
const fen = z.int().min(0)
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()

const common = {
  refund_id: z.string().min(1),
  out_refund_no: z.string().min(1),
  transaction_id: z.string().min(1).optional(),
  out_trade_no: z.string().min(1),
  user_received_account: z.string().optional(),
  success_time: moment,
  amount: z.object({ total: fen, refund: fen }),
}
type Wire = z.output<z.ZodObject<typeof common>>

/** The API says `status`. Source: 申请退款, 查询单笔退款. */
const Answer = z
  .object({ ...common, status: state })
  .transform(({ status, ...wire }) => refundOf(wire, status))
/** The notification says `refund_status`. Source: 退款结果通知. */
const Notice = z
  .object({ ...common, mchid: z.string(), refund_status: state })
  .transform(({ refund_status, mchid, ...wire }) => ({ ...refundOf(wire, refund_status), mchid }))

function refundOf(wire: Wire, refundState: PayRefundState): PayRefund {
  return {
    outRefundNo: wire.out_refund_no,
    outTradeNo: wire.out_trade_no,
    wechatRefundId: wire.refund_id,
    transactionId: wire.transaction_id,
    state: refundState,
    refundFen: wire.amount.refund,
    totalFen: wire.amount.total,
    succeededAt: wire.success_time,
    account: wire.user_received_account?.replace(/\d+/g, '****'),
  }
}

/** Reads the stored plaintext of a refund notification again. Throws for anything else. */
export function readPayRefund(plaintext: string): PayRefund {
  return Notice.parse(JSON.parse(plaintext))
}

export function refundCalls(signer: RequestSigner) {
  return {
    /**
     * Asks WeChat Pay to give back a part of a payment or all of it. Safe to repeat with the same number and content.
     * `processing` means taken, not given back. Throws `wechat-pay-balance-low`, `wechat-pay-payee-abnormal` besides.
     * Source: WeChat Pay v3, 申请退款.
     */
    async refund(refund: NewRefund): Promise<PayRefund> {
      const { outRefundNo, outTradeNo, refundFen, totalFen, reason, notifyUrl } = refund
      const { data } = await signer.refunds({
        out_trade_no: checkedNumber(outTradeNo),
        out_refund_no: outRefundNo,
        reason: cut(reason),
        notify_url: notifyUrl,
        amount: { refund: refundFen, total: totalFen, currency: 'CNY' },
      })
      return parse(Answer, API, data)
    },

    /** What has become of a refund. Source: WeChat Pay v3, 查询单笔退款（通过商户退款单号）. */
    async queryRefund(outRefundNo: string): Promise<PayRefund | 'refund-not-exist'> {
      const result = await orCode(signer.find_refunds(encodeURIComponent(outRefundNo)), NOT_FOUND)
      if ('code' in result) {
        return 'refund-not-exist'
      }
      const refund = parse(Answer, `${API}/:id`, result.answer.data)
      if (refund.outRefundNo !== outRefundNo) {
        throw unexpected(API, new Error('an answer about another refund'))
      }
      return refund
    },
  }
}

/** Whole characters within WeChat's bytes. */
function cut(text: string): string {
  let kept = ''
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > MAX_REASON_BYTES) {
      break
    }
    kept += character
  }
  return kept
}
