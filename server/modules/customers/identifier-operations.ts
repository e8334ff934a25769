import type { mongo } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { IdentifierDocument } from './identity.documents.js'
import type { GatheredIdentity } from './identity-gather.repository.js'
import { ownerOf } from './identity-state.domain.js'
import type { BatchTally, IdentifierTally, Tally } from './identity-tally.domain.js'
import { searchKeyOf } from './search-keys.domain.js'
import { isStronger } from './strength.domain.js'

type Operation = mongo.AnyBulkWriteOperation<IdentifierDocument>

/**
 * One write per identifier that was seen or moved. Each is guarded by the owner that was read, so that all of them match
 * or somebody else was faster.
 */
export function identifierOperations(
  { identifiers: tallies }: BatchTally,
  { identifiers: stored, state }: GatheredIdentity,
): Operation[] {
  const seen = [...tallies].map(([key, tally]): Operation => {
    const before = stored.get(key)
    const ownerId = ownerOf(state, key)
    return before === undefined
      ? { insertOne: { document: newIdentifier(key, tally, ownerId) } }
      : { updateOne: identifierUpdate(before, tally, ownerId) }
  })
  const moved = [...stored.values()].flatMap(({ _id, ownerId: before }): Operation[] => {
    const ownerId = ownerOf(state, _id)
    return tallies.has(_id) || before === ownerId
      ? []
      : [{ updateOne: { filter: { _id, ownerId: before }, update: { $set: { ownerId } } } }]
  })
  return [...seen, ...moved]
}

function newIdentifier(
  key: IdentifierKey,
  tally: IdentifierTally,
  ownerId: Id<'cus'> | null,
): IdentifierDocument {
  const { shown, source, counters } = tally
  const { type, scope, value, phoneTail, strength } = shown
  const searchKey = searchKeyOf(shown)
  return {
    _id: key,
    type,
    scope,
    value,
    ...(phoneTail === undefined ? {} : { phoneTail }),
    ...(searchKey === undefined ? {} : { searchKey }),
    ownerId,
    strength,
    source,
    ...counters,
    ...newTimes(tally),
  }
}

function identifierUpdate(
  { _id, ownerId: before, strength }: IdentifierDocument,
  tally: IdentifierTally,
  ownerId: Id<'cus'> | null,
) {
  const shown = tally.shown.strength
  return {
    filter: { _id, ownerId: before },
    update: {
      $set: { ownerId, ...(isStronger(shown, strength) ? { strength: shown } : {}) },
      $inc: tally.counters,
      ...timeChanges(tally),
    },
  }
}

/** First and last times of a document that did not exist. */
export function newTimes({ seen, paid }: Tally) {
  const { first, last } = seen ?? { first: new Date(0), last: new Date(0) }
  return {
    firstSeenAt: first,
    lastSeenAt: last,
    ...(paid === null ? {} : { firstPaidAt: paid.first, lastPaidAt: paid.last }),
  }
}

/** `$min` and `$max` set a missing field, so first and last times need no read. */
export function timeChanges({ seen, paid }: Tally) {
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
