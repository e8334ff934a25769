import type { Db, Tx } from '../../platform/mongo/index.js'
import { recountOwners } from './customer-sums.repository.js'
import type { IdentifierKey } from './identifier.domain.js'
import { identityCollections } from './identity.model.js'
import { timelineCollection, type TimelineDocument } from './timeline.model.js'
import { withdrawProfiles } from './withdraw-profiles.repository.js'

type Sums = { ordersPaid: number; paidFen: number }
type Moments = Readonly<{ firstPaidAt: Date | null; lastPaidAt: Date | null }>
type Undated = Readonly<{ _id: string } & Moments>

const NEVER: Moments = { firstPaidAt: null, lastPaidAt: null }

/**
 * Takes timeline entries back with what they had added to the counters of their identifiers and customers, and the names
 * that came with them, in the caller's transaction; first and last payment are found anew. Answers them: what is not there is
 * left out, so a repeat changes nothing. Evidence stays: only identity takes that back.
 */
export function withdrawFacts(db: Db) {
  const timeline = timelineCollection(db)
  const { identifiers } = identityCollections(db)
  const recount = recountOwners(db)
  const profiles = withdrawProfiles(db)

  /** Of what stays: from the entries of an identifier. */
  async function momentsOf(keys: readonly IdentifierKey[], tx: Tx): Promise<Map<string, Moments>> {
    const match = { identifierKey: { $in: [...keys] }, type: 'order.paid' }
    const group = {
      _id: '$identifierKey',
      firstPaidAt: { $min: '$at' },
      lastPaidAt: { $max: '$at' },
    }
    const stages = [{ $match: match }, { $group: group }]
    const found = await timeline.aggregate<Undated>(stages, { session: tx }).toArray()
    return new Map(found.map(({ _id, ...moments }) => [_id, moments]))
  }

  return async (entryIds: readonly string[], tx: Tx): Promise<readonly TimelineDocument[]> => {
    const within = { session: tx }
    const entries = await timeline.find({ _id: { $in: [...entryIds] } }, within).toArray()
    if (entries.length === 0) {
      return []
    }
    await timeline.deleteMany({ _id: { $in: entries.map(({ _id }) => _id) } }, within)
    await profiles(entries, tx)
    const byKey = sumsBy(entries, ({ identifierKey }) => identifierKey)
    const counted = [...byKey].filter(([, { ordersPaid }]) => ordersPaid > 0)
    if (counted.length === 0) {
      return entries
    }
    const keys = counted.map(([key]) => key)
    const moments = await momentsOf(keys, tx)
    await identifiers.bulkWrite(
      counted.map(([_id, sums]) => ({
        updateOne: { filter: { _id }, update: less(sums, moments.get(_id)) },
      })),
      within,
    )
    const stored = await identifiers.find({ _id: { $in: keys } }, within).toArray()
    await recount(stored, tx)
    return entries
  }
}

/** What entries of paid orders have added. */
function sumsBy(
  entries: readonly TimelineDocument[],
  keyOf: (entry: TimelineDocument) => IdentifierKey,
): Map<IdentifierKey, Sums> {
  const sums = new Map<IdentifierKey, Sums>()
  for (const entry of entries) {
    const isPaid = entry.type === 'order.paid'
    const own = isPaid ? { ordersPaid: 1, paidFen: entry.netFen ?? 0 } : undefined
    sums.set(keyOf(entry), added(sums.get(keyOf(entry)), own))
  }
  return sums
}

const added = (a: Sums | undefined, b: Sums | undefined): Sums => ({
  ordersPaid: (a?.ordersPaid ?? 0) + (b?.ordersPaid ?? 0),
  paidFen: (a?.paidFen ?? 0) + (b?.paidFen ?? 0),
})

function less({ ordersPaid, paidFen }: Sums, { firstPaidAt, lastPaidAt }: Moments = NEVER) {
  const $inc = { ordersPaid: -ordersPaid, paidFen: -paidFen }
  return firstPaidAt === null || lastPaidAt === null
    ? { $inc, $unset: { firstPaidAt: '' as const, lastPaidAt: '' as const } }
    : { $inc, $set: { firstPaidAt, lastPaidAt } }
}

/** Those of these identifiers that no entry belongs to. */
export function withoutFacts(db: Db) {
  const timeline = timelineCollection(db)
  return async (keys: readonly IdentifierKey[], tx: Tx): Promise<IdentifierKey[]> => {
    const filter = { identifierKey: { $in: [...keys] } }
    const carrying = new Set(await timeline.distinct('identifierKey', filter, { session: tx }))
    return keys.filter((key) => !carrying.has(key))
  }
}
