import { derivedId, type Id } from '../../platform/ids/index.js'
import { yuanText, type Fen } from '../../platform/money/index.js'
import { inStatus, OWN_SOURCE, type HolderKey, type Order } from './orders.domain.js'

/** Orders and refunds that other systems report (contract.md 4). Unique by their own numbers, whatever the event id. */

export type PaidReport = Readonly<{
  source: string
  orderNo: string
  paidFen: Fen
  storeCode?: string
  channel?: string
  items: readonly Readonly<{ sku: string; name: string; qty: number; amountFen: Fen }>[]
  contentHash: string
  at: Date
  identifierKey?: HolderKey
}>

export type RefundReport = Readonly<{
  source: string
  orderNo: string
  refundNo: string
  refundFen: Fen
  contentHash: string
  at: Date
}>

/** `exceeding`: more than was paid; moves no money and waits for a person. */
export type ReportedRefund = Readonly<{
  refundId: Id<'rfd'>
  orderId: Id<'ord'>
  refundNo: string
  refundFen: Fen
  at: Date
  state: 'done' | 'exceeding'
  contentHash: string
}>

/** The same for every report of it: the primary key is the guard that it exists once. */
export const reportedOrderId = (source: string, orderNo: string): Id<'ord'> =>
  derivedId('ord', source, orderNo)
export const reportedRefundId = (source: string, orderNo: string, refundNo: string): Id<'rfd'> =>
  derivedId('rfd', source, orderNo, refundNo)
export const orderWaitKey = (source: string, orderNo: string): string =>
  `order:${source}:${orderNo}`

type Ended =
  | Readonly<{ kind: 'duplicate' }>
  | Readonly<{
      kind: 'dead'
      reason: 'order-already-paid' | 'refund-already-told' | 'source-is-reserved'
    }>
export type PaidDecision = Ended | Readonly<{ kind: 'placed'; order: Order }>

/** A paid order from outside. The same content again is a duplicate; other content contradicts what is known. */
export function decideReportedPaid(known: Order | null, report: PaidReport): PaidDecision {
  if (report.source === OWN_SOURCE) {
    return { kind: 'dead', reason: 'source-is-reserved' }
  }
  if (known !== null) {
    return known.contentHash === report.contentHash
      ? { kind: 'duplicate' }
      : { kind: 'dead', reason: 'order-already-paid' }
  }
  const { items, at, ...fields } = report
  const order: Order = {
    ...fields,
    orderId: reportedOrderId(report.source, report.orderNo),
    revision: 0,
    status: 'paid',
    // one unit's price is not told, and a line need not divide: the line is the price
    items: items.map(({ sku, ...line }) => ({ ...line, code: sku, priceFen: line.amountFen })),
    totalFen: report.paidFen,
    refundedFen: 0,
    createdAt: at,
    paidAt: at,
    closeAttempts: 0,
    history: [{ at, status: 'paid' }],
  }
  return { kind: 'placed', order }
}

export type RefundDecision =
  | Ended
  | Readonly<{ kind: 'wait' }>
  | Readonly<{ kind: 'refunded'; order: Order; refund: ReportedRefund }>
  | Readonly<{ kind: 'exceeding'; order: Order; refund: ReportedRefund; summary: string }>

type RefundContext = Readonly<{
  order: Order | null
  known: ReportedRefund | null
  report: RefundReport
}>

/** A refund from outside. Before its order it waits; above what was paid it moves nothing and is listed. */
export function decideReportedRefund({ order, known, report }: RefundContext): RefundDecision {
  if (report.source === OWN_SOURCE) {
    return { kind: 'dead', reason: 'source-is-reserved' }
  }
  if (known !== null) {
    return known.contentHash === report.contentHash
      ? { kind: 'duplicate' }
      : { kind: 'dead', reason: 'refund-already-told' }
  }
  if (order === null) {
    return { kind: 'wait' }
  }
  const { source, orderNo, refundNo, refundFen, at, contentHash } = report
  const refundId = reportedRefundId(source, orderNo, refundNo)
  const fields = { refundId, orderId: order.orderId, refundNo, refundFen, at, contentHash }
  const refundedFen = order.refundedFen + refundFen
  if (refundedFen > order.paidFen) {
    const sums = `退款合计 ${yuanText(refundedFen)}，实付 ${yuanText(order.paidFen)}`
    const summary = `${sums}：${source} 的订单 ${orderNo}，退款单 ${refundNo}`
    return { kind: 'exceeding', order, refund: { ...fields, state: 'exceeding' }, summary }
  }
  const less = { ...order, refundedFen }
  // an order of 0 fen is refunded by its first refund of 0 fen
  const isWhole = refundedFen === order.paidFen && order.status === 'paid'
  const next = isWhole ? inStatus(less, { at, status: 'refunded' }) : less
  return { kind: 'refunded', order: next, refund: { ...fields, state: 'done' } }
}
