import type { SyntheticBill } from '../world/pay-model.js'
import type { BillDay } from './bill-day.js'
import type { FlowRow, TradeRow } from './bill-row.js'
import { feeOf } from './funds.js'

const FIRST_FEN = 100
const SPREAD_FEN = 9_900
const NO_LENGTH = 26

type Merchant = Readonly<{ mchid: string; appid: string }>

/** `prefix` and the row's number with zeros before it, `length` characters in all. */
export const numbered = (prefix: string, index: number, length: number) =>
  `${prefix}${String(index).padStart(length - prefix.length, '0')}`

/** Fen of row `index`: 100 to 9,999, the same each time. */
export const syntheticFen = (index: number) => FIRST_FEN + (index % SPREAD_FEN)

/**
 * Rows made of nothing but their number, spread over the day; every `refundEvery`-th payment is
 * followed by its full refund. For benchmarks: a million rows and none of them held.
 */
export function* syntheticTrades(
  bill: SyntheticBill,
  day: BillDay,
  { mchid, appid }: Merchant,
): Generator<TradeRow> {
  for (let index = 0; index < bill.rows; index += 1) {
    const at = momentOf(bill, day, index)
    const totalFen = syntheticFen(index)
    const payment = {
      appid,
      mchid,
      outTradeNo: numbered(bill.outTradeNoPrefix, index, NO_LENGTH),
      tradeType: 'JSAPI' as const,
      openid: numbered('oM', index % 100_000, 28),
      totalFen,
      feeFen: feeOf(totalFen),
      description: '对账基准',
      attach: null,
      transactionId: numbered('42009', index, 28),
      paidAt: at,
    }
    yield { at, payment, refund: null }
    if (isRefunded(bill, index)) {
      yield { at, payment, refund: refundOf(bill, index, at) }
    }
  }
}

const isRefunded = ({ refundEvery }: SyntheticBill, index: number) =>
  refundEvery > 0 && index % refundEvery === refundEvery - 1

const momentOf = ({ rows }: SyntheticBill, { from, until }: BillDay, index: number) =>
  from + Math.floor(((until - from) * index) / rows)

function refundOf(bill: SyntheticBill, index: number, at: number): NonNullable<TradeRow['refund']> {
  return {
    refundId: numbered('50309', index, 29),
    outRefundNo: numbered(bill.outRefundNoPrefix, index, NO_LENGTH),
    refundFen: syntheticFen(index),
    feeFen: feeOf(syntheticFen(index)),
    createdAt: at,
    channel: 'ORIGINAL',
    status: 'SUCCESS',
    successAt: at,
  }
}

/** The fund flow of the same rows: payment, fee, refund. */
export function* syntheticFlows(
  bill: SyntheticBill,
  day: BillDay,
  merchant: Merchant,
): Generator<FlowRow> {
  let balanceFen = 0
  let count = 0
  function row(at: number, rest: Omit<FlowRow, 'at' | 'flowNo' | 'balanceFen'>): FlowRow {
    balanceFen += rest.amountFen
    count += 1
    return { ...rest, at, balanceFen, flowNo: numbered(merchant.mchid, count, 28) }
  }
  for (const { at, payment, refund } of syntheticTrades(bill, day, merchant)) {
    const { transactionId, outTradeNo: voucherNo } = payment
    const common = { businessNo: transactionId ?? '', voucherNo, note: '' }
    if (refund === null) {
      yield row(at, { ...common, kind: 'payment', amountFen: payment.totalFen })
      yield row(at, { ...common, kind: 'payment-fee', amountFen: -payment.feeFen })
    } else {
      const { refundId: businessNo, outRefundNo, refundFen, feeFen } = refund
      const amountFen = feeFen - refundFen
      yield row(at, { kind: 'refund', businessNo, amountFen, note: '', voucherNo: outRefundNo })
    }
  }
}
