import { yuanText, type Fen } from '../../../platform/money/index.js'
import type { NewIncident } from '../incidents.domain.js'
import { askedAgain, type Refund } from './refund.domain.js'

/** What WeChat says about one attempt of a refund. */
export type RefundReport = Readonly<{
  outRefundNo: string
  wechatRefundId: string
  state: 'processing' | 'success' | 'closed' | 'abnormal'
  refundFen: Fen
  succeededAt?: Date
  account?: string
}>

/** What moves in the books with a report; `accepted` comes before an end that we heard of first. */
export type RefundMoment = 'accepted' | 'succeeded' | 'closed'

export type RefundReportDecision =
  | Readonly<{ kind: 'duplicate' }>
  | Readonly<{ kind: 'incident'; incident: NewIncident }>
  | Readonly<{
      kind: 'changed'
      refund: Refund
      /** Of this attempt, in order. */
      moments: readonly RefundMoment[]
      attempt: number
    }>

type Context = Readonly<{
  refund: Refund | null
  report: RefundReport
  /** The attempt that the report's number names. */
  attempt: number
  now: Date
}>

/**
 * Answers, notices and queries meet here. Accepted is not succeeded; closed means that WeChat gave the money back to us
 * and that the next attempt gets a new number. What does not fit is an incident, once however often it is told.
 */
export function decideRefundReport({
  refund,
  report,
  attempt,
  now,
}: Context): RefundReportDecision {
  if (refund === null) {
    const summary = `微信退款 ${yuanText(report.refundFen)}，本店没有这笔退款：${report.outRefundNo}`
    return incident('refund-unknown', report, summary)
  }
  if (report.refundFen !== refund.amountFen) {
    const summary = `应退 ${yuanText(refund.amountFen)}，微信记为 ${yuanText(report.refundFen)}`
    return incident('refund-amount-mismatch', report, `${summary}，订单 ${refund.orderId}`)
  }
  if (attempt !== refund.attempt) {
    return attempt < refund.attempt && report.state !== 'success'
      ? { kind: 'duplicate' }
      : incident(
          'refund-attempt-mismatch',
          report,
          `退款 ${refund.refundId} 的第 ${attempt} 次申请与本店记录不符，订单 ${refund.orderId}`,
        )
  }
  return decideState(refund, report, now)
}

function decideState(refund: Refund, report: RefundReport, now: Date): RefundReportDecision {
  const { attempt } = refund
  if (isEnded(refund)) {
    return { kind: 'duplicate' }
  }
  const isTaken = refund.state !== 'requested'
  const taken: readonly RefundMoment[] = isTaken ? [] : ['accepted']
  const known = {
    ...refund,
    wechatRefundId: report.wechatRefundId,
    acceptedAt: refund.acceptedAt ?? now,
    isOutcomeUnknown: false,
  }
  const { nextAt: _nextAt, trouble: _trouble, ...over } = known
  switch (report.state) {
    case 'processing':
      return isTaken
        ? { kind: 'duplicate' }
        : {
            kind: 'changed',
            refund: { ...askedAgain({ ...over, tries: 0 }, now), state: 'processing' },
            moments: taken,
            attempt,
          }
    case 'success': {
      const endedAt = report.succeededAt ?? now
      const account = report.account === undefined ? {} : { account: report.account }
      return {
        kind: 'changed',
        refund: { ...over, ...account, state: 'succeeded', endedAt },
        moments: [...taken, 'succeeded'],
        attempt,
      }
    }
    case 'abnormal':
      return refund.state === 'abnormal'
        ? { kind: 'duplicate' }
        : {
            kind: 'changed',
            refund: { ...over, state: 'abnormal', trouble: { code: 'refund-abnormal', at: now } },
            moments: taken,
            attempt,
          }
    case 'closed':
      return { kind: 'changed', refund: again(over, now), moments: [...taken, 'closed'], attempt }
  }
}

/** The next attempt under a new number; over its time it is left to an operator. */
function again(refund: Refund, now: Date): Refund {
  const { acceptedAt: _acceptedAt, wechatRefundId: _wechatRefundId, ...rest } = refund
  const next = { ...rest, attempt: refund.attempt + 1, tries: 0 }
  const trouble = { code: 'refund-closed', at: now }
  return now.getTime() >= refund.giveUpAt.getTime()
    ? { ...next, trouble, state: 'failed', endedAt: now }
    : { ...askedAgain(next, now), trouble, state: 'requested' }
}

const isEnded = ({ state }: Refund): boolean =>
  state === 'succeeded' || state === 'settled-offline' || state === 'returned-to-merchant'

function incident(kind: NewIncident['kind'], report: RefundReport, summary: string) {
  const { outRefundNo, refundFen, state } = report
  const subject = { type: 'refund', id: outRefundNo } as const
  const found: NewIncident = {
    kind,
    cause: `${outRefundNo}:${state}`,
    summary,
    amountFen: refundFen,
    subject,
  }
  return { kind: 'incident', incident: found } as const
}
