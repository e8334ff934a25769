import type { Id } from '../../platform/ids/index.js'
import type { EvidenceKind } from './facts.domain.js'
import type { IdentifierKey, IdentifierType } from './identifier.domain.js'
import type { Counters } from './identity-tally.domain.js'
import type { StoredLink } from './links.domain.js'
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
  strength: Strength
  source: string
  firstSeenAt: Date
  lastSeenAt: Date
  firstPaidAt?: Date
  lastPaidAt?: Date
}

/** `customers`: the result of resolution. Facts are not here: they carry identifier keys. */
export type CustomerDocument = Counters & {
  _id: Id<'cus'>
  state: 'living' | 'merged' | 'empty'
  founderKey: IdentifierKey
  identifierCount: number
  /** Grows when identifiers come or go; guards merges. */
  version: number
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
  eventId: string
  occurredAt: Date
  recordedAt: Date
  actor?: string
  identifiers: { key: IdentifierKey; strength: Strength }[]
}

/** `identity_history`: every merge with its cause. Holds customer ids because it tells about customers themselves. */
export type HistoryDocument = {
  _id: string
  kind: 'merge'
  at: Date
  survivorId: Id<'cus'>
  loserId: Id<'cus'>
  cause: { eventId: string; source: string; kind: EvidenceKind }
  movedIdentifiers: IdentifierKey[]
}

/** `links`: one document per pair, kind and source; kept with the evidence, rebuilt by audit. */
export type LinkDocument = StoredLink
