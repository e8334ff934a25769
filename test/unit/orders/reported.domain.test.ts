import fc from 'fast-check'
import type { Order } from '../../../server/modules/orders/orders.domain.js'
import {
  decideReportedPaid,
  decideReportedRefund,
  reportedOrderId,
  type PaidReport,
  type RefundReport,
  type ReportedRefund,
} from '../../../server/modules/orders/reported.domain.js'
import { id } from '../../../server/platform/ids/index.js'

const at = new Date('2026-03-01T10:00:00+08:00')
const paid: PaidReport = {
  source: 'pos-1',
  orderNo: 'A17',
  paidFen: 3000,
  storeCode: 'S9',
  channel: 'till',
  items: [{ sku: 'GH-M', name: '桂花乌龙', qty: 2, amountFen: 3360 }],
  contentHash: 'h1',
  at,
  identifierKey: 'member_no:pos-1:88',
}
const refund = (refundNo: string, refundFen: number): RefundReport => ({
  source: 'pos-1',
  orderNo: 'A17',
  refundNo,
  refundFen,
  contentHash: `${refundNo}:${refundFen}`,
  at,
})
const placed = (): Order => {
  const decision = decideReportedPaid(null, paid)
  if (decision.kind !== 'placed') {
    throw new Error(decision.kind)
  }
  return decision.order
}

test('the id of an order from outside is a well-formed id, the same for every report of it', () => {
  const orderId = reportedOrderId('pos-1', 'A17')
  expect(id('ord').safeParse(orderId).success).toBe(true)
  expect(reportedOrderId('pos-1', 'A17')).toBe(orderId)
  expect(reportedOrderId('pos-1A', '17')).not.toBe(orderId)
})

test('what was paid is the truth, whatever the lines add up to', () => {
  expect(placed()).toMatchObject({ status: 'paid', totalFen: 3000, paidFen: 3000, storeCode: 'S9' })
})

test('given the order, when the same content comes again, then nothing happens; other content is dead', () => {
  expect(decideReportedPaid(placed(), paid)).toEqual({ kind: 'duplicate' })
  expect(decideReportedPaid(placed(), { ...paid, paidFen: 1, contentHash: 'h2' })).toEqual({
    kind: 'dead',
    reason: 'order-already-paid',
  })
})

test('nobody outside reports orders of our own shop', () => {
  const reserved = { kind: 'dead', reason: 'source-is-reserved' }
  expect(decideReportedPaid(null, { ...paid, source: 'huike' })).toEqual(reserved)
  const report = { ...refund('R1', 1), source: 'huike' }
  expect(decideReportedRefund({ order: null, known: null, report })).toEqual(reserved)
})

test('given no order yet, when a refund comes, then it waits', () => {
  const report = refund('R1', 100)
  expect(decideReportedRefund({ order: null, known: null, report })).toEqual({ kind: 'wait' })
})

test('given a paid order, when all of it is given back, then it is refunded', () => {
  const decision = decideReportedRefund({
    order: placed(),
    known: null,
    report: refund('R1', 3000),
  })
  expect(decision).toMatchObject({
    kind: 'refunded',
    order: { status: 'refunded', refundedFen: 3000 },
    refund: { state: 'done', refundNo: 'R1' },
  })
})

test('given a part given back, when more than the rest is reported, then no money moves', () => {
  const first = decideReportedRefund({ order: placed(), known: null, report: refund('R1', 2000) })
  const order = first.kind === 'refunded' ? first.order : placed()
  expect(order).toMatchObject({ status: 'paid', refundedFen: 2000 })
  const second = decideReportedRefund({ order, known: null, report: refund('R2', 1001) })
  expect(second).toMatchObject({ kind: 'exceeding', order: { refundedFen: 2000 } })
})

type Told = Readonly<{ refundNo: string; refundFen: number }>
// Guarantee: refunds never exceed what was paid, and one refund number counts once, in any order with any repetition.
test('the refunded sum is that of distinct refunds and never above what was paid', () => {
  const reports = fc.array(
    fc.record({
      refundNo: fc.constantFrom('R1', 'R2', 'R3', 'R4'),
      refundFen: fc.integer({ min: 0, max: 2000 }),
    }),
  )
  const holds = (list: readonly Told[]) => {
    let order = placed()
    const known = new Map<string, ReportedRefund>()
    for (const { refundNo, refundFen } of list) {
      const report = refund(refundNo, refundFen)
      const decision = decideReportedRefund({ order, known: known.get(refundNo) ?? null, report })
      if (decision.kind === 'refunded' || decision.kind === 'exceeding') {
        order = decision.order
        known.set(refundNo, decision.refund)
      }
    }
    const done = [...known.values()].filter((one) => one.state === 'done')
    const sum = done.reduce((total, one) => total + one.refundFen, 0)
    return order.refundedFen === sum && sum <= order.paidFen
  }
  fc.assert(fc.property(reports, holds))
})
