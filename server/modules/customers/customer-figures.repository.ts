import type { Id } from '../../platform/ids/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { IdentifierKey } from './identifier.domain.js'
import { identityCollections } from './identity.model.js'
import { reviewCollections } from './resolution/reviews.model.js'

const MAX_TIME_MS = 5_000
const CHUNK = 1_000
/** For a badge: asked again and again. */
const MAX_COUNTED = 1_000

/** Numbers about all customers, for the modules that count. */
export type CustomerFigures = ReturnType<typeof customerFigures>

export function customerFigures(db: Db) {
  const { identifiers, customers } = identityCollections(db)
  const { reviews } = reviewCollections(db)
  const options = { maxTimeMS: MAX_TIME_MS }
  return {
    /** Living customers who were first seen since then. */
    newSince: (since: Date): Promise<number> =>
      customers.countDocuments({ state: 'living', firstSeenAt: { $gte: since } }, options),

    /** Since when each customer is known in the mini-program: its first openid. */
    async openidSpans(): Promise<{ customerId: Id<'cus'>; from: Date; until: null }[]> {
      const first = identifiers.aggregate<{ _id: Id<'cus'>; from: Date }>(
        [
          { $match: { type: 'openid', ownerId: { $type: 'string' } } },
          { $group: { _id: '$ownerId', from: { $min: '$firstSeenAt' } } },
        ],
        options,
      )
      return (await first.toArray()).map(({ _id, from }) => ({
        customerId: _id,
        from,
        until: null,
      }))
    },

    /** The customers behind identifiers; nobody's are left out. */
    async ownersOf(keys: readonly IdentifierKey[]): Promise<Map<IdentifierKey, Id<'cus'>>> {
      const owners = new Map<IdentifierKey, Id<'cus'>>()
      const unique = [...new Set(keys)]
      for (let start = 0; start < unique.length; start += CHUNK) {
        const chunk = { _id: { $in: unique.slice(start, start + CHUNK) } }
        const found = identifiers.find(chunk, { ...options, projection: { ownerId: 1 } })
        for (const { _id, ownerId } of await found.toArray()) {
          if (ownerId !== null) {
            owners.set(_id, ownerId)
          }
        }
      }
      return owners
    },

    /** Joins that contradict something: each waits for a person. Beyond `MAX_COUNTED` nobody counts. */
    openReviews: (): Promise<number> =>
      reviews.countDocuments(
        { state: 'open', 'aside.at': null },
        { ...options, limit: MAX_COUNTED },
      ),
  }
}
