import type { Id } from '../../../platform/ids/index.js'
import type { Db } from '../../../platform/mongo/index.js'
import type { CustomerDocument } from '../identity.documents.js'
import { identityCollections } from '../identity.model.js'
import type { ListPlan, SortField } from './listing.domain.js'

const MAX_TIME_MS = 5_000
/** So many customers one page looks through for those that fit; then it says how far it has come. */
export const MAX_SCANNED = 10_000

/** `value`: of the field that the list is ordered by, a moment in milliseconds or fen. */
export type Place = Readonly<{ value: number; customerId: Id<'cus'> }>
type Options = Readonly<{ after: Place | null; limit: number }>

export type CustomerList = ReturnType<typeof customerListRepository>

/** Pages of living customers. Every read names its index and ends after `MAX_SCANNED` of its entries. */
export function customerListRepository(db: Db) {
  const { customers } = identityCollections(db)

  const scan = ({ match, field, index }: ListPlan, after: Place | null) =>
    customers
      .find({ $and: [match, behind(field, after)] })
      .sort({ [field]: -1, _id: 1 })
      .hint(index)
      .maxTimeMS(MAX_TIME_MS)

  return {
    /** Those that fit, and where to go on if the scan ended before the page was full. */
    async page(
      plan: ListPlan,
      { after, limit }: Options,
    ): Promise<{ found: CustomerDocument[]; reached: Place | null }> {
      if (plan.rest.length === 0) {
        return { found: await scan(plan, after).limit(limit).toArray(), reached: null }
      }
      const found = await customers
        .aggregate<CustomerDocument>(
          [
            { $match: { $and: [plan.match, behind(plan.field, after)] } },
            { $sort: { [plan.field]: -1, _id: 1 } },
            { $limit: MAX_SCANNED },
            { $match: { $and: [...plan.rest] } },
            { $limit: limit },
          ],
          { hint: plan.index, maxTimeMS: MAX_TIME_MS },
        )
        .toArray()
      if (found.length >= limit) {
        return { found, reached: null }
      }
      const [last] = await scan(plan, after)
        .skip(MAX_SCANNED - 1)
        .limit(1)
        .toArray()
      return { found, reached: last === undefined ? null : placeOf(last, plan.field) }
    },

    /** How many fit among the first `limit`, and whether there are more to look through. */
    async count(plan: ListPlan, limit: number): Promise<{ count: number; isCut: boolean }> {
      const options = { hint: plan.index, maxTimeMS: MAX_TIME_MS }
      const total = await customers.countDocuments(plan.match, { ...options, limit: limit + 1 })
      if (plan.rest.length === 0) {
        return { count: Math.min(total, limit), isCut: total > limit }
      }
      const [fitting] = await customers
        .aggregate<{ count: number }>(
          [
            { $match: plan.match },
            { $sort: { [plan.field]: -1, _id: 1 } },
            { $limit: limit },
            { $match: { $and: [...plan.rest] } },
            { $count: 'count' },
          ],
          options,
        )
        .toArray()
      return { count: fitting?.count ?? 0, isCut: total > limit }
    },
  }
}

/** Where a page that ends with this customer goes on. */
export function placeOf(customer: CustomerDocument, field: SortField): Place {
  const value = customer[field] ?? 0
  return { value: value instanceof Date ? value.getTime() : value, customerId: customer._id }
}

function behind(field: SortField, after: Place | null) {
  if (after === null) {
    return {}
  }
  const value = field === 'paidFen' ? after.value : new Date(after.value)
  return {
    [field]: { $lte: value },
    $or: [{ [field]: { $lt: value } }, { _id: { $gt: after.customerId } }],
  }
}
