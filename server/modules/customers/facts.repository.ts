import type { Db, Tx } from '../../platform/mongo/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { CounterChange, Deed, NewTimelineEntry, RecordedFact } from './facts.domain.js'
import type { IdentifierDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import { holderAt } from './phone-parts.domain.js'
import { timelineWrites } from './timeline.repository.js'

export type Facts = ReturnType<typeof factsRepository>

/** Writes facts about identifiers that are known already, outside the pipeline. */
export function factsRepository(db: Db) {
  const { identifiers, customers } = identityCollections(db)
  const timeline = timelineWrites(db)

  /** Of a phone that was several people's: whoever had it then. */
  async function holderOf(
    { ownerId, epochs }: IdentifierDocument,
    { of: entry, tx }: Readonly<{ of: NewTimelineEntry | undefined; tx: Tx }>,
  ): Promise<Id<'cus'> | null> {
    const at = entry?.heldAt ?? entry?.at
    const holder = at === undefined ? null : holderAt(epochs?.parts ?? [], at)
    if (holder === null) {
      return ownerId
    }
    return (await identifiers.findOne({ _id: holder }, { session: tx }))?.ownerId ?? null
  }

  return {
    /**
     * Adds entries and counters in the caller's transaction. `told-before` when the first entry is there already;
     * `owner-unknown` while the identifier has no owner yet: nothing is written then.
     */
    async record(
      { identifierKey, timeline: entries, counters }: RecordedFact,
      tx: Tx,
    ): Promise<'recorded' | 'told-before' | 'owner-unknown'> {
      const [first] = entries
      const options = { session: tx }
      if (first !== undefined && (await timeline.isTold({ entryId: first.entryId, tx }))) {
        return 'told-before'
      }
      const carrier = await identifiers.findOne({ _id: identifierKey }, options)
      const ownerId = carrier === null ? null : await holderOf(carrier, { of: first, tx })
      if (ownerId === null) {
        return 'owner-unknown'
      }
      await timeline.add(
        entries.map((entry) => ({ entry, identifierKey })),
        tx,
      )
      const change = changeOf(
        counters,
        entries.map(({ at }) => at),
      )
      await identifiers.updateOne({ _id: identifierKey }, change, options)
      await customers.updateOne({ _id: ownerId }, change, options)
      return 'recorded'
    },

    /** Adds the entries of deeds that were not told before; of nobody's identifiers none. Three commands for any number. */
    async recordDeeds(deeds: readonly Deed[], tx: Tx): Promise<void> {
      if (deeds.length === 0) {
        return
      }
      const keys = { _id: { $in: deeds.map(({ identifierKey }) => identifierKey) } }
      const told = await timeline.existing(
        deeds.map(({ entry }) => entry.entryId),
        tx,
      )
      const known = await identifiers
        .find({ ...keys, ownerId: { $ne: null } }, { session: tx, projection: { _id: 1 } })
        .toArray()
      const isKnown = new Set(known.map(({ _id }) => _id))
      const fresh = deeds.filter(
        ({ identifierKey, entry }) => isKnown.has(identifierKey) && !told.has(entry.entryId),
      )
      await timeline.add(fresh, tx)
    },
  }
}

function changeOf(counters: CounterChange = {}, moments: readonly Date[]) {
  const { ordersPaid = 0, paidFen = 0, refundedFen = 0, paidAt } = counters
  const lastSeenAt = new Date(Math.max(0, ...moments.map((at) => at.getTime())))
  return {
    $inc: { ordersPaid, paidFen, refundedFen },
    $max: { lastSeenAt, ...(paidAt === undefined ? {} : { lastPaidAt: paidAt }) },
    ...(paidAt === undefined ? {} : { $min: { firstPaidAt: paidAt } }),
  }
}
