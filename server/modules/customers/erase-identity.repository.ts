import { newId, type Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { hadBy, partedAmong, recountOwners } from './customer-sums.repository.js'
import type { PartedPhone } from './fact-scope.domain.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { CustomerDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import { keepsFacts, partsWithout } from './phone-parts.domain.js'
import { decisionCollection } from './resolution/decisions.model.js'

const MAX_LINKS = 20_000
const MAX_MERGED = 1_000
const SOFT = /^(phone|member_no):/

/** What a customer was, and is no more. */
export type TakenOut = Readonly<{
  /** The living id and those that were merged into it. */
  customerIds: readonly Id<'cus'>[]
  /** Identifiers whose facts are this person's. Phones and cards that others claim, too, and own, are not among them. */
  keys: readonly IdentifierKey[]
}>

export type EraseIdentity = ReturnType<typeof eraseIdentityRepository>

/** Takes a customer out of identity for good. */
export function eraseIdentityRepository(db: Db) {
  const { identifiers, customers, links, history } = identityCollections(db)

  /** Of these, the ones that stand in a link with somebody else. */
  async function seenWithOthers(
    soft: readonly IdentifierKey[],
    own: ReadonlySet<IdentifierKey>,
    session: Tx,
  ): Promise<Set<IdentifierKey>> {
    const either = { $or: [{ a: { $in: [...soft] } }, { b: { $in: [...soft] } }] }
    const found = await links.find(either, { session, limit: MAX_LINKS }).toArray()
    return new Set(found.flatMap(({ a, b }) => (own.has(a) ? (own.has(b) ? [] : [a]) : [b])))
  }

  /** Phones and cards that were seen with this person only. */
  async function claimsOf(keys: readonly IdentifierKey[], session: Tx): Promise<IdentifierKey[]> {
    const sides = {
      $or: [
        { a: { $in: [...keys] }, b: SOFT },
        { b: { $in: [...keys] }, a: SOFT },
      ],
    }
    const found = await links.find(sides, { session, limit: MAX_LINKS }).toArray()
    const known = new Set(keys)
    return [...new Set(found.flatMap(({ a, b }) => [a, b]))].filter((key) => !known.has(key))
  }

  return {
    /** What came to this customer from others, newest first, as an export shows it. */
    async historyOf(customerId: Id<'cus'>) {
      const found = history.find(
        { customerIds: customerId },
        { sort: { at: -1 }, limit: MAX_MERGED },
      )
      return (await found.toArray()).flatMap(({ at, moves, cause }) => {
        const came = moves.filter(({ from, to }) => to === customerId && from !== null)
        return [...new Set(came.flatMap(({ from }) => from ?? []))].map((from) => ({
          at: at.toISOString(),
          from,
          into: customerId,
          source: cause.source,
        }))
      })
    },

    /** Customers that own one of these identifiers. */
    async ownersOf(keys: readonly IdentifierKey[], { tx: session }: { tx: Tx }) {
      const owned = { _id: { $in: [...keys] }, ownerId: { $ne: null } }
      const found = await identifiers.find(owned, { session }).toArray()
      return [...new Set(found.flatMap(({ ownerId }) => ownerId ?? []))]
    },

    /** The identifiers of a living customer and the ids that lead to it; null when it is not living. */
    async find(customerId: Id<'cus'>, { tx: session }: { tx?: Tx } = {}) {
      const options = session === undefined ? {} : { session }
      const customer = await customers.findOne({ _id: customerId, state: 'living' }, options)
      if (customer === null) {
        return null
      }
      const owned = await identifiers.find({ ownerId: customerId }, options).toArray()
      const founderKey = { $in: owned.map(({ _id }) => _id) }
      const merged = await customers
        .find({ founderKey, state: 'merged' }, { ...options, limit: MAX_MERGED })
        .toArray()
      return { customer, owned, merged }
    },

    /**
     * Removes the customer, the ids merged into it, its identifiers, links and history in the caller's transaction; null
     * when it is not living any more. Phones and cards that others were seen with stay, without owner where it was this
     * customer. Whoever works an event of this person at the same moment meets a write conflict and begins anew.
     */
    async takeOut(customerId: Id<'cus'>, { tx: session }: { tx: Tx }): Promise<TakenOut | null> {
      const found = await this.find(customerId, { tx: session })
      if (found === null) {
        return null
      }
      const { owned, merged } = found
      const ownKeys = owned.map(({ _id }) => _id)
      const claimed = await claimsOf(ownKeys, session)
      const soft = [...ownKeys, ...claimed].filter((key) => SOFT.test(key))
      const shared = await seenWithOthers(soft, new Set([...ownKeys, ...claimed]), session)
      const others = await identifiers
        .find({ _id: { $in: claimed }, ownerId: { $ne: null } }, { session })
        .toArray()
      const had = await hadBy(db, ownKeys, session)
      const parted = new Set(partedAmong(owned).map(({ key }) => key))
      const keep = new Set([...shared, ...parted, ...others.map(({ _id }) => _id)])
      const gone = [...ownKeys, ...claimed].filter((key) => !keep.has(key))
      await identifiers.deleteMany({ _id: { $in: gone } }, { session })
      const released = { ownerId: null, ordersPaid: 0, paidFen: 0, refundedFen: 0 }
      const unpaid = { firstPaidAt: '', lastPaidAt: '', profile: '' } as const
      await identifiers.updateMany(
        { _id: { $in: ownKeys.filter((key) => keep.has(key) && !parted.has(key)) } },
        { $set: released, $unset: unpaid },
        { session },
      )
      // Its facts by time are others', too: they stay.
      const nobodys = { $set: { ownerId: null } }
      await identifiers.updateMany({ _id: { $in: [...parted] } }, nobodys, { session })
      const dropped = [...gone, ...ownKeys]
      await links.deleteMany(
        {
          $or: [
            { a: { $in: gone } },
            { b: { $in: gone } },
            { a: { $in: dropped }, b: { $in: dropped } },
          ],
        },
        { session },
      )
      const customerIds = [customerId, ...merged.map(({ _id }: CustomerDocument) => _id)]
      await history.deleteMany({ customerIds: { $in: customerIds } }, { session })
      await customers.deleteMany({ _id: { $in: customerIds } }, { session })
      // Its own facts by time need an owner at once, too: a fact is at one living customer at every moment.
      const left = [...partedAmong(owned), ...had.filter(({ key }) => keep.has(key))]
      await leavePhones(db, left, { own: new Set(ownKeys), session })
      const theirs = [...gone, ...ownKeys].filter((key) => !parted.has(key))
      return { customerIds, keys: [...new Set(theirs)] }
    },
  }
}

/**
 * Of phones that the person had for a time, that time is nobody's any more: its facts are the phone's own customer's, who
 * lives again for them. The others keep theirs, unless the phone was said to be shared.
 */
async function leavePhones(
  db: Db,
  phones: readonly PartedPhone[],
  { own, session }: Readonly<{ own: ReadonlySet<IdentifierKey>; session: Tx }>,
): Promise<void> {
  const { identifiers, customers } = identityCollections(db)
  const keys = phones.map(({ key }) => key)
  if (keys.length === 0) {
    return
  }
  const said = { keys: { $in: keys }, isActive: true, 'word.kind': 'phone-shared' } as const
  const words = await decisionCollection(db).find(said, { session }).toArray()
  const shared = new Set(words.flatMap((word) => word.keys))
  const found = await identifiers.find({ _id: { $in: keys } }, { session }).toArray()
  for (const phone of found) {
    const before = phone.epochs?.parts ?? []
    const parts = shared.has(phone._id) ? [] : partsWithout(before, own)
    const known = await customers.findOne({ founderKey: phone._id, state: 'empty' }, { session })
    const { firstSeenAt, lastSeenAt } = phone
    const runs = phone.factRuns ?? [{ from: firstSeenAt, to: lastSeenAt }]
    const keeps = phone.isCarrier && keepsFacts(parts, runs)
    const ownerId = phone.ownerId ?? (keeps ? (known?._id ?? newId('cus')) : null)
    if (phone.ownerId === null && ownerId !== null) {
      const lives = { state: 'living', identifierCount: 1, firstSeenAt, lastSeenAt } as const
      const counters = { ordersPaid: 0, paidFen: 0, refundedFen: 0 }
      await customers.updateOne(
        { _id: ownerId },
        {
          $set: { ...lives, ...counters },
          $inc: { version: 1 },
          $setOnInsert: { founderKey: phone._id, createdAt: firstSeenAt, nameKeys: [] },
        },
        { session, upsert: true },
      )
    }
    const epochs = { turn: (phone.epochs?.turn ?? 0) + 1, parts }
    const changed = shared.has(phone._id)
      ? { $set: { ownerId, epochs, isShared: true }, $unset: { isMoved: '' as const } }
      : { $set: { ownerId, epochs } }
    await identifiers.updateOne({ _id: phone._id }, changed, { session })
    await recountOwners(db)([phone, { ...phone, ownerId }], session)
  }
}
