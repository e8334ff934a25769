import type { mongo } from 'mongoose'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { newTimes, timeChanges } from './identifier-operations.js'
import type { CustomerDocument } from './identity.documents.js'
import type { GatheredIdentity } from './identity-gather.repository.js'
import { customerOf, survivorOf, type KnownCustomer } from './identity-state.domain.js'
import {
  joinTallies,
  type BatchTally,
  type CustomerTally,
  type ProfileTally,
} from './identity-tally.domain.js'
import { nameKeysOf } from './search-keys.domain.js'

type Operation = mongo.AnyBulkWriteOperation<CustomerDocument>

/** Stored customers that went into another one. */
export function losersOf({ state, customers }: GatheredIdentity): Id<'cus'>[] {
  return [...customers.keys()].filter((id) => survivorOf(state, id) !== id)
}

/**
 * One write per customer that was founded, added to or merged; each must match. Who got identifiers, or lost all of them,
 * is guarded by the version that was read. `losers`: as they are now, in the transaction.
 */
export function customerOperations(
  { customers: tallies }: BatchTally,
  gathered: GatheredIdentity,
  losers: readonly CustomerDocument[],
): Operation[] {
  const sums = withLosers(tallies, gathered, losers)
  const merged = losers.map(({ _id }): Operation => {
    const zero = { ordersPaid: 0, paidFen: 0, refundedFen: 0, identifierCount: 0 }
    const update = { $set: { state: 'merged' as const, ...zero }, $inc: { version: 1 } }
    return { updateOne: { filter: asRead(_id, gathered), update } }
  })
  const living = [...sums].map(([id, tally]): Operation => {
    const known = gathered.state.customers.get(id)
    if (known !== undefined && !gathered.customers.has(id)) {
      return { insertOne: { document: newCustomer(known, tally) } }
    }
    return { updateOne: customerUpdate(id, { tally, known, gathered }) }
  })
  return [...merged, ...living]
}

/** What a loser had is added to what its survivor gets. */
function withLosers(
  tallies: ReadonlyMap<Id<'cus'>, CustomerTally>,
  { state }: GatheredIdentity,
  losers: readonly CustomerDocument[],
): Map<Id<'cus'>, CustomerTally> {
  const sums = new Map(tallies)
  for (const loser of losers) {
    const survivorId = survivorOf(state, loser._id)
    const own = sums.get(survivorId)
    const theirs = tallyOfDocument(loser)
    // The loser first: on a tie of profiles the batch, which came later, wins.
    sums.set(survivorId, own === undefined ? theirs : joinTallies(theirs, own))
  }
  return sums
}

function tallyOfDocument(document: CustomerDocument): CustomerTally {
  const { ordersPaid, paidFen, refundedFen, firstSeenAt, lastSeenAt } = document
  const { firstPaidAt, lastPaidAt, name, nameAt, avatar, avatarAt, gender, genderAt } = document
  const isPaid = firstPaidAt !== undefined && lastPaidAt !== undefined
  return {
    counters: { ordersPaid, paidFen, refundedFen },
    seen: { first: firstSeenAt, last: lastSeenAt },
    paid: isPaid ? { first: firstPaidAt, last: lastPaidAt } : null,
    profile: {
      ...(name !== undefined && nameAt !== undefined && { name: { value: name, at: nameAt } }),
      ...(avatar !== undefined &&
        avatarAt !== undefined && { avatar: { value: avatar, at: avatarAt } }),
      ...(gender !== undefined &&
        genderAt !== undefined && { gender: { value: gender, at: genderAt } }),
    },
  }
}

function newCustomer(known: KnownCustomer, tally: CustomerTally): CustomerDocument {
  const { customerId, founderKey, createdAt, identifierCount } = known
  const { name, avatar, gender } = tally.profile
  return {
    _id: customerId,
    state: 'living',
    founderKey,
    identifierCount,
    version: 1,
    createdAt,
    ...tally.counters,
    ...newTimes(tally),
    ...(name === undefined ? {} : { name: name.value, nameAt: name.at }),
    ...(avatar === undefined ? {} : { avatar: avatar.value, avatarAt: avatar.at }),
    ...(gender === undefined ? {} : { gender: gender.value, genderAt: gender.at }),
    nameKeys: nameKeysOf(name?.value),
  }
}

type UpdateParts = Readonly<{
  tally: CustomerTally
  known: KnownCustomer | undefined
  gathered: GatheredIdentity
}>

function customerUpdate(id: Id<'cus'>, { tally, known, gathered }: UpdateParts) {
  const before = gathered.customers.get(id)
  // Not even read: its identifier's guard says that it is still the owner.
  const hasNewIdentifiers = known !== undefined && known.identifierCount !== before?.identifierCount
  const { counters } = tally
  return hasNewIdentifiers
    ? {
        filter: asRead(id, gathered),
        update: {
          $set: { founderKey: customerOf(gathered.state, id).founderKey },
          $inc: {
            ...counters,
            version: 1,
            identifierCount: known.identifierCount - (before?.identifierCount ?? 0),
          },
          ...timeChanges(tally),
        },
      }
    : { filter: { _id: id }, update: { $inc: counters, ...timeChanges(tally) } }
}

function asRead(_id: Id<'cus'>, { customers }: GatheredIdentity) {
  const before = customers.get(_id)
  invariant(before !== undefined, 'who is merged or added to was read')
  return { _id, state: 'living' as const, version: before.version }
}

/** Names, avatars and genders of stored customers; an older one that arrives late matches nothing. */
export function profileOperations(
  { customers: tallies }: BatchTally,
  gathered: GatheredIdentity,
  losers: readonly CustomerDocument[],
): Operation[] {
  const stored = [...withLosers(tallies, gathered, losers)].filter(
    ([id]) => gathered.customers.has(id) || !gathered.state.customers.has(id),
  )
  return stored.flatMap(([id, { profile }]) => profileUpdates(id, profile))
}

function profileUpdates(_id: Id<'cus'>, profile: ProfileTally): Operation[] {
  return (['name', 'avatar', 'gender'] as const).flatMap((field): Operation[] => {
    const given = profile[field]
    if (given === undefined) {
      return []
    }
    const at = `${field}At` as const
    const isNewer = { $or: [{ [at]: { $exists: false } }, { [at]: { $lte: given.at } }] }
    const keys = field === 'name' ? { nameKeys: nameKeysOf(given.value) } : {}
    const $set = { [field]: given.value, [at]: given.at, ...keys }
    return [{ updateOne: { filter: { _id, ...isNewer }, update: { $set } } }]
  })
}
