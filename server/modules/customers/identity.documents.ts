import type { Id } from '../../platform/ids/index.js'
import type { EvidenceKind } from './facts.domain.js'
import type { IdentifierKey, IdentifierType } from './identifier.domain.js'
import type { Counters, ProfileTally } from './identity-tally.domain.js'
import type { Run } from './link-runs.domain.js'
import type { StoredLink } from './links.domain.js'
import type { PhonePart } from './phone-parts.domain.js'
import type { Strength } from './strength.domain.js'

/** What the collections of identity hold. */

/** `identifiers`: one document per key, with its owner and its counters. */
export type IdentifierDocument = Counters & {
  _id: IdentifierKey
  type: IdentifierType
  scope: string
  /** In clear; a phone encrypted. */
  value: string
  phoneTail?: string
  /** `tail:6021` or `member:sy20318846`, for the quick search. */
  searchKey?: string
  /** Null while only mentioned: evidence, but nobody's yet. */
  ownerId: Id<'cus'> | null
  /** Do facts hang on it? */
  isCarrier: boolean
  /** How many links end here; with the owner and `words` the guard of every decision about it. */
  degree: number
  /** How often operators have spoken of it; only grows. */
  words?: number
  /** A phone that is judged by epochs. */
  isMoved?: boolean
  /** A phone or card that several claim: it joins nobody. */
  isShared?: boolean
  /**
   * Of a phone whose facts are not all its owner's: whose they are, by time. `turn` grows with everything that is decided
   * about it: whoever decides beside somebody else looks again.
   */
  epochs?: { turn: number; parts: PhonePart[] }
  /** Of a phone: when there were facts of it alone. */
  factRuns?: Run[]
  strength: Strength
  source: string
  firstSeenAt: Date
  lastSeenAt: Date
  firstPaidAt?: Date
  lastPaidAt?: Date
  /** What was told with it, the newest of each. */
  profile?: ProfileTally
}

/** `customers`: the result of resolution. Facts are not here: they carry identifier keys. */
export type CustomerDocument = Counters & {
  _id: Id<'cus'>
  state: 'living' | 'merged' | 'empty'
  founderKey: IdentifierKey
  identifierCount: number
  /** Grows when identifiers come or go, or something is decided beside it; guards merges. */
  version: number
  /** Swallowed on the last day on which it swallowed somebody. */
  merges?: { day: string; count: number }
  createdAt: Date
  firstSeenAt: Date
  lastSeenAt: Date
  firstPaidAt?: Date
  lastPaidAt?: Date
  name?: string
  nameAt?: Date
  avatar?: string
  avatarAt?: Date
  gender?: 'male' | 'female'
  genderAt?: Date
  /** Characters and pairs of characters of the name, for the quick search. */
  nameKeys: string[]
}

/** `evidence`: one document per observation of two or more identifiers. Never changed. */
export type EvidenceDocument = {
  _id: string
  kind: EvidenceKind
  source: string
  /** Was the speaker trusted then? */
  isTrusted: boolean
  eventId: string
  occurredAt: Date
  recordedAt: Date
  actor?: string
  identifiers: { key: IdentifierKey; strength: Strength }[]
}

type EventCause = { eventId: string; source: string; kind: EvidenceKind }

/**
 * An operator has said something, has taken it back, has let a difference through that waited, or has applied other rules
 * to everybody.
 */
export type OperatorCause = {
  source: 'operator'
  kind: 'decided' | 'undone' | 'let-through' | 'rules'
  /** The first of those that were said in one breath. */
  decisionId?: Id<'dec'>
  actor: { operatorId: string; name: string }
  reason: string
}

/** `identity_history`: every merge and split with its cause. Holds customer ids because it tells about customers themselves. */
export type HistoryDocument = {
  _id: string
  kind: 'merge' | 'split'
  at: Date
  /** Everybody who lost or got something. */
  customerIds: Id<'cus'>[]
  /** Customers that went into another one. */
  merged: Id<'cus'>[]
  /** Customers that lost identifiers and go on. */
  split: Id<'cus'>[]
  moves: { key: IdentifierKey; from: Id<'cus'> | null; to: Id<'cus'> | null }[]
  cause: EventCause | OperatorCause
  rulesVersion: string
}

/** `links`: one document per pair, kind and source; kept with the evidence, rebuilt by audit. */
export type LinkDocument = StoredLink
