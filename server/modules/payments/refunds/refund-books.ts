import { postings, type RefundedFrom, type Transfer } from '../../ledger/index.js'
import type { Refund } from './refund.domain.js'
import type { RefundMoment } from './refund-report.domain.js'

type About = Readonly<{ mchid: string; at: Date }>

/** What a refund's change moves in the books. `attempt`: the one that the report was about. */
export function transfersOfReport(
  refund: Refund,
  {
    moments,
    attempt,
    mchid,
    at,
  }: About & Readonly<{ moments: readonly RefundMoment[]; attempt: number }>,
): Transfer[] {
  const transferOf = (moment: RefundMoment): Transfer => {
    const own = { ...aboutOf(refund), attempt, amountFen: refund.amountFen, mchid, at }
    switch (moment) {
      case 'accepted':
        return postings.refundAccepted(own)
      case 'succeeded':
        return postings.refundSucceeded({ ...own, at: refund.endedAt ?? at })
      case 'closed':
        return postings.refundClosed(own)
    }
  }
  const moved = moments.map(transferOf)
  return refund.state === 'failed' ? [...moved, released(refund, at)] : moved
}

/** We owe it. */
export function requested(refund: Refund, at: Date): Transfer {
  return postings.refundRequested({
    ...aboutOf(refund),
    round: refund.round,
    from: fromOf(refund),
    at,
  })
}

/** Let go of: it is what it was before. */
export function released(refund: Refund, at: Date): Transfer {
  return postings.refundReleased({
    ...aboutOf(refund),
    round: refund.round,
    from: fromOf(refund),
    at,
  })
}

function fromOf({ source, amountFen }: Refund): RefundedFrom {
  return source.kind === 'order' ? source : { unappliedFen: amountFen }
}

const aboutOf = ({ refundId, paymentId, orderId }: Refund) => ({ refundId, paymentId, orderId })
