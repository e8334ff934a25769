import { postings, type Transfer } from '../ledger/index.js'
import type { IncidentKind } from './incidents.domain.js'
import type { Report, ReportDecision } from './report.domain.js'

/** Our money, and no order that may have it: it waits in suspense for a person. Foreign money is not in our books. */
const SUSPENDED: ReadonlySet<IncidentKind> = new Set<IncidentKind>([
  'payment-unknown',
  'payment-amount-mismatch',
  'payment-second-transaction',
])

type Context = Readonly<{ report: Report; mchid: string; now: Date }>

/** What a report moves in the books; with the state that it changes. */
export function transfersOf(
  decision: ReportDecision,
  { report, mchid, now }: Context,
): readonly Transfer[] {
  switch (decision.kind) {
    case 'paid':
    case 'paid-late': {
      const { paymentId, orderId } = decision.payment
      return [confirmed(report, { paymentId, orderId }, { mchid, now })]
    }
    case 'incident': {
      if (!SUSPENDED.has(decision.incident.kind)) {
        return []
      }
      const { totalFen: amountFen } = report
      const at = report.paidAt ?? now
      const subject = { paymentId: paymentIdOf(report.outTradeNo) }
      const suspended = postings.paymentUnknown({
        ...subject,
        cause: causeOf(report),
        amountFen,
        at,
      })
      return [confirmed(report, subject, { mchid, now }), suspended]
    }
    default:
      return []
  }
}

/** The transaction: one number could be paid twice. */
export const causeOf = ({ transactionId, outTradeNo }: Report): string =>
  transactionId ?? outTradeNo

function confirmed(
  report: Report,
  subjects: Readonly<{ paymentId: `pay_${string}`; orderId?: `ord_${string}` }>,
  { mchid, now }: Pick<Context, 'mchid' | 'now'>,
): Transfer {
  const { totalFen: amountFen, settlementFen = amountFen, paidAt: at = now } = report
  return postings.paymentConfirmed({
    ...subjects,
    cause: causeOf(report),
    mchid,
    at,
    amountFen,
    settlementFen,
  })
}

/** As a subject only: the number of an unknown payment may be any text. */
const paymentIdOf = (outTradeNo: string) => outTradeNo as `pay_${string}`
