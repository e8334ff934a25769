import { shanghaiTime } from '../clock.js'
import type { Context } from '../context.js'
import type { FundFlow, MerchantAccount, Payment, Refund } from '../world/pay-model.js'

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

/** Writes the row of the fund flow for what has changed the account. */
function book(parts: Parts, entry: Entry, at = parts.clock.now()): void {
  const { world, keys } = parts
  const { availableFen, pendingFen } = merchantAccount(parts)
  const day = shanghaiTime(at).slice(0, 10).replaceAll('-', '')
  world.fundFlows.put({
    ...entry,
    flowNo: `${keys.mchId}${day}${world.mintDigits('flow', { length: 10 })}`,
    at,
    balanceFen: availableFen + pendingFen,
  })
}

/** Money that comes into the account or leaves it, frozen money untouched. */
export function move(parts: Parts, entry: Entry): void {
  merchantAccount(parts).availableFen += entry.amountFen
  book(parts, entry)
}

/** A payment fills the account and its fee leaves it, as two rows; `frozen`: nobody may use it yet. */
export function bookPayment(parts: Parts, payment: Payment, { frozen }: { frozen: boolean }): void {
  const { transactionId, outTradeNo: voucherNo, totalFen, feeFen, paidAt } = payment
  const at = paidAt ?? parts.clock.now()
  const common = { businessNo: transactionId ?? '', voucherNo, note: '' }
  const account = merchantAccount(parts)
  const pot = frozen ? 'pendingFen' : 'availableFen'
  account[pot] += totalFen
  book(parts, { ...common, kind: 'payment', amountFen: totalFen }, at)
  if (feeFen > 0) {
    account[pot] -= feeFen
    book(parts, { ...common, kind: 'payment-fee', amountFen: -feeFen }, at)
  }
  payment.frozenFen = frozen ? totalFen - feeFen : 0
}

/** The customer has the goods: what was frozen of the order may be used. No row: nothing moved. */
export function settlePayment(parts: Parts, payment: Payment): void {
  const account = merchantAccount(parts)
  account.pendingFen -= payment.frozenFen
  account.availableFen += payment.frozenFen
  payment.frozenFen = 0
}

/** What the account pays for a refund: its fee comes back with it. */
export const netOf = ({ refundFen, feeFen }: Pick<Refund, 'refundFen' | 'feeFen'>) =>
  refundFen - feeFen

/** Is there money for this refund: the order's own frozen money, then what is available? */
export function canPay(
  parts: Parts,
  payment: Payment,
  wanted: Parameters<typeof netOf>[0],
): boolean {
  return merchantAccount(parts).availableFen + payment.frozenFen >= netOf(wanted)
}

const noteOf = (refund: Refund) =>
  `退款总金额${yuan(refund.refundFen)}元;含手续费${yuan(refund.feeFen)}元`

/** Taken when a refund is accepted: frozen money of the order first. One row, fee included. */
export function bookRefund(parts: Parts, payment: Payment, refund: Refund): void {
  const net = netOf(refund)
  const account = merchantAccount(parts)
  refund.frozenFen = Math.min(payment.frozenFen, net)
  payment.frozenFen -= refund.frozenFen
  account.pendingFen -= refund.frozenFen
  account.availableFen -= net - refund.frozenFen
  const { refundId: businessNo, outRefundNo: voucherNo } = refund
  book(parts, { kind: 'refund', businessNo, amountFen: -net, note: noteOf(refund), voucherNo })
}

/** Given back when a refund is closed; frozen again what was, unless the goods were received meanwhile. */
export function returnRefund(parts: Parts, payment: Payment, refund: Refund): void {
  const amountFen = netOf(refund)
  const account = merchantAccount(parts)
  const received = parts.world.shippings.get(payment.outTradeNo)?.receivedAt ?? null
  const frozenFen = received === null ? refund.frozenFen : 0
  payment.frozenFen += frozenFen
  account.pendingFen += frozenFen
  account.availableFen += amountFen - frozenFen
  const { refundId: businessNo, outRefundNo: voucherNo } = refund
  book(parts, { kind: 'refund-closed', businessNo, amountFen, note: noteOf(refund), voucherNo })
}

/** Fen as yuan with two decimals, the way bills write amounts. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
