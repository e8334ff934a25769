import { z } from 'zod'
import { outboxEvent } from '../../platform/outbox/index.js'

const Affected = z.object({ identifierKeys: z.array(z.string()) })

/** Two customers turned out to be one. Facts stay with their identifiers; who holds guards or money re-checks. */
export const CustomerMerged = outboxEvent('customer.merged', Affected)

/** One customer turned out to be several. */
export const CustomerSplit = outboxEvent('customer.split', Affected)
