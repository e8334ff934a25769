import { ok, refuse, unreachable, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { yuanText, type Fen } from '../../platform/money/index.js'
import type { NewIncident } from './incidents.domain.js'
import type { PaymentRefusal } from './payments.errors.js'

export type PaymentState = 'created' | 'prepaid' | 'paid' | 'closed' | 'paid-late'

/** The payment is the arbiter: whoever moves it first decides what becomes of the order. */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['prepaid', 'paid', 'closed'],
  prepaid: ['paid', 'closed'],
  closed: ['paid-late'],
  paid: [],
  'paid-late': [],
}

/** Under this time before the end nobody is sent to pay: they could not finish. */
export const MIN_WINDOW_MS = 90_000
/** No notification after this time: ask. */
export const FIRST_QUERY_MS = 60_000
const QUERY_PAUSES_MS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000)

/** One attempt to pay an order. Its id is the `out_trade_no`. */
export type Payment = Readonly<{
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  revision: number // as read; guards the write, which adds one
  state: PaymentState
  amountFen: Fen
  openid: string
  description: string
  createdAt: Date
  expiresAt: Date
  /** From here on WeChat may know the number, whatever the answer was. */
  prepayAskedAt?: Date
  prepayId?: string
  /** When to ask WeChat next, unless it tells us first. */
  nextQueryAt?: Date
  queries: number
  transactionId?: string
  paidAt?: Date
  closedAt?: Date
}>

export type NewPayment = Pick<
  Payment,
  'orderId' | 'amountFen' | 'openid' | 'description' | 'expiresAt'
>

export function newPayment(order: NewPayment, paymentId: Id<'pay'>, now: Date): Payment {
  return { ...order, paymentId, revision: 0, state: 'created', createdAt: now, queries: 0 }
}

/** Ask WeChat for a prepay id, or use the one that is there: the same number while its parameters are equal. */
export function decidePrepay(
  payment: Payment,
  now: Date,
): Result<{ kind: 'use'; prepayId: string } | { kind: 'ask'; payment: Payment }, PaymentRefusal> {
  if (payment.state === 'paid' || payment.state === 'paid-late') {
    return refuse('payment-done')
  }
  if (payment.state === 'closed') {
    return refuse('payment-closed')
  }
  if (payment.expiresAt.getTime() - now.getTime() < MIN_WINDOW_MS) {
    return refuse('payment-window-over')
  }
  if (payment.prepayId !== undefined) {
    return ok({ kind: 'use', prepayId: payment.prepayId })
  }
  const nextQueryAt = new Date(now.getTime() + FIRST_QUERY_MS)
  return ok({ kind: 'ask', payment: { ...payment, prepayAskedAt: now, nextQueryAt } })
}

/** The payment with WeChat's prepay id; null: it has it already. WeChat gives the same id for the same parameters. */
export function decidePrepaid(
  payment: Payment,
  prepayId: string,
): Result<Payment | null, PaymentRefusal> {
  switch (payment.state) {
    case 'created':
      return ok({ ...payment, state: 'prepaid', prepayId })
    case 'prepaid':
      return ok(null)
    case 'closed':
      return refuse('payment-closed')
    case 'paid':
    case 'paid-late':
      return refuse('payment-done')
    default:
      return unreachable(payment.state)
  }
}

/** What a report changes. `nothing`: no end yet · `duplicate`: told before. */
export type ReportDecision =
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'duplicate' }>
  | Readonly<{ kind: 'paid' | 'closed'; payment: Payment }>
  | Readonly<{ kind: 'paid-late'; payment: Payment; incident: NewIncident }>
  | Readonly<{ kind: 'incident'; incident: NewIncident }>

export type Report = Readonly<{
  outTradeNo: string
  state: 'success' | 'refund' | 'not-paid' | 'closed' | 'revoked' | 'paying' | 'failed'
  mchid: string
  appid: string
  totalFen: Fen
  currency: string
  transactionId?: string
  paidAt?: Date
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
  const paid = {
    ...payment,
    transactionId,
    paidAt: report.paidAt ?? now,
    nextQueryAt: undefined,
  }
  if (payment.state !== 'closed') {
    return { kind: 'paid', payment: { ...paid, state: 'paid' } }
  }
  const summary = `订单关闭后收到付款 ${yuanText(payment.amountFen)}，需要退款，订单 ${payment.orderId}`
  const late = incident('late-payment', report, summary).incident
  return { kind: 'paid-late', payment: { ...paid, state: 'paid-late' }, incident: late }
}

/** Closed at WeChat by itself (time over, or by hand in its console): no more money can come under this number. */
function decideUnpaid(payment: Payment | null, report: Report, now: Date): ReportDecision {
  const isEnded = report.state === 'closed' || report.state === 'revoked'
  const isOpen = payment?.state === 'created' || payment?.state === 'prepaid'
  if (payment === null || !isEnded || !isOpen) {
    return { kind: 'nothing' }
  }
  const closed = { ...payment, state: 'closed', closedAt: now, nextQueryAt: undefined } as const
  return { kind: 'closed', payment: closed }
}

/** The payment closed by us. `askAgainAt`: WeChat did not know the number, perhaps because our request was on its way. */
export function decideClose(
  payment: Payment,
  { now, askAgainAt }: { now: Date; askAgainAt?: Date | undefined },
): Result<Payment, 'payment-done'> {
  return payment.state === 'paid' || payment.state === 'paid-late'
    ? refuse('payment-done')
    : ok({ ...payment, state: 'closed', closedAt: now, nextQueryAt: askAgainAt })
}

/** When to ask again after `queries` fruitless questions; the last pause repeats. */
export function nextQueryAt(queries: number, now: Date): Date {
  const index = Math.min(queries, QUERY_PAUSES_MS.length - 1)
  return new Date(now.getTime() + (QUERY_PAUSES_MS[index] ?? FIRST_QUERY_MS))
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
