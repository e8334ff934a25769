import type { Context } from '../context.js'
import type { Payment } from '../world/pay-model.js'
import { bookPayment, feeOf } from './funds.js'

export type PayOutcome = 'paid' | 'already-paid' | 'closed' | 'expired' | 'payer-unknown'

/** Life of a prepay_id and of a code_url; a repeat of the order answers a new one after it. */
export const PREPAY_MS = 2 * 3_600_000

/** Why nobody can pay this order now; null: somebody can. */
export function payObstacle(
  { clock }: Pick<Context, 'clock'>,
  { state, expiresAt, prepaidAt }: Payment,
): 'already-paid' | 'closed' | 'expired' | null {
  if (state !== 'NOTPAY') {
    return state === 'SUCCESS' ? 'already-paid' : 'closed'
  }
  const now = clock.now()
  const lapsed = expiresAt !== null && now >= expiresAt
  return lapsed || now - prepaidAt >= PREPAY_MS ? 'expired' : null
}

type Paying = Readonly<{
  payerOpenid: string | null
  isSlow?: boolean
  /** When the money moved; now unless given. */
  paidAt?: number
}>

/** The person confirms. Money moves once; a closed or expired order is paid only by a bank that was slow. */
export function pay(
  context: Context,
  payment: Payment,
  { payerOpenid, isSlow = false, paidAt }: Paying,
): PayOutcome {
  const { world, clock, touch } = context
  const obstacle = payObstacle(context, payment)
  if (obstacle === 'already-paid' || (obstacle !== null && !isSlow)) {
    return obstacle
  }
  const openid = payment.openid ?? payerOpenid
  if (openid === null) {
    return 'payer-unknown'
  }
  // transactionId is an index: the row is put again once it has one.
  payment.transactionId = `42000${world.mintDigits('transaction', { length: 23 })}`
  payment.state = 'SUCCESS'
  payment.openid = openid
  payment.paidAt = paidAt ?? clock.now()
  payment.feeFen = feeOf(payment.totalFen)
  world.payments.put(payment)
  bookPayment(context, payment, { frozen: context.settings.shipping.managed })
  touch()
  return 'paid'
}
