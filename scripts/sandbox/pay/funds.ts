import { shanghaiTime } from '../clock.js'
import type { Context } from '../context.js'
import type { FundFlow, MerchantAccount, Payment, Refund } from '../world/model.js'

/** 0.60 %, what most merchants pay. */
const FEE_PER_MILLE = 6
export const FEE_RATE_TEXT = '0.60%'

type Parts = Pick<Context, 'world' | 'clock' | 'keys'>
type Entry = Pick<FundFlow, 'kind' | 'businessNo' | 'amountFen' | 'note' | 'voucherNo'>

export function merchantAccount({ world }: Pick<Context, 'world'>): MerchantAccount {
  return (
    world.accounts.get('BASIC') ??
    world.accounts.put({ id: 'BASIC', availableFen: 0, pendingFen: 0 })
  )
}

/** Rounded to the fen, half up. */
export const feeOf = (totalFen: number) => Math.floor((totalFen * FEE_PER_MILLE + 500) / 1_000)

/** Changes the balance and writes the row of the fund flow that says why. */
export function book(parts: Parts, entry: Entry): void {
  const { world, clock, keys } = parts
  const account = merchantAccount(parts)
  account.availableFen += entry.amountFen
  const now = clock.now()
  const day = shanghaiTime(now).slice(0, 10).replaceAll('-', '')
  world.fundFlows.put({
    ...entry,
    flowNo: `${keys.mchId}${day}${world.mintDigits('flow', { length: 10 })}`,
    at: now,
    balanceFen: account.availableFen,
  })
}

/** A payment fills the account and its fee leaves it, as two rows. */
export function bookPayment(parts: Parts, payment: Payment): void {
  const { transactionId, outTradeNo: voucherNo, totalFen, feeFen } = payment
  const common = { businessNo: transactionId ?? '', voucherNo, note: '' }
  book(parts, { ...common, kind: 'payment', amountFen: totalFen })
  if (feeFen > 0) {
    book(parts, { ...common, kind: 'payment-fee', amountFen: -feeFen })
  }
}

/** What the account pays for a refund: its fee comes back with it. */
export const netOf = ({ refundFen, feeFen }: Pick<Refund, 'refundFen' | 'feeFen'>) =>
  refundFen - feeFen

/** Taken when a refund is accepted, given back when it is closed; one row, fee included. */
export function bookRefund(parts: Parts, refund: Refund, kind: 'refund' | 'refund-closed'): void {
  const net = netOf(refund)
  book(parts, {
    kind,
    businessNo: refund.refundId,
    amountFen: kind === 'refund' ? -net : net,
    note: `退款总金额${yuan(refund.refundFen)}元;含手续费${yuan(refund.feeFen)}元`,
    voucherNo: refund.outRefundNo,
  })
}

/** Fen as yuan with two decimals, the way bills write amounts. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
