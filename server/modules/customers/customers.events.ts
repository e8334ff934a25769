import { z } from 'zod'
import { outboxEvent } from '../../platform/outbox/index.js'

/** Two customers turned out to be one. Facts stay with their identifiers; who holds guards or money re-checks. */
export const CustomerMerged = outboxEvent(
  'customer.merged',
  z.object({ identifierKeys: z.array(z.string()) }),
)
