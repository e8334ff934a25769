import type { mongo } from 'mongoose'
import type { IdentifierKey } from './identifier.domain.js'
import type { IdentifierDocument } from './identity.documents.js'
import {
  emptyTally,
  isNewer,
  PROFILE_FIELDS,
  type BatchTally,
  type IdentifierTally,
  type ProfileTally,
  type Tally,
} from './identity-tally.domain.js'
import type { GatheredWorld } from './resolution/gather-world.repository.js'
import type { WorldIdentifier } from './resolution/world.domain.js'
import { searchKeyOf } from './search-keys.domain.js'
import { isStronger } from './strength.domain.js'

type Operation = mongo.AnyBulkWriteOperation<IdentifierDocument>

/**
 * One write per identifier that was seen or moved. Each is guarded by the owner and the links that were read, so that all
 * of them match or somebody else was faster.
 */
export function identifierOperations(
  { identifiers: tallies }: BatchTally,
  { identifiers: stored, world }: GatheredWorld,
  {
    spokenOf = [],
    resolved,
  }: Readonly<{
    spokenOf?: readonly IdentifierKey[] | undefined
    /** Everything whose owner was decided. */
    resolved: ReadonlySet<IdentifierKey>
  }>,
): Operation[] {
  const spoken = new Set(spokenOf)
  const changed = [...world.identifiers.values()].filter((after) => {
    const { key } = after
    const before = stored.get(key)
    const isKnown = before !== undefined
    const isTurned = isKnown && resolved.has(key) && isParted(before, after)
    return (
      tallies.has(key) || isTurned || (isKnown && (spoken.has(key) || isChanged(before, after)))
    )
  })
  return changed.flatMap((after): Operation[] => {
    const before = stored.get(after.key)
    const tally = tallies.get(after.key)
    if (before !== undefined) {
      const saying = spoken.has(after.key) ? 1 : 0
      const change = { before, after, saying, isResolved: resolved.has(after.key) } as const
      return [{ updateOne: identifierUpdate(change, tally ?? emptyTally()) }]
    }
    return tally === undefined ? [] : [{ insertOne: { document: newIdentifier(after, tally) } }]
  })
}

/** Kept while they are so. */
const MARKS = ['isMoved', 'isShared'] as const

type Before = Partial<IdentifierDocument> & Pick<IdentifierDocument, 'ownerId'>

/** `degree` is missing where the version before wrote it. */
const isChanged = (before: Before, after: Omit<WorldIdentifier, 'key'>): boolean =>
  before.ownerId !== after.ownerId ||
  MARKS.some((mark) => (before[mark] ?? false) !== after[mark]) ||
  (before.degree ?? 0) !== after.degree

/** Has or had it several holders? Whatever is decided around it is decided one after the other. */
const isParted = ({ epochs }: Before, { parts }: Pick<WorldIdentifier, 'parts'>): boolean =>
  parts.length > 0 || (epochs?.parts.length ?? 0) > 0

function newIdentifier(after: WorldIdentifier, tally: IdentifierTally): IdentifierDocument {
  const { shown, source, counters, profile } = tally
  const { type, scope, value, phoneTail, strength } = shown
  const searchKey = searchKeyOf(shown)
  return {
    _id: after.key,
    type,
    scope,
    value,
    ...(phoneTail === undefined ? {} : { phoneTail }),
    ...(searchKey === undefined ? {} : { searchKey }),
    ...stateOf(after),
    ...(type === 'phone' ? { factRuns: [...after.factRuns] } : {}),
    ...(after.parts.length === 0 ? {} : { epochs: { turn: 1, parts: [...after.parts] } }),
    degree: after.degree,
    strength,
    source,
    ...counters,
    ...newTimes(tally),
    ...(Object.keys(profile).length === 0 ? {} : { profile }),
  }
}

const stateOf = (after: WorldIdentifier) => ({
  ownerId: after.ownerId,
  isCarrier: after.isCarrier,
  ...(after.isMoved ? { isMoved: true } : {}),
  ...(after.isShared ? { isShared: true } : {}),
})

type Change = Readonly<{
  before: IdentifierDocument
  after: WorldIdentifier
  /** How many words an operator says about it. */
  saying: 0 | 1
  isResolved: boolean
}>

