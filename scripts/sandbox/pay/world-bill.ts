import type { Context } from '../context.js'
import type { BillSpoil, Refund, RefundStatus } from '../world/pay-model.js'
import { isOn, type BillDay } from './bill-day.js'
import type { FlowRow, TradeRow } from './bill-row.js'
import { feeOf } from './funds.js'
import { syntheticFlows, syntheticTrades } from './synthetic-bill.js'

type Parts = Pick<Context, 'world' | 'keys'>

/** Every trade of the day, in order of time, with what was asked to be wrong in its bill. */
export function* tradeRows(parts: Parts, day: BillDay): Generator<TradeRow> {
  const { world, keys } = parts
  const spoils = world.billSpoils.by('date', day.date).filter(({ bill }) => bill !== 'fundflow')
  const merchant = { mchid: keys.mchId, appid: keys.miniAppId }
  const synthetic = world.syntheticBills.get(day.date)
  if (synthetic !== undefined) {
    yield* syntheticTrades(synthetic, day, merchant)
  }
  for (const row of worldTrades(parts, day)) {
    const nos = [row.refund?.refundId, row.refund?.outRefundNo]
    const { transactionId, outTradeNo } = row.payment
    const named = row.refund === null ? [transactionId, outTradeNo] : nos
    const spoil = spoils.find(({ no }) => named.includes(no))
    if (spoil?.kind === 'changed-amount') {
      yield changedTrade(row, spoil)
    } else if (spoil?.kind !== 'missing-row') {
      yield row
    }
  }
  for (const spoil of spoils) {
    if (spoil.kind === 'extra-payment' || spoil.kind === 'extra-refund') {
      yield extraTrade(spoil, day, merchant)
    }
  }
}

function worldTrades({ world }: Parts, day: BillDay): TradeRow[] {
  const paid = world.payments
    .all()
    .filter(({ paidAt }) => paidAt !== null && isOn(paidAt, day))
    .map((payment): TradeRow => ({ at: payment.paidAt ?? 0, payment, refund: null }))
  const given = world.refunds
    .all()
    .filter(({ createdAt }) => isOn(createdAt, day))
    .flatMap((refund): TradeRow[] => {
      const payment = world.payments.get(refund.outTradeNo)
      const asOf = refundAsOf(refund, day.readyAt)
      return payment === undefined ? [] : [{ at: refund.createdAt, payment, refund: asOf }]
    })
  return [...paid, ...given].sort((one, other) => one.at - other.at)
}

/** A bill never changes once it is there, so it shows refunds as they stood when it was written. */
export function refundAsOf(refund: Refund, moment: number): NonNullable<TradeRow['refund']> {
  const known = refund.history.filter(({ at }) => at <= moment)
  const status: RefundStatus = known.at(-1)?.status ?? 'PROCESSING'
  const successAt = status === 'SUCCESS' ? refund.successAt : null
  return { ...refund, status, successAt }
}

function changedTrade(row: TradeRow, { amountFen }: BillSpoil): TradeRow {
  return row.refund === null
    ? { ...row, payment: { ...row.payment, totalFen: amountFen } }
    : { ...row, refund: { ...row.refund, refundFen: amountFen } }
}

/** A row of an order that nobody knows, at noon. */
function extraTrade(
  { kind, no, id, amountFen }: BillSpoil,
  { from, until }: BillDay,
  { mchid, appid }: { mchid: string; appid: string },
): TradeRow {
  const at = (from + until) / 2
  const feeFen = feeOf(amountFen)
  const payment = {
    appid,
    mchid,
    outTradeNo: kind === 'extra-payment' ? id : `${id}-order`,
    tradeType: 'JSAPI' as const,
    openid: null,
    totalFen: amountFen,
    feeFen,
    description: '未知订单',
    attach: null,
    transactionId: kind === 'extra-payment' ? no : `4200${no.slice(4)}`.slice(0, 28),
    paidAt: at,
  }
  const refund = {
    refundId: no,
    outRefundNo: id,
    refundFen: amountFen,
    feeFen,
    createdAt: at,
    channel: 'ORIGINAL' as const,
    status: 'SUCCESS' as const,
    successAt: at,
  }
  return { at, payment, refund: kind === 'extra-refund' ? refund : null }
}

/** Everything that changed the merchant's balance that day, in order. */
export function* flowRows({ world, keys }: Parts, day: BillDay): Generator<FlowRow> {
  const spoils = world.billSpoils.by('date', day.date).filter(({ bill }) => bill !== 'trade')
  const merchant = { mchid: keys.mchId, appid: keys.miniAppId }
  const synthetic = world.syntheticBills.get(day.date)
  if (synthetic !== undefined) {
    yield* syntheticFlows(synthetic, day, merchant)
  }
  for (const row of world.fundFlows.all()) {
    if (isOn(row.at, day)) {
      const spoil = spoils.find(({ no }) => no === row.businessNo || no === row.voucherNo)
      const changes = row.kind === 'payment' || row.kind === 'refund'
      if (spoil?.kind === 'changed-amount' && changes) {
        yield { ...row, amountFen: Math.sign(row.amountFen) * spoil.amountFen }
      } else if (spoil?.kind !== 'missing-row') {
        yield row
      }
    }
  }
  for (const spoil of spoils) {
    yield* extraFlows(spoil, day, merchant)
  }
}

function* extraFlows(
  spoil: BillSpoil,
  day: BillDay,
  merchant: { mchid: string; appid: string },
): Generator<FlowRow> {
  if (spoil.kind !== 'extra-payment' && spoil.kind !== 'extra-refund') {
    return
  }
  const { at, payment, refund } = extraTrade(spoil, day, merchant)
  const common = { at, businessNo: spoil.no, balanceFen: 0, note: '', voucherNo: spoil.id }
  const flowNo = (part: number) => `${merchant.mchid}${spoil.no.slice(-16)}${part}`
  if (refund === null) {
    yield { ...common, kind: 'payment', amountFen: payment.totalFen, flowNo: flowNo(1) }
    yield { ...common, kind: 'payment-fee', amountFen: -payment.feeFen, flowNo: flowNo(2) }
  } else {
    const amountFen = refund.feeFen - refund.refundFen
    yield { ...common, kind: 'refund', amountFen, flowNo: flowNo(1) }
  }
}
