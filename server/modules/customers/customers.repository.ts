import type { Id } from '../../platform/ids/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import type { StoredLink } from './links.domain.js'
import { reviewCollections, type ReviewDocument } from './resolution/reviews.model.js'

/** Of one customer or claim; of a page, so many for each. */
const MAX_LINKS = 500
const MAX_MERGED = 1_000
const MAX_FOUND = 200
const MAX_TIME_MS = 5_000

/** A phone or member number on the other side of a link. */
const SOFT = /^(phone|member_no):/

/** Which living customers a list shows. */
export type CustomerFilter =
  | Readonly<{ by: 'all' }>
  | Readonly<{ by: 'ids'; ids: readonly Id<'cus'>[] }>
  | Readonly<{ by: 'name'; nameKeys: readonly string[] }>

export type Customers = ReturnType<typeof customersRepository>

/** Reads about customers and identifiers. */
export function customersRepository(db: Db) {
  const { identifiers, customers, links } = identityCollections(db)
  const { reviews } = reviewCollections(db)

  return {
    find: (customerId: Id<'cus'>): Promise<CustomerDocument | null> =>
      customers.findOne({ _id: customerId }),

    findMany: (ids: readonly Id<'cus'>[]): Promise<CustomerDocument[]> =>
      customers.find({ _id: { $in: [...ids] } }).toArray(),

    identifier: (key: IdentifierKey): Promise<IdentifierDocument | null> =>
      identifiers.findOne({ _id: key }),

    /** One indexed read, whatever the size of the customer. */
    async ownerOf(key: IdentifierKey): Promise<Id<'cus'> | null> {
      const found = await identifiers.findOne({ _id: key }, { projection: { ownerId: 1 } })
      return found?.ownerId ?? null
    },

    identifiersOf: (customerIds: readonly Id<'cus'>[]): Promise<IdentifierDocument[]> =>
      identifiers
        .find({ ownerId: { $in: [...customerIds] } })
        .sort({ _id: 1 })
        .toArray(),

    identifiersByKey: (keys: readonly IdentifierKey[]): Promise<IdentifierDocument[]> =>
      identifiers.find({ _id: { $in: [...keys] } }).toArray(),

    /** Phones and member numbers with one of these tails or numbers. */
    identifiersBySearchKey: (searchKeys: readonly string[]): Promise<IdentifierDocument[]> =>
      identifiers
        .find({ searchKey: { $in: [...searchKeys] } })
        .limit(MAX_FOUND)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Links with one of these identifiers on either side, in a stable order. */
    linksOf: (keys: readonly IdentifierKey[]): Promise<StoredLink[]> =>
      links
        .find({ $or: [{ a: { $in: [...keys] } }, { b: { $in: [...keys] } }] })
        .sort({ _id: 1 })
        .limit(MAX_LINKS)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Links with both ends among these identifiers. */
    linksBetween: (keys: readonly IdentifierKey[]): Promise<StoredLink[]> =>
      links
        .find({ a: { $in: [...keys] }, b: { $in: [...keys] } })
        .sort({ _id: 1 })
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Conflicts about one of these identifiers that wait for a person. */
    reviewsOf: (keys: readonly IdentifierKey[]): Promise<ReviewDocument[]> =>
      reviews
        .find({ keys: { $in: [...keys] }, state: 'open' })
        .limit(MAX_LINKS)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Links of these identifiers to phones and member numbers. `customers`: how many of them the keys belong to. */
    claimLinksOf: (
      keys: readonly IdentifierKey[],
      { customers: count }: { customers: number },
    ): Promise<StoredLink[]> =>
      links
        .find({
          $or: [
            { a: { $in: [...keys] }, b: SOFT },
            { b: { $in: [...keys] }, a: SOFT },
          ],
        })
        .sort({ _id: 1 })
        .limit(MAX_LINKS * Math.max(1, count))
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Ids that the holders of these identifiers have swallowed, by founder: looked up, not stored. */
    mergedInto: (keys: readonly IdentifierKey[]) =>
      customers
        .find({ founderKey: { $in: [...keys] }, state: 'merged' })
        .project<Pick<CustomerDocument, '_id' | 'founderKey'>>({ founderKey: 1 })
        .limit(MAX_MERGED)
        .toArray(),

    /** Living customers in the order of their ids, after one. */
    pageById: (after: Id<'cus'> | null, limit: number): Promise<CustomerDocument[]> =>
      customers
        .find({ state: 'living', ...(after === null ? {} : { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Living customers, those with the newest activity first. */
    pageByActivity: (
      filter: CustomerFilter,
      query: { after: { lastSeenAt: Date; customerId: Id<'cus'> } | null; limit: number },
    ): Promise<CustomerDocument[]> =>
      customers
        .find({ state: 'living', $and: [conditionOf(filter), olderThan(query.after)] })
        .sort({ lastSeenAt: -1, _id: 1 })
        .limit(query.limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    count: (filter: CustomerFilter, limit: number): Promise<number> =>
      customers.countDocuments(
        { state: 'living', ...conditionOf(filter) },
        { limit, maxTimeMS: MAX_TIME_MS },
      ),
  }
}

function conditionOf(filter: CustomerFilter) {
  switch (filter.by) {
    case 'ids':
      return { _id: { $in: [...filter.ids] } }
    case 'name':
      return { nameKeys: { $all: [...filter.nameKeys] } }
    default:
      return {}
  }
}

function olderThan(after: { lastSeenAt: Date; customerId: Id<'cus'> } | null) {
  return after === null
    ? {}
    : {
        lastSeenAt: { $lte: after.lastSeenAt },
        $or: [{ lastSeenAt: { $lt: after.lastSeenAt } }, { _id: { $gt: after.customerId } }],
      }
}
