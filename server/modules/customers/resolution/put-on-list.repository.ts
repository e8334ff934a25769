import type { Db, Tx } from '../../../platform/mongo/index.js'
import type { Waiting } from './review-operations.js'
import { reviewCollections } from './reviews.model.js'

/** Rows that one event may find to be one; more are joined by the events after it. */
const MAX_ROWS = 20
/** What a row is known by. Of a longer chain, events far apart may open a row each, until one meets both. */
const MAX_MET = 2_000

/**
 * Puts what waits on the operators' list, in the caller's transaction: on the row that knows any of what was read around
 * it, which goes on as one when several do. A chain is never read to its end, so its name alone would be another from
 * every side.
 */
export async function putOnList(db: Db, waiting: readonly Waiting[], session: Tx): Promise<void> {
  const { pending } = reviewCollections(db)
  for (const { pendingId, read, events, told } of waiting) {
    const known = await pending
      .find({ met: { $in: [...read] } }, { session })
      .sort({ at: 1, _id: 1 })
      .limit(MAX_ROWS)
      .toArray()
    const [first, ...others] = known
    const met = [...new Set([...read, ...known.flatMap((row) => row.met ?? [])])].slice(0, MAX_MET)
    const joined = others.reduce((sum, row) => sum + (row.events ?? 1), events)
    if (others.length > 0) {
      await pending.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } }, { session })
    }
    await pending.updateOne(
      { _id: first?._id ?? pendingId },
      {
        $set: { ...told, met },
        $inc: { events: joined },
        $setOnInsert: { at: told.lastAt ?? new Date() },
      },
      { session, upsert: true },
    )
  }
}
