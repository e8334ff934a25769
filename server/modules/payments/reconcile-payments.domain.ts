import { unreachable } from '../../platform/errors/index.js'
import { yuanText } from '../../platform/money/index.js'
import type { Payment } from './payments.domain.js'
import type { Report } from './report.domain.js'

/** What WeChat says and what is stored do not agree: what takes the way of an event, and a sentence for people. */
export type PaymentDifference<R extends Report = Report> = Readonly<{
  /** `changed`: WeChat knows more than we · `missing`: paid here, and not at WeChat. */
  kind: 'changed' | 'missing'
  report: R
  note: string
}>

const isPaidHere = ({ state }: Payment): boolean => state === 'paid' || state === 'paid-late'
const HERE: Readonly<Record<Payment['state'], string>> = {
  created: '待支付',
  prepaid: '待支付',
  paid: '已支付',
  closed: '已关闭',
  'paid-late': '关闭后已支付',
}

/**
 * Compares one payment, as it was read before WeChat was asked, with the answer. Null: they agree, or nothing can be said
 * yet. Closed at WeChat and open here is a difference, open at WeChat and closed here is none: closing follows by itself.
 */
export function findDifference<R extends Report>(
  payment: Payment,
  answer: R | 'order-not-exist',
  { absent }: { absent: () => R },
): PaymentDifference<R> | null {
  if (answer === 'order-not-exist') {
    return isPaidHere(payment) ? missing(payment, absent(), '没有这笔支付') : null
  }
  switch (answer.state) {
    case 'success':
    case 'refund':
      return ofPaid(payment, answer)
    case 'closed':
    case 'revoked':
      return isPaidHere(payment) ? missing(payment, answer, '已关闭') : ofClosed(payment, answer)
    case 'not-paid':
    case 'paying':
    case 'failed':
      return isPaidHere(payment) ? missing(payment, answer, '未支付') : null
    default:
      return unreachable(answer.state)
  }
}

function ofPaid<R extends Report>(payment: Payment, report: R): PaymentDifference<R> | null {
  if (!isPaidHere(payment)) {
    return { kind: 'changed', report, note: `微信已支付，本店${HERE[payment.state]}` }
  }
  if (report.totalFen !== payment.amountFen) {
    const [there, here] = [yuanText(report.totalFen), yuanText(payment.amountFen)]
    return { kind: 'changed', report, note: `微信收了 ${there}，本店记了 ${here}` }
  }
  const transactionId = report.transactionId ?? report.outTradeNo
  return transactionId === payment.transactionId
    ? null
    : { kind: 'changed', report, note: '微信的交易号和本店记的不同' }
}

function ofClosed<R extends Report>(payment: Payment, report: R): PaymentDifference<R> | null {
  return payment.state === 'closed'
    ? null
    : { kind: 'changed', report, note: `微信已关闭，本店${HERE[payment.state]}` }
}

function missing<R extends Report>(
  payment: Payment,
  report: R,
  there: string,
): PaymentDifference<R> {
  return { kind: 'missing', report, note: `本店${HERE[payment.state]}，微信${there}` }
}
