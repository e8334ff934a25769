import { z } from 'zod'
import { outboxEvent } from '../../../platform/outbox/index.js'
import type { IdentifierKey } from '../../customers/index.js'

/** A new contact may be greeted, once, within 20 s. The outbox stores the payload encrypted. */
export const WelcomeDue = outboxEvent(
  'welcome.due',
  z.object({
    welcomeCode: z.string(),
    userid: z.string(),
    externalUserid: z.string(),
    identifierKey: z.custom<IdentifierKey>((value) => typeof value === 'string'),
    /** Business time, like the two below. */
    happenedAt: z.coerce.date(),
    receivedAt: z.coerce.date(),
    expiresAt: z.coerce.date(),
    channelCodeId: z.string().optional(),
    customerName: z.string(),
    staffName: z.string(),
  }),
)
export type WelcomeDue = z.output<typeof WelcomeDue.schema>
