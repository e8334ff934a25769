import type { mongo } from 'mongoose'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { newTimes, timeChanges } from './identifier-operations.js'
import type { CustomerDocument } from './identity.documents.js'
import {
  emptyTally,
  PROFILE_FIELDS,
  type BatchTally,
  type ProfileTally,
  type Tally,
} from './identity-tally.domain.js'
import type { CustomerSums } from './owner-sums.domain.js'
import type { GatheredWorld } from './resolution/gather-world.repository.js'
import type { WorldCustomer } from './resolution/world.domain.js'
import { nameKeysOf } from './search-keys.domain.js'

type Operation = mongo.AnyBulkWriteOperation<CustomerDocument>

/** What a batch does to customers. */
export type CustomerChanges = Readonly<{
  tally: BatchTally
  gathered: GatheredWorld
  /** Customers that stored identifiers left or came to: their sums are made anew. */
  regrouped: ReadonlySet<Id<'cus'>>
  /** Customers beside which something was decided: nobody may have changed them meanwhile. */
  touched: ReadonlySet<Id<'cus'>>
  /** What the regrouped add up to now, in the transaction. */
  made: ReadonlyMap<Id<'cus'>, CustomerSums>
}>

/** One write per customer that was founded, added to, merged, split or looked at; each must match. */
export function customerOperations(changes: CustomerChanges): Operation[] {
  const { tally, gathered, regrouped, touched } = changes
  const ids = new Set([...regrouped, ...touched, ...tally.customers.keys()])
  const countsAfter = countsOf(gathered.world.identifiers.values())
  const countsBefore = countsOf(gathered.identifiers.values())
  return [...ids].map((id): Operation => {
    const after = gathered.world.customers.get(id)
    const before = gathered.customers.get(id)
    const sums = tally.customers.get(id) ?? emptyTally()
    if (after === undefined) {
      // Not even read: its identifier's guard says that it is still the owner.
      invariant(!regrouped.has(id), 'who is regrouped was read or is new')
      return { updateOne: { filter: { _id: id }, update: additions(sums) } }
    }
    if (regrouped.has(id)) {
      return regroup(after, before, changes)
    }
    const count = countsAfter.get(id) ?? 0
    if (before === undefined) {
      return { insertOne: { document: documentOf(after, { ...sums, count }) } }
    }
    const grown = count - (countsBefore.get(id) ?? 0)
    return {
      updateOne: {
        filter: asRead(before),
        update: {
          ...additions(sums),
          $set: { founderKey: after.founderKey },
          $inc: { ...sums.counters, version: 1, identifierCount: grown },
        },
      },
    }
  })
}

/** The sums of a customer are those of its identifiers, whoever had them before. */
function regroup(
  after: WorldCustomer,
  before: CustomerDocument | undefined,
  { made }: CustomerChanges,
): Operation {
  const sums = made.get(after.customerId) ?? { ...emptyTally(), count: 0 }
  const hasNothing = sums.count === 0
  const document = documentOf(after, sums)
  if (before === undefined) {
    return { insertOne: { document } }
  }
  // Who has nothing any more keeps its times and its name: it is only an id that leads elsewhere.
  const { _id, version: _version, createdAt: _createdAt, ...values } = document
  const kept = hasNothing ? { ...zero, state: values.state, nameKeys: [] } : values
  const gone = hasNothing ? [] : optional.filter((field) => !(field in values))
  return {
    updateOne: {
      filter: asRead(before),
      update: {
        $set: kept,
        $inc: { version: 1 },
        ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((f) => [f, ''])) }),
      },
    },
  }
}

const zero = { ordersPaid: 0, paidFen: 0, refundedFen: 0, identifierCount: 0 }
const optional = [
  'firstPaidAt',
  'lastPaidAt',
  ...PROFILE_FIELDS.flatMap((field) => [field, `${field}At`]),
]

const additions = (sums: Tally) => ({ $inc: sums.counters, ...timeChanges(sums) })

function documentOf(
  { customerId, founderKey, state, createdAt, merges }: WorldCustomer,
  sums: Tally & { count: number },
): CustomerDocument {
  return {
    _id: customerId,
    state,
    founderKey,
    identifierCount: sums.count,
    version: 1,
    createdAt,
    ...(merges === null ? {} : { merges }),
    ...sums.counters,
    ...newTimes(sums),
    ...profileFields(sums.profile),
    nameKeys: nameKeysOf(sums.profile.name?.value),
  }
}

/** What a stored customer adds up to. */
export function tallyOfCustomer(customer: CustomerDocument): Tally {
  const { ordersPaid, paidFen, refundedFen, firstPaidAt, lastPaidAt } = customer
  const { name, nameAt, avatar, avatarAt } = customer
  return {
    counters: { ordersPaid, paidFen, refundedFen },
    seen: { first: customer.firstSeenAt, last: customer.lastSeenAt },
    paid:
      firstPaidAt === undefined || lastPaidAt === undefined
        ? null
        : { first: firstPaidAt, last: lastPaidAt },
    profile: {
      ...(name === undefined || nameAt === undefined ? {} : { name: { value: name, at: nameAt } }),
      ...(avatar === undefined || avatarAt === undefined
        ? {}
        : { avatar: { value: avatar, at: avatarAt } }),
    },
  }
}

const profileFields = ({ name, avatar, gender }: ProfileTally) => ({
  ...(name === undefined ? {} : { name: name.value, nameAt: name.at }),
  ...(avatar === undefined ? {} : { avatar: avatar.value, avatarAt: avatar.at }),
  ...(gender === undefined ? {} : { gender: gender.value, genderAt: gender.at }),
})

const asRead = ({ _id, version }: CustomerDocument) => ({ _id, version })

function countsOf(owned: Iterable<Readonly<{ ownerId: Id<'cus'> | null }>>) {
  const counts = new Map<Id<'cus'>, number>()
  for (const { ownerId } of owned) {
    if (ownerId !== null) {
      counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1)
    }
  }
  return counts
}

/** Names, avatars and genders of stored customers that keep their identifiers; an older one that arrives late matches nothing. */
export function profileOperations(
  { customers: tallies }: BatchTally,
  { customers, world }: GatheredWorld,
  regrouped: ReadonlySet<Id<'cus'>>,
): Operation[] {
  const isStored = (id: Id<'cus'>) => customers.has(id) || !world.customers.has(id)
  return [...tallies]
    .filter(([id]) => isStored(id) && !regrouped.has(id))
    .flatMap(([id, { profile }]) => profileUpdates(id, profile))
}

function profileUpdates(_id: Id<'cus'>, profile: ProfileTally): Operation[] {
  return PROFILE_FIELDS.flatMap((field): Operation[] => {
    const given = profile[field]
    if (given === undefined) {
      return []
    }
    const at = `${field}At` as const
    const isNewer = {
      $or: [
        { [at]: { $exists: false } },
        { [at]: { $lt: given.at } },
        { [at]: given.at, [field]: { $lte: given.value } },
      ],
    }
    const keys = field === 'name' ? { nameKeys: nameKeysOf(given.value) } : {}
    const $set = { [field]: given.value, [at]: given.at, ...keys }
    return [{ updateOne: { filter: { _id, ...isNewer }, update: { $set } } }]
  })
}
