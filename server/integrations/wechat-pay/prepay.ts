import { z } from 'zod'
import { checkedNumber, parse } from './answers.js'
import type { RequestSigner } from './signer.js'

export type Prepay = Readonly<{
  /** 6 to 32 of `A-Z a-z 0-9 _ - *`. */
  outTradeNo: string
  /** At most 127 characters, shown to the payer. */
  description: string
  /** 1 or more. */
  totalFen: number
  /** https, without query. */
  notifyUrl: string
  /** After this moment WeChat takes no payment. */
  expiresAt?: Date
  /** At most 128 characters, comes back with query and notification. */
  attach?: string
}>

const PREPAY_PREFIX = 'prepay_id='
// The library turns the answer into payment parameters of its own, with a weak nonce: only the handle is taken.
const PackagedPrepay = z.object({ package: z.string().startsWith(PREPAY_PREFIX).min(11) })
const NativePrepay = z.object({ code_url: z.string().min(1) })

export function prepayCalls(signer: RequestSigner) {
  return {
    /**
     * An order to be paid inside the mini-program; the handle is good for 2 hours. May be repeated with the same content.
     * Throws `wechat-pay-order-paid`, `wechat-pay-order-closed`, `wechat-pay-number-used` besides. Source: JSAPI下单.
     */
    async prepayJsapi(order: Prepay & Readonly<{ payerOpenid: string }>) {
      const payer = { openid: order.payerOpenid }
      const { data } = await signer.transactions_jsapi({ ...wireOrder(order), payer })
      const { package: packaged } = parse(PackagedPrepay, 'pay/transactions/jsapi', data)
      return { prepayId: packaged.slice(PREPAY_PREFIX.length) }
    },

    /** Signed parameters for `wx.requestPayment`. Its success at the client proves nothing. Source: 小程序调起支付. */
    paymentParams: (prepayId: string) => signer.paymentParams(prepayId),

    /** An order to be paid by scanning a code made from `codeUrl`; else as `prepayJsapi`. Source: Native下单. */
    async prepayNative(order: Prepay) {
      const { data } = await signer.transactions_native(wireOrder(order))
      return { codeUrl: parse(NativePrepay, 'pay/transactions/native', data).code_url }
    },
  }
}

function wireOrder(order: Prepay) {
  const { outTradeNo, description, totalFen, notifyUrl, expiresAt, attach } = order
  return {
    out_trade_no: checkedNumber(outTradeNo),
    description,
    notify_url: notifyUrl,
    amount: { total: totalFen, currency: 'CNY' },
    ...(expiresAt && { time_expire: chinaTime(expiresAt) }),
    ...(attach && { attach }),
  }
}

const CHINA_OFFSET_MS = 8 * 3_600_000

/** RFC 3339 without milliseconds, as the documents write it. */
function chinaTime(moment: Date): string {
  return `${new Date(moment.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}
