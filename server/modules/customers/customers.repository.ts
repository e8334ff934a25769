import type { Id } from '../../platform/ids/index.js'
import type { Db, Moment } from '../../platform/mongo/index.js'
import { hadBy, partedAmong } from './customer-sums.repository.js'
import { scopeOf, type FactScope } from './fact-scope.domain.js'
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

    /** The customers behind identifiers; nobody's are left out. */
    async ownersOf(keys: readonly IdentifierKey[]): Promise<Id<'cus'>[]> {
      const found = identifiers.find({ _id: { $in: [...keys] } }, { projection: { ownerId: 1 } })
      return (await found.maxTimeMS(MAX_TIME_MS).toArray()).flatMap(({ ownerId }) => ownerId ?? [])
    },

    identifiersOf: (customerIds: readonly Id<'cus'>[]): Promise<IdentifierDocument[]> =>
      identifiers
        .find({ ownerId: { $in: [...customerIds] } })
        .sort({ _id: 1 })
        .toArray(),

    /** Which facts belong to whoever has these identifiers. */
    async factScopeOf(own: readonly IdentifierDocument[]): Promise<FactScope> {
      const keys = own.map(({ _id }) => _id)
      return scopeOf(keys, [...partedAmong(own), ...(await hadBy(db, keys))])
    },

    identifiersByKey: (
      keys: readonly IdentifierKey[],
      moment?: Moment,
    ): Promise<IdentifierDocument[]> =>
      identifiers.find({ _id: { $in: [...keys] } }, { ...moment }).toArray(),

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
  }
}