function identifierUpdate(
  { before, after, saying, isResolved }: Change,
  tally: Tally & { shown?: IdentifierTally['shown'] },
) {
  const { _id, ownerId, strength } = before
  // missing where the version before wrote it
  const degree = (before as Partial<IdentifierDocument>).degree
  const shown = tally.shown?.strength
  const isSurer = shown !== undefined && isStronger(shown, strength)
  const profile = newFields(before, tally.profile)
  const over = MARKS.filter((mark) => before[mark] === true && !after[mark])
  const values = Object.fromEntries(
    Object.entries(profile).map(([field, told]) => [`profile.${field}`, told]),
  )
  return {
    filter: {
      ...{ _id, ownerId, degree: degree ?? missing, words: before.words ?? missing },
      ...asRead(before, profile),
      ...phoneAsRead(before, after),
    },
    update: {
      $set: {
        ...stateOf(after),
        ...(isSurer ? { strength: shown } : {}),
        ...values,
        ...(before.type === 'phone' ? { factRuns: [...after.factRuns] } : {}),
        ...(isResolved && isParted(before, after)
          ? { epochs: { turn: (before.epochs?.turn ?? 0) + 1, parts: [...after.parts] } }
          : {}),
      },
      $inc: {
        ...tally.counters,
        degree: after.degree - (degree ?? 0),
        ...(saying === 0 ? {} : { words: saying }),
      },
      ...timeChanges(tally),
      ...(over.length === 0
        ? {}
        : { $unset: Object.fromEntries(over.map((mark) => [mark, '' as const])) }),
    },
  }
}

function newFields({ profile: before = {} }: IdentifierDocument, told: ProfileTally): ProfileTally {
  return Object.fromEntries(
    PROFILE_FIELDS.flatMap((field) => {
      const [old, young] = [before[field], told[field]]
      return young === undefined || (old !== undefined && isNewer(old, young))
        ? []
        : [[field, young]]
    }),
  )
}

const missing = { $exists: false } as const

/** Whose its facts are was decided on the epochs that were read, and on when there were facts. */
const phoneAsRead = (before: IdentifierDocument, after: WorldIdentifier) =>
  before.type === 'phone'
    ? { 'epochs.turn': before.epochs?.turn ?? missing, factRuns: before.factRuns ?? missing }
    : {}

/** A newer name that came in between must not be written over. */
const asRead = ({ profile: before = {} }: IdentifierDocument, changed: ProfileTally) =>
  Object.fromEntries(
    PROFILE_FIELDS.flatMap((field) =>
      changed[field] === undefined
        ? []
        : [[`profile.${field}.at`, before[field]?.at ?? { $exists: false }]],
    ),
  )

/** First and last times of a document that did not exist. */
export function newTimes({ seen, paid }: Pick<Tally, 'seen' | 'paid'>) {
  const { first, last } = seen ?? { first: new Date(0), last: new Date(0) }
  return {
    firstSeenAt: first,
    lastSeenAt: last,
    ...(paid === null ? {} : { firstPaidAt: paid.first, lastPaidAt: paid.last }),
  }
}

/** `$min` and `$max` set a missing field, so first and last times need no read. */
export function timeChanges({ seen, paid }: Pick<Tally, 'seen' | 'paid'>) {
  return {
    $min: {
      ...(seen === null ? {} : { firstSeenAt: seen.first }),
      ...(paid === null ? {} : { firstPaidAt: paid.first }),
    },
    $max: {
      ...(seen === null ? {} : { lastSeenAt: seen.last }),
      ...(paid === null ? {} : { lastPaidAt: paid.last }),
    },
  }
}

/** What an identifier brings to its customer. */
export function tallyOfIdentifier(document: IdentifierDocument): Tally {
  const { ordersPaid, paidFen, refundedFen, firstSeenAt, lastSeenAt, profile = {} } = document
  const { firstPaidAt, lastPaidAt } = document
  const isPaid = firstPaidAt !== undefined && lastPaidAt !== undefined
  return {
    counters: { ordersPaid, paidFen, refundedFen },
    seen: { first: firstSeenAt, last: lastSeenAt },
    paid: isPaid ? { first: firstPaidAt, last: lastPaidAt } : null,
    profile,
  }
}
