import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { outboxEvent } from '../../platform/outbox/index.js'
import type { HolderKey } from './terms.domain.js'

const holderKey = z.custom<HolderKey>((value) => typeof value === 'string' && value.includes(':'))

/** A coupon that nobody has used ends soon: whoever sends messages may tell its customer, once. */
export const CouponEnding = outboxEvent(
  'coupon.ending',
  z.object({
    couponId: id('cpn'),
    identifierKey: holderKey,
    name: z.string(),
    endsAt: z.coerce.date(),
  }),
)
