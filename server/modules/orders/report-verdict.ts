import { unreachable } from '../../platform/errors/index.js'
import { verdict, type Verdict } from '../../platform/pipeline/index.js'
import type { CustomerFact } from '../customers/index.js'
import { notedOf, summaryOf } from './noted.js'
import { titleOf, type Order } from './orders.domain.js'
import { orderPaid, OrderRefunded, PricesDiffered } from './orders.events.js'
import type { Reading, ReportChange, ReportState } from './orders.steps.js'
import { priceDifferences, type SeenPrice } from './price-check.domain.js'
import {
  decideReportedPaid,
  decideReportedRefund,
  orderWaitKey,
  reportedOrderId,
  reportedRefundId,
  type RefundDecision,
} from './reported.domain.js'

type OrderVerdict = Verdict<ReportChange, CustomerFact>
type Refunding = Extract<Reading, { type: 'order.refunded' }>
type Paying = Extract<Reading, { type: 'order.paid' }>

/** The answer of the step to one event, on the gathered state. Pure. */
export function reportVerdict(reading: Reading, state: ReportState): OrderVerdict {
  return reading.type === 'order.paid' ? paidVerdict(reading, state) : refundVerdict(reading, state)
}

function paidVerdict(reading: Paying, { orders, prices }: ReportState): OrderVerdict {
  const { source, orderNo } = reading.report
  const known = orders.get(reportedOrderId(source, orderNo)) ?? null
  const decision = decideReportedPaid(known, reading.report)
  switch (decision.kind) {
    case 'duplicate':
      return verdict.duplicate
    case 'dead':
      return verdict.dead(decision.reason)
    case 'placed':
      return {
        kind: 'ok',
        change: { placed: decision.order },
        facts: paidFacts(reading, decision.order),
        outbox: [orderPaid(decision.order), ...differed(priceDifferences(reading.report, prices))],
        appeared: [orderWaitKey(source, orderNo)],
      }
    default:
      return unreachable(decision)
  }
}

const differed = (seen: SeenPrice[]) => (seen.length === 0 ? [] : [PricesDiffered({ seen })])

/** An order without identifiers has no owner: counted for store and day, in nobody's timeline. */
function paidFacts(reading: Paying, order: Order): CustomerFact[] {
  const { seen, blocked, eventId, eventKey, isTrusted } = reading
  const { orderNo, orderId, source, storeCode, channel, paidFen, items } = order
  const at = order.paidAt ?? order.createdAt
  const data = { orderNo, orderId, amountFen: paidFen, storeCode, channel }
  const summary = summaryOf({ what: 'paid', amountFen: paidFen, title: titleOf(items) })
  const entry = {
    entryId: eventKey,
    eventId,
    at,
    type: 'order.paid',
    source,
    group: 'orders',
    summary,
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
    netFen: paidFen,
  } as const
  const counters = { ordersPaid: 1, paidFen, paidAt: at }
  const about = { type: 'order', id: orderId }
  const fact = evidence({ seen, blocked, isTrusted, at, source })
  return [{ ...fact, about, storeCode, timeline: [entry], counters }]
}

function refundVerdict(reading: Refunding, { orders, refunds }: ReportState): OrderVerdict {
  const { source, orderNo, refundNo } = reading.report
  const decision = decideReportedRefund({
    order: orders.get(reportedOrderId(source, orderNo)) ?? null,
    known: refunds.get(reportedRefundId(source, orderNo, refundNo)) ?? null,
    report: reading.report,
  })
  switch (decision.kind) {
    case 'duplicate':
      return verdict.duplicate
    case 'dead':
      return verdict.dead(decision.reason)
    case 'wait':
      return verdict.wait(orderWaitKey(source, orderNo), 'order-not-yet-known')
    case 'refunded':
      return refundedVerdict(reading, decision)
    case 'exceeding':
      return exceedingVerdict(reading, decision)
    default:
      return unreachable(decision)
  }
}

/** The refund belongs to the holder of its order, whoever its own event named: that is evidence only. */
function refundedVerdict(
  reading: Refunding,
  { order, refund }: Extract<RefundDecision, { kind: 'refunded' }>,
): OrderVerdict {
  const { eventId, eventKey, seen, blocked, isTrusted, report } = reading
  const { orderId, source, identifierKey: holder } = order
  const { refundFen, refundNo, at } = refund
  const told = { refundNo, eventId, eventKey }
  const noted =
    holder === undefined
      ? []
      : [notedOf(order, { what: 'refunded', amountFen: refundFen, at, holder, refund: told })]
  const refunded = OrderRefunded({ orderId, source, identifierKey: holder, refundFen, at })
  return {
    kind: 'ok',
    change: { changed: order, refund },
    facts:
      seen.length === 0 ? [] : [evidence({ seen, blocked, isTrusted, at, source: report.source })],
    outbox: [refunded, ...noted],
  }
}

function exceedingVerdict(
  { report }: Refunding,
  { order, refund, summary }: Extract<RefundDecision, { kind: 'exceeding' }>,
): OrderVerdict {
  const incident = {
    kind: 'refund-exceeds-payment',
    cause: refund.refundId,
    summary,
    amountFen: report.refundFen,
    subject: { type: 'order', id: order.orderId },
  } as const
  return { kind: 'ok', change: { refund, incident }, outcome: 'incident' }
}

type Evidence = Pick<CustomerFact, 'seen' | 'blocked' | 'isTrusted' | 'at' | 'source'>
const evidence = (fields: Evidence): CustomerFact => ({ ...fields, kind: 'open-event' })
