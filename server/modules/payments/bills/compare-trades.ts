import type { Clock } from '../../../platform/clock/index.js'
import { contentHash } from '../../../platform/crypto/index.js'
import { yuanText } from '../../../platform/money/index.js'
import { postings, type Ledger, type Transfer } from '../../ledger/index.js'
import {
  PAY_QUERY_SOURCE,
  PAYMENT_NOTIFIED,
  payPartition,
  type EventInbox,
} from '../payments.ports.js'
import type { PaymentRows } from '../payments.repository.js'
import {
  externalReason,
  type ExternalOutcome,
  type ExternalRefund,
} from '../refunds/external-refunds.js'
import { refundIdOf, refundOfNumber } from '../refunds/refund.domain.js'
import { REFUND_NOTIFIED, refundPartition } from '../refunds/refunds.ports.js'
import type { RefundRows } from '../refunds/refunds.repository.js'
import type { BillDay, BillDifference, BillFigures } from './bill-day.domain.js'
import type { BillGateway, TradeRow } from './bills.ports.js'
import { onAccountFen, receivedFen } from './flow-sums.js'

type Deps = Readonly<{
  ledger: Ledger
  payments: Pick<PaymentRows, 'withNumbers'>
  refunds: Pick<RefundRows, 'withIds'>
  gateway: BillGateway
  recordExternal(refund: ExternalRefund): Promise<ExternalOutcome>
  clock: Clock
  merchant: Readonly<{ mchid: string; appid: string }>
}>

type RefundTradeRow = TradeRow & Readonly<{ refund: NonNullable<TradeRow['refund']> }>
export type Compared = Readonly<{
  differences: readonly BillDifference[]
  figures: Partial<BillFigures>
  /** WeChat's word about what is missing here, for the pipeline: to be sent once the differences are noted. */
  repairs?: readonly Repair[]
}>
export type Repair = Parameters<EventInbox['insert']>[0]
/** What a row comes to: what differs, and what mends it. */
type Found = Readonly<{ difference: BillDifference; repair?: Repair }>

/** The transfer that stands in our books for a row; a refund of somebody else's number has none of its own. */
export function transferIdOf({ transactionId, refund }: TradeRow) {
  const own = refund === null ? null : refundOfNumber(refund.outRefundNo)
  if (refund === null) {
    return postings.confirmedId(transactionId)
  }
  return own === null ? null : postings.acceptedId(own.refundId, own.attempt)
}

/**
 * A batch of the trade bill against the books: one read for all of it. What is missing here is asked about, and WeChat's word
 * takes the way of a notice; what nobody can explain waits for a person. Throws when WeChat cannot be asked: the batch is
 * compared again.
 */
