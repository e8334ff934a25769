import type { Id } from '../../platform/ids/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { IdentifierKey } from './identifier.domain.js'
import { identityCollections } from './identity.model.js'

const MAX_MS = 10_000
/** Figures over everybody are read whole up to here; beyond it they need daily sums (insights). */
const MAX_SPANS = 500_000

export type CustomerFigures = ReturnType<typeof customerFigures>

/** Counts over all customers, for insights. */
export function customerFigures(db: Db) {
  const { identifiers, customers, links } = identityCollections(db)
  return {
    newSince: (since: Date): Promise<number> =>
      customers.countDocuments(
        { firstSeenAt: { $gte: since }, state: 'living' },
        { maxTimeMS: MAX_MS },
      ),

    /** Since when each customer has an openid: reachable by the mini-program from then on. */
    async openidSpans(): Promise<{ customerId: Id<'cus'>; from: Date; until: null }[]> {
      const found = await identifiers
        .find({ type: 'openid', ownerId: { $ne: null } })
        .project<{ ownerId: Id<'cus'>; firstSeenAt: Date }>({ ownerId: 1, firstSeenAt: 1 })
        .limit(MAX_SPANS)
        .maxTimeMS(MAX_MS)
        .toArray()
      return found.map(({ ownerId, firstSeenAt }) => ({
        customerId: ownerId,
        from: firstSeenAt,
        until: null,
      }))
    },

    /** The living customers behind identifiers; unknown ones are missing. */
    async ownersOf(keys: readonly IdentifierKey[]): Promise<Map<IdentifierKey, Id<'cus'>>> {
      const found = await identifiers
        .find({ _id: { $in: [...new Set(keys)] }, ownerId: { $ne: null } })
        .project<{ _id: IdentifierKey; ownerId: Id<'cus'> }>({ ownerId: 1 })
        .maxTimeMS(MAX_MS)
        .toArray()
      return new Map(found.map(({ _id, ownerId }) => [_id, ownerId]))
    },

    /** Links that would break a limit and therefore join nobody. */
    heldLinks: (): Promise<number> => links.countDocuments({ isHeld: true }, { maxTimeMS: MAX_MS }),
  }
}
