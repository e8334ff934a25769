import { z } from 'zod'
import { outboxEvent } from '../../platform/outbox/index.js'
import type { IdentifierKey } from './identifier.domain.js'

const Affected = z.object({ identifierKeys: z.array(z.string()) })

/** Two customers turned out to be one. Facts stay with their identifiers; who holds guards or money re-checks. */
export const CustomerMerged = outboxEvent('customer.merged', Affected)

/** One customer turned out to be several. */
export const CustomerSplit = outboxEvent('customer.split', Affected)
/**
 * Facts of a phone are other people's by time, though it may be nobody's as before: the phone, whoever had it and whoever
 * has it by these identifiers. Who holds guards or money re-checks as after a merge or split.
 */
export const CustomerFactsMoved = outboxEvent('customer.facts-moved', Affected)

/** A fact that was kept without owner has one now: who keeps what it is about writes the owner down. */
export const FactAttached = outboxEvent(
  'customer.fact-attached',
  z.object({
    identifierKey: z.custom<IdentifierKey>((value) => typeof value === 'string'),
    about: z.object({ type: z.string(), id: z.string() }),
  }),
)