export function compareTrades(deps: Deps) {
  const { ledger, payments, refunds, gateway, clock, merchant } = deps

  async function payment(
    row: TradeRow,
    own: Transfer | undefined,
    day: BillDay,
  ): Promise<Found | null> {
    const about = {
      what: 'payment',
      subject: row.transactionId,
      billFen: row.settlementFen,
    } as const
    const named = { about: { type: 'payment', id: row.outTradeNo } } as const
    if (own !== undefined) {
      const isEqual = onAccountFen(own) === row.settlementFen && receivedFen(own) === row.totalFen
      const sums = `账单 ${yuanText(row.totalFen)}，本店 ${yuanText(receivedFen(own))}`
      const difference = {
        ...about,
        ...named,
        ownFen: onAccountFen(own),
        kind: 'amount-differs',
      } as const
      return isEqual
        ? null
        : waiting(day, { ...difference, note: `付款金额不一致：${sums}，已转人工核对` })
    }
    const missing = { ...about, ownFen: 0, kind: 'missing-here' } as const
    const report = await gateway.queryByOutTradeNo(row.outTradeNo)
    const isIt =
      report !== 'order-not-exist' &&
      (report.state === 'success' || report.state === 'refund') &&
      report.transactionId === row.transactionId
    if (!isIt) {
      const note = `账单有一笔付款 ${yuanText(row.totalFen)}，微信查不到，本店也没有，已转人工核对`
      return waiting(day, { ...missing, note })
    }
    const repair = {
      key: `pay-bill:${row.transactionId}:${contentHash({ ...report, paidAt: report.paidAt?.getTime() })}`,
      source: PAY_QUERY_SOURCE,
      type: PAYMENT_NOTIFIED,
      partitionKey: payPartition(row.outTradeNo),
      occurredAt: report.paidAt ?? clock.now(),
      payload: JSON.stringify(report),
    }
    const note = `账单有一笔付款 ${yuanText(row.totalFen)}，本店没有收到通知，已按微信查询结果补记`
    const transferId = postings.confirmedId(row.transactionId)
    return { difference: sent(day, { ...missing, ...named, note, transferId }), repair }
  }

  async function refund(
    row: RefundTradeRow,
    own: Transfer | undefined,
    day: BillDay,
  ): Promise<Found | null> {
    const { wechatRefundId, outRefundNo, refundFen } = row.refund
    const about = { what: 'refund', subject: wechatRefundId, billFen: -refundFen } as const
    if (own !== undefined) {
      const ownFen = -onAccountFen(own)
      const sums = `账单 ${yuanText(refundFen)}，本店 ${yuanText(ownFen)}`
      const difference = { ...about, ownFen: -ownFen, kind: 'amount-differs' } as const
      return ownFen === refundFen
        ? null
        : waiting(day, { ...difference, note: `退款金额不一致：${sums}，已转人工核对` })
    }
    const missing = { ...about, ownFen: 0, kind: 'missing-here' } as const
    const report = await gateway.queryRefund(outRefundNo)
    if (report === 'refund-not-exist') {
      const note = `账单有一笔退款 ${yuanText(refundFen)}，微信查不到，本店也没有，已转人工核对`
      return waiting(day, { ...missing, note })
    }
    const number = refundOfNumber(outRefundNo)
    const known = number === null ? new Map() : await refunds.withIds([number.refundId])
    if (number !== null && known.has(number.refundId)) {
      const repair = {
        key: `refund-bill:${outRefundNo}:${report.state}`,
        source: PAY_QUERY_SOURCE,
        type: REFUND_NOTIFIED,
        partitionKey: refundPartition(outRefundNo),
        occurredAt: report.succeededAt ?? clock.now(),
        payload: JSON.stringify(report),
      }
      const note = `账单有一笔退款 ${yuanText(refundFen)}，本店还没有记为受理，已按微信查询结果补记`
      const transferId = postings.acceptedId(number.refundId, number.attempt)
      const named = { about: { type: 'refund', id: number.refundId } } as const
      return { difference: sent(day, { ...missing, ...named, note, transferId }), repair }
    }
    if (report.state !== 'success' || report.refundFen !== refundFen) {
      const note = `账单有一笔本店没有发起的退款 ${yuanText(refundFen)}，还没有到账，已转人工核对`
      return waiting(day, { ...missing, note })
    }
    return external(row, report, day)
  }

  async function external(
    row: RefundTradeRow,
    report: Readonly<{ succeededAt?: Date; account?: string }>,
    day: BillDay,
  ): Promise<Found> {
    const { wechatRefundId, refundFen: amountFen } = row.refund
    const { succeededAt = row.at, account } = report
    const paymentId = row.outTradeNo as `pay_${string}`
    const outcome = await deps.recordExternal({
      ...{ paymentId, wechatRefundId, amountFen, acceptedAt: row.at, succeededAt },
      ...(account === undefined ? {} : { account }),
    })
    const about = {
      what: 'refund',
      subject: wechatRefundId,
      billFen: -amountFen,
      ownFen: 0,
    } as const
    const difference = { ...about, kind: 'missing-here' } as const
    const named = { about: { type: 'payment', id: row.outTradeNo } } as const
    if (outcome === 'recorded') {
      const note = `在微信商户平台退了 ${yuanText(amountFen)}，已补记为本店的一笔退款`
      return {
        difference: { ...difference, ...named, ...runOf(day), note, action: 'recorded' } as const,
      }
    }
    const why = outcome === 'exceeds' ? '超过可退金额' : '本店没有这笔已付的款'
    const note = `在微信商户平台退了 ${yuanText(amountFen)}，${why}，已转人工核对`
    return waiting(day, { ...difference, ...named, note })
  }

  /** The transfers of refunds that were recorded from an earlier bill: their numbers are not ours. */
  async function recorded(rows: readonly RefundTradeRow[]): Promise<Map<string, Transfer>> {
    const paid = await payments.withNumbers(rows.map(({ outTradeNo }) => outTradeNo))
    const ids = rows.flatMap((row) => {
      const orderId = paid.get(row.outTradeNo)?.orderId
      const reasonKey = externalReason(row.refund.wechatRefundId)
      return orderId === undefined
        ? []
        : [[row.refund.wechatRefundId, postings.acceptedId(refundIdOf({ orderId, reasonKey }), 1)]]
    }) as [string, `trf_${string}`][]
    const found =
      ids.length === 0 ? new Map<string, Transfer>() : await ledger.withIds(ids.map(([, id]) => id))
    return new Map(
      ids.flatMap(([number, id]) => {
        const transfer = found.get(id)
        return transfer === undefined ? [] : [[number, transfer] as const]
      }),
    )
  }

  const isOurs = ({ mchid, appid, currency }: TradeRow) =>
    mchid === merchant.mchid && appid === merchant.appid && currency === 'CNY'

  function foreign(row: TradeRow, day: BillDay): Found {
    const billFen = row.refund === null ? row.settlementFen : -row.refund.refundFen
    return waiting(day, {
      ...{ what: row.refund === null ? 'payment' : 'refund', kind: 'foreign', billFen, ownFen: 0 },
      subject: row.refund?.wechatRefundId ?? row.transactionId,
      note: `账单里有别的商户号、AppID 或币种的 ${yuanText(billFen)}，没有记账，已转人工核对`,
    })
  }

  return async (rows: readonly TradeRow[], day: BillDay): Promise<Compared> => {
    const own = await ledger.withIds(rows.flatMap((row) => transferIdOf(row) ?? []))
    const strangers = rows.filter(
      (row): row is RefundTradeRow => row.refund !== null && transferIdOf(row) === null,
    )
    const outside = strangers.length === 0 ? new Map<string, Transfer>() : await recorded(strangers)
    const differences: BillDifference[] = []
    const repairs: Repair[] = []
    const figures = { payments: 0, paymentsFen: 0, refunds: 0, refundsFen: 0, matched: 0 }
    for (const row of rows) {
      const id = transferIdOf(row)
      const transfer = id === null ? outside.get(row.refund?.wechatRefundId ?? '') : own.get(id)
      if (row.refund === null) {
        figures.payments += 1
        figures.paymentsFen += row.settlementFen
      } else {
        figures.refunds += 1
        figures.refundsFen += row.refund.refundFen
      }
      const found = !isOurs(row)
        ? foreign(row, day)
        : row.refund === null
          ? await payment(row, transfer, day)
          : await refund({ ...row, refund: row.refund }, transfer, day)
      if (found === null) {
        figures.matched += 1
      } else {
        differences.push(found.difference)
        repairs.push(...(found.repair === undefined ? [] : [found.repair]))
      }
    }
    return { differences, figures, repairs }
  }
}

type Telling = Omit<BillDifference, 'day' | 'run' | 'action'>
const runOf = ({ day, run }: BillDay) => ({ day, run })
export const incident = (day: BillDay, found: Telling): BillDifference => ({
  ...found,
  ...runOf(day),
  action: 'incident',
})
const waiting = (day: BillDay, found: Telling): Found => ({ difference: incident(day, found) })
const sent = (day: BillDay, found: Telling): BillDifference => ({
  ...found,
  ...runOf(day),
  action: 'sent',
})
