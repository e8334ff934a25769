import type { Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import type { PartedPhone } from './fact-scope.domain.js'
import { tallyOfIdentifier } from './identifier-operations.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import type { Tally } from './identity-tally.domain.js'
import { noSums, sumsOfOwners, type CustomerSums, type PhoneSlice } from './owner-sums.domain.js'
import { holderFrom } from './phone-parts.domain.js'
import { timelineCollection } from './timeline.model.js'

type PartRow = Readonly<{
  /** `key index`; null for what lies in none. */
  _id: string | null
  ordersPaid: number
  paidFen: number
  refundedFen: number
  firstAt: Date
  lastAt: Date
  firstPaidAt: Date | null
  lastPaidAt: Date | null
}>

/**
 * What customers add up to, read in the caller's transaction after its own writes: what their identifiers bring, and of
 * phones that were different people's the facts of their times. `phones`: all of those that may be theirs; without, they
 * are looked up.
 */
export async function customerSums(
  db: Db,
  ids: readonly Id<'cus'>[],
  { tx: session, phones }: Readonly<{ tx: Tx; phones?: readonly PartedPhone[] }>,
): Promise<Map<Id<'cus'>, CustomerSums>> {
  const { identifiers } = identityCollections(db)
  const theirs = await identifiers.find({ ownerId: { $in: [...ids] } }, { session }).toArray()
  const owners = new Map(theirs.map(({ _id, ownerId }) => [_id, ownerId]))
  const known = phones ?? [
    ...partedAmong(theirs),
    ...(await hadBy(db, [...owners.keys()], session)),
  ]
  // a phone may be found as theirs and as one that they had: its facts count once
  const parted = new Map(known.map(({ key, parts }) => [key, parts]))
  const concerned = [...parted]
    .map(([key, parts]) => ({ key, parts }))
    .filter(({ parts, key }) => parts.some(({ holder }) => owners.has(holder ?? key)))
  const sums = sumsOfOwners(
    {
      identifiers: theirs.map((one) => ({ key: one._id, tally: tallyOfIdentifier(one) })),
      sliced: new Set(parted.keys()),
      slices: await slicesOf(db, concerned, { session }),
    },
    {
      ownerOf: (key) => owners.get(key),
      holderOf: ({ key, from }) => holderFrom(parted.get(key) ?? [], from),
    },
  )
  return new Map(ids.map((id) => [id, sums.get(id) ?? noSums()]))
}

export const partedAmong = (documents: readonly IdentifierDocument[]): PartedPhone[] =>
  documents.flatMap(({ _id: key, epochs }) =>
    epochs === undefined || epochs.parts.length === 0 ? [] : [{ key, parts: epochs.parts }],
  )

/** Phones that one of these had for a time. */
export async function hadBy(
  db: Db,
  keys: readonly IdentifierKey[],
  session?: Tx,
): Promise<PartedPhone[]> {
  const { identifiers } = identityCollections(db)
  const had = { 'epochs.parts.holder': { $in: [...keys] } }
  const options = session === undefined ? {} : { session }
  return keys.length === 0 ? [] : partedAmong(await identifiers.find(had, options).toArray())
}

const partName = (key: IdentifierKey, index: number): string => `${key} ${index}`

/** What there was of these phones alone, within each of the parts. */
export async function slicesOf(
  db: Db,
  phones: readonly PartedPhone[],
  options: Readonly<{ session?: Tx; maxTimeMS?: number }>,
): Promise<PhoneSlice[]> {
  if (phones.length === 0) {
    return []
  }
  const branches = phones.flatMap(({ key, parts }) =>
    parts.map(({ from, until }, index) => ({
      case: {
        $and: [
          { $eq: ['$identifierKey', key] },
          ...(from === null ? [] : [{ $gte: ['$moment', from] }]),
          ...(until === null ? [] : [{ $lt: ['$moment', until] }]),
        ],
      },
      then: partName(key, index),
    })),
  )
  const isPaid = { $eq: ['$type', 'order.paid'] }
  const net = { $ifNull: ['$netFen', 0] }
  const paidAt = { $cond: [isPaid, '$at', null] }
  const rows = await timelineCollection(db)
    .aggregate<PartRow>(
      [
        { $match: { identifierKey: { $in: phones.map(({ key }) => key) } } },
        { $set: { moment: { $ifNull: ['$heldAt', '$at'] } } },
        {
          $group: {
            _id: { $switch: { branches, default: null } },
            ordersPaid: { $sum: { $cond: [isPaid, 1, 0] } },
            paidFen: { $sum: { $max: [net, 0] } },
            refundedFen: { $sum: { $max: [{ $multiply: [net, -1] }, 0] } },
            firstAt: { $min: '$at' },
            lastAt: { $max: '$at' },
            firstPaidAt: { $min: paidAt },
            lastPaidAt: { $max: paidAt },
          },
        },
      ],
      { ...options },
    )
    .toArray()
  const tallies = new Map(rows.map((row) => [row._id, tallyOfRow(row)]))
  return phones.flatMap(({ key, parts }) =>
    parts.flatMap(({ from }, index): PhoneSlice[] => {
      const tally = tallies.get(partName(key, index))
      return tally === undefined ? [] : [{ key, from, tally }]
    }),
  )
}

const tallyOfRow = ({ ordersPaid, paidFen, refundedFen, ...times }: PartRow): Tally => ({
  counters: { ordersPaid, paidFen, refundedFen },
  seen: { first: times.firstAt, last: times.lastAt },
  paid:
    times.firstPaidAt === null || times.lastPaidAt === null
      ? null
      : { first: times.firstPaidAt, last: times.lastPaidAt },
  profile: {},
})

/**
 * Makes the sums anew of everybody who owns one of these identifiers or had one of these phones, in the caller's transaction.
 */
export const recountOwners =
  (db: Db) =>
  async (touched: readonly IdentifierDocument[], tx: Tx): Promise<void> => {
    const { identifiers, customers } = identityCollections(db)
    const holders = partedAmong(touched).flatMap(({ parts }) =>
      parts.flatMap((p) => p.holder ?? []),
    )
    const others =
      holders.length === 0
        ? []
        : await identifiers.find({ _id: { $in: holders } }, { session: tx }).toArray()
    const ids = [...new Set([...touched, ...others].flatMap(({ ownerId }) => ownerId ?? []))]
    if (ids.length === 0) {
      return
    }
    const sums = await customerSums(db, ids, { tx })
    await customers.bulkWrite(
      [...sums].map(([_id, { counters, paid }]) => ({
        updateOne: {
          filter: { _id },
          update:
            paid === null
              ? { $set: counters, $unset: { firstPaidAt: '' as const, lastPaidAt: '' as const } }
              : { $set: { ...counters, firstPaidAt: paid.first, lastPaidAt: paid.last } },
        },
      })),
      { session: tx },
    )
  }
