import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { outboxEvent } from '../../platform/outbox/index.js'
import { fen } from '../../platform/wire/index.js'

const Paid = z.object({
  paymentId: id('pay'),
  orderId: id('ord'),
  transactionId: z.string(),
  amountFen: fen,
  paidAt: z.coerce.date(),
})

/** The money is there and the payment was open: the order is paid. */
export const PaymentSucceeded = outboxEvent('payment.succeeded', Paid)
/** The money is there and the payment was closed: revive or refund, never neither, never both. */
export const PaymentPaidLate = outboxEvent('payment.paid-late', Paid)
