import type { Db, Tx } from '../../platform/mongo/index.js'
import type { CounterChange, RecordedFact } from './facts.domain.js'
import { identityCollections } from './identity.model.js'
import { timelineWrites } from './timeline.repository.js'

export type Facts = ReturnType<typeof factsRepository>

/** Writes facts about identifiers that are known already, outside the pipeline. */
export function factsRepository(db: Db) {
  const { identifiers, customers } = identityCollections(db)
  const timeline = timelineWrites(db)
  return {
    /**
     * Adds entries and counters in the caller's transaction. `told-before` when the first entry is there already;
     * `owner-unknown` while the identifier has no owner yet: nothing is written then.
     */
    async record(
      { identifierKey, timeline: entries, counters, isOurDeed }: RecordedFact,
      tx: Tx,
    ): Promise<'recorded' | 'told-before' | 'owner-unknown'> {
      const [first] = entries
      const options = { session: tx }
      if (first !== undefined && (await timeline.isTold({ entryId: first.entryId, tx }))) {
        return 'told-before'
      }
      const owner = await identifiers.findOne({ _id: identifierKey }, options)
      if (owner === null || owner.ownerId === null) {
        return 'owner-unknown'
      }
      await timeline.add(
        entries.map((entry) => ({ entry, identifierKey })),
        tx,
      )
      // What we did for somebody is on their timeline; only what they did themselves counts as having seen them.
      if (isOurDeed !== true) {
        const change = changeOf(
          counters,
          entries.map(({ at }) => at),
        )
        await identifiers.updateOne({ _id: identifierKey }, change, options)
        await customers.updateOne({ _id: owner.ownerId }, change, options)
      }
      return 'recorded'
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
