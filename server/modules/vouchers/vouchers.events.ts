import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { outboxEvent } from '../../platform/outbox/index.js'
import { fen } from '../../platform/wire/index.js'
import type { HolderKey } from './voucher.domain.js'

const holderKey = z.custom<HolderKey>((value) => typeof value === 'string' && value.includes(':'))
const about = {
  voucherId: id('vch'),
  orderId: id('ord'),
  identifierKey: holderKey,
  name: z.string(),
  at: z.coerce.date(),
}

/** Something for the customer's timeline; `cause`: what tells it apart from the voucher's other moments of the kind. */
export const VoucherNoted = outboxEvent(
  'voucher.noted',
  z.object({
    ...about,
    what: z.enum(['redeemed', 'redemption-undone', 'given', 'received', 'lapsed']),
    cause: z.string(),
    amountFen: fen,
    usesLeft: z.int().min(0),
    storeCode: z.string().optional(),
  }),
)

/** Every use of a voucher is gone, or its money is back, or it lapsed. */
export const VoucherEnded = outboxEvent(
  'voucher.ended',
  z.object({ voucherId: id('vch'), orderId: id('ord'), at: z.coerce.date() }),
)

/** A friend has taken it: one hop of the share chain. */
export const VoucherGiven = outboxEvent(
  'voucher.given',
  z.object({ ...about, giverKey: holderKey }),
)

/** It ends in a week and is not used up; for whoever sends messages. */
export const VoucherEndsSoon = outboxEvent(
  'voucher.ends-soon',
  z.object({ ...about, validTo: z.coerce.date(), atExpiry: z.enum(['refund', 'lapse']) }),
)
