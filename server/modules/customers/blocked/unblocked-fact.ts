import { z } from 'zod'
import type { InboundEvent } from '../../../platform/pipeline/index.js'
import type { CustomerFact } from '../facts.domain.js'
import type { IdentifierReader } from '../identifier-reader.js'
import { IDENTIFIER_TYPES, type IdentifierKey } from '../identifier.domain.js'
import type { BlockedIdentifier } from './blocked.domain.js'

/** The event by which a fact without owner comes back once its value is taken off the list: the way of any other event. */
export const UNBLOCKED_SOURCE = 'unblocked'
export const FACT_UNBLOCKED = 'customer.fact-unblocked'

const identifierKey = z.custom<IdentifierKey>((value) => typeof value === 'string')
const Identifier = z.object({
  key: identifierKey,
  type: z.enum(IDENTIFIER_TYPES),
  scope: z.string(),
  value: z.string(),
  phoneTail: z.string().optional(),
  strength: z.enum(['proved', 'verified', 'suggested']),
})
const Entry = z.object({
  entryId: z.string(),
  eventId: z.string(),
  at: z.coerce.date(),
  type: z.string(),
  source: z.string(),
  group: z.enum(['orders', 'mini', 'wecom', 'service']),
  summary: z.string(),
  data: z.record(z.string(), z.unknown()),
  netFen: z.int().optional(),
})
const Counters = z.object({
  ordersPaid: z.int().optional(),
  paidFen: z.int().optional(),
  refundedFen: z.int().optional(),
  paidAt: z.coerce.date().optional(),
})

/** A fact as it is kept while it has no owner. */
export const KeptFact = z.object({
  kind: z.custom<CustomerFact['kind']>((value) => typeof value === 'string'),
  isTrusted: z.boolean(),
  at: z.coerce.date(),
  source: z.string(),
  actor: z.string().optional(),
  storeCode: z.string().optional(),
  about: z.object({ type: z.string(), id: z.string() }).optional(),
  /** The values that it named and that are on the list. */
  identifiers: z.array(Identifier).min(1),
  timeline: z.array(Entry).default([]),
  counters: Counters.optional(),
})
export type KeptFact = z.output<typeof KeptFact>

export const FactUnblocked = z.object({ factId: z.string(), fact: KeptFact })

/** Null for a fact that only names values by our own rules: those are never taken back. */
export function keptFactOf({ seen: _none, blocked = [], ...fact }: CustomerFact): KeptFact | null {
  const identifiers = blocked.flatMap(({ identifier }) => identifier ?? [])
  return identifiers.length === 0 ? null : KeptFact.parse({ ...fact, identifiers })
}

/** What is no longer on the list is seen; what still is stays blocked. */
export function unblockedFactOf(
  { data }: InboundEvent,
  reader: Pick<IdentifierReader, 'judge'>,
): CustomerFact {
  const { identifiers, ...fact } = FactUnblocked.parse(data).fact
  const readings = identifiers.map((identifier) => reader.judge(identifier))
  const blocked: readonly BlockedIdentifier[] = readings.flatMap((reading) => reading.blocked)
  return { ...fact, seen: readings.flatMap(({ seen }) => seen), blocked }
}
