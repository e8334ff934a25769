import { businessDay } from '../../../platform/days/index.js'
import { yuanText } from '../../../platform/money/index.js'
import type { Ledger, Transfer } from '../../ledger/index.js'
import type { RefundRows } from '../refunds/refunds.repository.js'
import { spanOf, type BillDay, type BillDifference, type BillFigures } from './bill-day.domain.js'
import type { Bill, BillGateway, TradeRow } from './bills.ports.js'
import { incident, transferIdOf } from './compare-trades.js'
import { onAccountFen } from './flow-sums.js'
import { seenNumbers } from './seen-numbers.js'

type Deps = Readonly<{
  ledger: Pick<Ledger, 'between'>
  gateway: BillGateway
  refunds: Pick<RefundRows, 'withIds'>
  mchid: string
}>

const PAGE = 1_000
/** We hear of an accepted refund after WeChat has taken it: one of the first minutes may stand in the bill of the day before. */
const HEARD_LATE_MS = 15 * 60_000

export type Missing = Readonly<{
  differences: readonly BillDifference[]
  figures: Pick<BillFigures, 'bookPayments' | 'bookPaymentsFen'>
}>

/** What our books have on this day and the bill of it has not. Reads the trade bill once more, and our day page by page. */
export function findMissing({ ledger, gateway, refunds, mchid }: Deps) {
  async function seenIn(bill: Bill<TradeRow> | null) {
    const seen = seenNumbers()
    if (bill !== null) {
      for await (const row of bill.rows()) {
        const transferId = transferIdOf(row)
        if (transferId !== null) {
          seen.add(transferId)
        }
      }
    }
    return seen
  }

  async function payment(transfer: Transfer, day: BillDay): Promise<BillDifference | null> {
    const { paymentId = '', orderId } = transfer.subjects
    const ownFen = onAccountFen(transfer)
    const report = await gateway.queryByOutTradeNo(paymentId)
    const isKnown = report !== 'order-not-exist' && report.transactionId !== undefined
    if (isKnown && report.paidAt !== undefined && businessDay(report.paidAt) !== day.day) {
      return null // stands in the bill of its own day
    }
    const said = isKnown ? '微信查得到，当天账单里没有' : '微信没有这笔钱'
    return incident(day, {
      ...{ what: 'payment', kind: 'missing-there', billFen: 0, ownFen },
      subject: (isKnown && report.transactionId) || paymentId,
      note: `本店记有付款 ${yuanText(ownFen)}，${said}，已转人工核对`,
      about:
        orderId === undefined ? { type: 'payment', id: paymentId } : { type: 'order', id: orderId },
      transferId: transfer.transferId,
    })
  }

  async function refund(transfer: Transfer, day: BillDay): Promise<BillDifference | null> {
    const { refundId } = transfer.subjects
    const row =
      refundId === undefined ? undefined : (await refunds.withIds([refundId])).get(refundId)
    // recorded from the bill in the first place: there it has WeChat's number, not ours
    if (refundId === undefined || row?.reasonKey.startsWith('external:')) {
      return null
    }
    const ownFen = onAccountFen(transfer)
    const sinceMs = transfer.at.getTime() - spanOf(day.day).from.getTime()
    return sinceMs < HEARD_LATE_MS
      ? null
      : incident(day, {
          ...{ what: 'refund', kind: 'missing-there', subject: refundId, billFen: 0, ownFen },
          note: `本店记有退款 ${yuanText(-ownFen)}，当天账单里没有，已转人工核对`,
          about: { type: 'refund', id: refundId },
          transferId: transfer.transferId,
        })
  }

  return async (day: BillDay, bill: Bill<TradeRow> | null): Promise<Missing> => {
    const seen = await seenIn(bill)
    const differences: BillDifference[] = []
    const figures = { bookPayments: 0, bookPaymentsFen: 0 }
    let after: { at: Date; transferId: `trf_${string}` } | null = null
    for (;;) {
      const span = { account: 'wechat-pay', ...spanOf(day.day), after, limit: PAGE } as const
      const page: Transfer[] = await ledger.between(span)
      for (const transfer of page) {
        const isSeen = transfer.mchid !== mchid || seen.has(transfer.transferId)
        const isPayment = transfer.moment === 'payment-confirmed'
        if (isPayment && transfer.mchid === mchid) {
          figures.bookPayments += 1
          figures.bookPaymentsFen += onAccountFen(transfer)
        }
        const isRefund = transfer.moment === 'refund-accepted'
        const found = isSeen
          ? null
          : isPayment
            ? await payment(transfer, day)
            : isRefund
              ? await refund(transfer, day)
              : null
        differences.push(...(found === null ? [] : [found]))
      }
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) {
        return { differences, figures }
      }
      after = { at: last.at, transferId: last.transferId }
    }
  }
}
