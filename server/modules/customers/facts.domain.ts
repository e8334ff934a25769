import type { BlockedIdentifier } from './blocked/blocked.domain.js'
import type { SeenIdentifier, IdentifierKey } from './identifier.domain.js'

/** What was observed when identifiers were seen together (identity.md 1, evidence). */
export type EvidenceKind =
  /** Our own calls to WeChat: log-in of the mini-program, contact as WeCom shows it, phone as WeChat gave it. */
  | 'mini-login'
  | 'external-contact'
  | 'phone-authorised'
  /** A code sent to the phone and given back to staff; a member of a customer group; an id WeCom converted. */
  | 'phone-checked'
  | 'group-member'
  | 'id-converted'
  /** A phone that staff wrote into the remark of a contact: a sighting. */
  | 'staff-remark'
  /** Said by another system in an open API event. */
  | 'open-event'
  /** Said by a line of an imported file; `source` names the import. */
  | 'import'

export type TimelineGroup = 'orders' | 'mini' | 'wecom' | 'service'

export type NewTimelineEntry = Readonly<{
  /** One entry per customer and event: the key of the event, or with a suffix where one event tells two things. */
  entryId: string
  /** As the sender calls the event. */
  eventId: string
  at: Date
  type: string
  source: string
  group: TimelineGroup
  /** Chinese, one line; never holds a phone number. */
  summary: string
  data: Readonly<Record<string, unknown>>
  /** On a phone: the entry is whose the phone was then, as a refund goes with its order; without: whose it was `at`. */
  heldAt?: Date
  /** What the entry adds to the net revenue of its day; negative for a refund. */
  netFen?: number
}>

/** Added to the identifier and to its customer with the event; equal to a full recompute at any time. */
export type CounterChange = Readonly<{
  ordersPaid?: number
  paidFen?: number
  refundedFen?: number
  /** Event time of a paid order: moves `firstPaidAt` and `lastPaidAt`. */
  paidAt?: Date
}>

/** Newest by event time wins. */
export type Profile = Readonly<{ name?: string; avatar?: string; gender?: 'male' | 'female' }>

/** What an event says about a customer. Steps of other modules hand it to the customers' step, which comes last. */
export type CustomerFact = Readonly<{
  /** Everything that the event showed of one person; the carrier owns timeline and counters. */
  seen: readonly SeenIdentifier[]
  /** Values that the event named and that are nobody's: never identifiers, but counted. */
  blocked?: readonly BlockedIdentifier[]
  /** What the fact is about; who keeps it is told when the fact finds its owner late. */
  about?: Readonly<{ type: string; id: string }>
  /** Facts without owner are counted for store and day. */
  storeCode?: string
  kind: EvidenceKind
  /** Was the key trusted that brought it (contract.md 4)? Rules may say otherwise of its source; our own calls always are. */
  isTrusted: boolean
  at: Date
  source: string
  actor?: string
  profile?: Profile
  timeline?: readonly NewTimelineEntry[]
  counters?: CounterChange
}>

/** Does anything stay of it? Else it was only seen. */
export const isFact = ({ timeline = [], counters }: CustomerFact): boolean =>
  timeline.length > 0 || counters !== undefined

/** A fact for an identifier that is known already; from outbox subscribers of modules above. */
export type RecordedFact = Readonly<{
  identifierKey: IdentifierKey
  timeline: readonly NewTimelineEntry[]
  counters?: CounterChange
}>

/** What we did for somebody who is known already: it is on their timeline, and nobody was seen by it. */
export type Deed = Readonly<{ identifierKey: IdentifierKey; entry: NewTimelineEntry }>
