import { yuanText, type Fen } from '../../platform/money/index.js'
import type { NewIncident } from './incidents.domain.js'
import type { Payment } from './payments.domain.js'

/** What a report changes. `nothing`: no end yet · `duplicate`: told before. */
export type ReportDecision =
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'duplicate' }>
  | Readonly<{ kind: 'paid' | 'paid-late' | 'closed'; payment: Payment }>
  | Readonly<{ kind: 'incident'; incident: NewIncident }>

export type Report = Readonly<{
  outTradeNo: string
  state: 'success' | 'refund' | 'not-paid' | 'closed' | 'revoked' | 'paying' | 'failed'
  mchid: string
  appid: string
  totalFen: Fen
  /** What of it reaches our account; missing: all of it. */
  settlementFen?: Fen
  currency: string
  transactionId?: string
  paidAt?: Date
  payerOpenid?: string
}>
type Expected = Readonly<{ mchid: string; appid: string }>
type Context = Readonly<{ payment: Payment | null; report: Report; expected: Expected; now: Date }>

/**
 * Notification and query meet here. What does not fit is never dropped and never counted as paid: it becomes an
 * incident for a person, once per payment and kind however often it is told.
 */
export function decideReport({ payment, report, expected, now }: Context): ReportDecision {
  const isPaid = report.state === 'success' || report.state === 'refund'
  if (!isPaid) {
    return decideUnpaid(payment, report, now)
  }
  if (report.mchid !== expected.mchid || report.appid !== expected.appid) {
    return incident(
      'payment-foreign',
      report,
      `商户号或 AppID 不是本店的，支付单 ${report.outTradeNo}`,
    )
  }
  if (report.currency !== 'CNY') {
    return incident(
      'payment-foreign',
      report,
      `币种是 ${report.currency}，支付单 ${report.outTradeNo}`,
    )
  }
  if (payment === null) {
    const summary = `收到 ${yuanText(report.totalFen)}，但没有这张支付单：${report.outTradeNo}`
    return incident('payment-unknown', report, summary)
  }
  if (payment.amountFen !== report.totalFen) {
    const summary = `应收 ${yuanText(payment.amountFen)}，实付 ${yuanText(report.totalFen)}`
    return incident('payment-amount-mismatch', report, `${summary}，订单 ${payment.orderId}`)
  }
  return decidePaid(payment, report, now)
}

function decidePaid(payment: Payment, report: Report, now: Date): ReportDecision {
  const transactionId = report.transactionId ?? report.outTradeNo
  if (payment.state === 'paid' || payment.state === 'paid-late') {
    return payment.transactionId === transactionId
      ? { kind: 'duplicate' }
      : incident(
          'payment-second-transaction',
          report,
          `同一支付单收到两笔付款，订单 ${payment.orderId}`,
        )
  }
  const openid = payment.openid ?? report.payerOpenid
  const paid = {
    ...payment,
    ...(openid === undefined ? {} : { openid }),
    transactionId,
    paidAt: report.paidAt ?? now,
    nextQueryAt: undefined,
  }
  return payment.state === 'closed'
    ? { kind: 'paid-late', payment: { ...paid, state: 'paid-late' } }
    : { kind: 'paid', payment: { ...paid, state: 'paid' } }
}

/** Closed at WeChat by itself (time over, or by hand in its console): no more money can come under this number. */
function decideUnpaid(payment: Payment | null, report: Report, now: Date): ReportDecision {
  if (payment?.state === 'paid' || payment?.state === 'paid-late') {
    // Only a comparison says this: it had read the payment as paid before it asked.
    const summary = `本店记为已付 ${yuanText(payment.amountFen)}，微信没有这笔钱，订单 ${payment.orderId}`
    return incident('payment-missing-at-wechat', report, summary)
  }
  const isEnded = report.state === 'closed' || report.state === 'revoked'
  const isOpen = payment?.state === 'created' || payment?.state === 'prepaid'
  if (payment === null || !isEnded || !isOpen) {
    return { kind: 'nothing' }
  }
  const closed = { ...payment, state: 'closed', closedAt: now, nextQueryAt: undefined } as const
  return { kind: 'closed', payment: closed }
}

function incident(kind: NewIncident['kind'], report: Report, summary: string) {
  const { outTradeNo, totalFen, transactionId = '' } = report
  return {
    kind: 'incident',
    incident: {
      kind,
      cause: `${outTradeNo}:${transactionId}`,
      summary,
      amountFen: totalFen,
      subject: { type: 'payment', id: outTradeNo },
    },
  } as const
}
