import type { Context } from '../context.js'
import type { Payment, Refund } from '../world/pay-model.js'
import type { PayCall } from './api.js'
import { fingerprint, notifyUrl, sized } from './checks.js'
import { PayError, paramError } from './errors.js'
import { feeOf } from './funds.js'
import { MAX_REFUNDS_PER_ORDER, REFUNDABLE_FOR_MS } from './refund-rules.js'

const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/
const MAX_REASON_CHARS = 80
const FUNDS_ACCOUNTS = ['AVAILABLE', 'UNSETTLED']

export type RefundRequest = Pick<
  Refund,
  'outRefundNo' | 'refundFen' | 'totalFen' | 'reason' | 'notifyUrl' | 'fingerprint'
>

/** Checks the form of a refund as WeChat Pay does; its order is looked up after that. */
export function refundRequest({ body }: PayCall): RefundRequest {
  const outRefundNo = body.text('out_refund_no')
  if (!OUT_REFUND_NO.test(outRefundNo)) {
    throw paramError('out_refund_no', '商户退款单号不符合规则', outRefundNo)
  }
  const account = body.text('funds_account')
  if (account !== '' && !FUNDS_ACCOUNTS.includes(account)) {
    throw paramError('funds_account', '不支持的退款资金来源', account)
  }
  const reason = sized(body.text('reason'), 'reason', MAX_REASON_CHARS)
  const amount = body.child('amount')
  if (amount.text('currency') !== 'CNY') {
    throw paramError('amount/currency', '不支持的币种', amount.text('currency'))
  }
  const fen = (field: 'refund' | 'total') => {
    const value = amount.raw()[field]
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
      throw paramError(`amount/${field}`, '金额必须是大于0的整数', value)
    }
    return value
  }
  return {
    outRefundNo,
    refundFen: fen('refund'),
    totalFen: fen('total'),
    reason: reason === '' ? null : reason,
    notifyUrl: body.has('notify_url') ? notifyUrl(body.text('notify_url')) : null,
    fingerprint: fingerprint('REFUND', body.raw()),
  }
}

/** The paid order that the request names by transaction_id, by out_trade_no or by both. */
export function refundedPayment({ context: { world }, body }: PayCall): Payment {
  const transactionId = body.text('transaction_id')
  const outTradeNo = body.text('out_trade_no')
  if (transactionId === '' && outTradeNo === '') {
    throw paramError('transaction_id', '微信支付订单号和商户订单号必填其一')
  }
  const payment =
    transactionId === ''
      ? world.payments.get(outTradeNo)
      : world.payments.by('transactionId', transactionId)[0]
  if (payment === undefined) {
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  }
  if (outTradeNo !== '' && payment.outTradeNo !== outTradeNo) {
    throw new PayError(400, 'INVALID_REQUEST', '微信支付订单号与商户订单号不匹配')
  }
  if (payment.transactionId === null) {
    throw new PayError(400, 'INVALID_REQUEST', '订单未支付，不支持退款')
  }
  return payment
}

/** Time, sum, number and pace of the refunds of one order. Answers the fee that comes back. */
export function allowedFee(
  { world, clock, settings }: Pick<Context, 'world' | 'clock' | 'settings'>,
  payment: Payment,
  { refundFen, totalFen }: Pick<RefundRequest, 'refundFen' | 'totalFen'>,
): number {
  const earlier = world.refunds.by('outTradeNo', payment.outTradeNo)
  const standing = earlier.filter(({ status }) => status !== 'CLOSED')
  const givenFen = standing.reduce((sum, one) => sum + one.refundFen, 0)
  const now = clock.now()
  if (totalFen !== payment.totalFen) {
    throw new PayError(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试')
  }
  if (now - (payment.paidAt ?? now) > REFUNDABLE_FOR_MS) {
    throw new PayError(400, 'INVALID_REQUEST', '订单已超过可退款的最大期限')
  }
  if (givenFen >= payment.totalFen) {
    throw new PayError(400, 'INVALID_REQUEST', '订单已全额退款')
  }
  if (givenFen + refundFen > payment.totalFen) {
    throw new PayError(400, 'INVALID_REQUEST', '累计退款金额大于支付金额')
  }
  if (refundFen < payment.totalFen && earlier.length >= MAX_REFUNDS_PER_ORDER) {
    throw new PayError(400, 'INVALID_REQUEST', '退款次数超过限制，一笔订单最多部分退款50次')
  }
  const latest = Math.max(...earlier.map(({ createdAt }) => createdAt))
  if (now - latest < settings.refunds.gapMs) {
    throw new PayError(429, 'FREQUENCY_LIMITED', '同一笔订单多次退款需间隔1分钟，请稍后再试')
  }
  // Pro rata of all that is given back, so that the last part returns what rounding left over.
  const feeGiven = standing.reduce((sum, one) => sum + one.feeFen, 0)
  const isLast = givenFen + refundFen === payment.totalFen
  const dueFen = isLast ? payment.feeFen : feeOf(givenFen + refundFen)
  return Math.min(Math.max(dueFen - feeGiven, 0), refundFen)
}
