import type { Context } from '../context.js'
import type { Payment } from '../world/model.js'
import { bookPayment, feeOf } from './funds.js'

export type PayOutcome = 'paid' | 'already-paid' | 'closed' | 'expired' | 'payer-unknown'

/** The person confirms. Money moves once; a closed or expired order cannot be paid. */
export function pay(
  context: Context,
  payment: Payment,
  { payerOpenid }: { payerOpenid: string | null },
): PayOutcome {
  const { world, clock, touch } = context
  if (payment.state === 'SUCCESS') {
    return 'already-paid'
  }
  if (payment.state === 'CLOSED') {
    return 'closed'
  }
  if (payment.expiresAt !== null && clock.now() >= payment.expiresAt) {
    return 'expired'
  }
  const openid = payment.openid ?? payerOpenid
  if (openid === null) {
    return 'payer-unknown'
  }
  // transactionId is an index: the row is put again once it has one.
  payment.transactionId = `42000${world.mintDigits('transaction', { length: 23 })}`
  payment.state = 'SUCCESS'
  payment.openid = openid
  payment.paidAt = clock.now()
  payment.feeFen = feeOf(payment.totalFen)
  world.payments.put(payment)
  bookPayment(context, payment)
  touch()
  return 'paid'
}
