import { z } from 'zod'
import { id } from '../../../platform/ids/index.js'
import { outboxEvent } from '../../../platform/outbox/index.js'
import { fen } from '../../../platform/wire/index.js'

const about = {
  refundId: id('rfd'),
  orderId: id('ord'),
  paymentId: id('pay'),
  reasonKey: z.string(),
  amountFen: fen,
  at: z.coerce.date(),
}

/** The customer has the money again. */
export const RefundSucceeded = outboxEvent(
  'refund.succeeded',
  z.object({
    ...about,
    /** Of one that was made on WeChat's own page: what of it comes from vouchers, which nobody has named. */
    unnamedVoucherFen: fen.optional(),
  }),
)
/** It could not be given back and waits for an operator; its amount is no longer reserved. */
export const RefundFailed = outboxEvent('refund.failed', z.object({ ...about, code: z.string() }))
