import type { Db, Tx } from '../../platform/mongo/index.js'
import { guardCollection, inboxCollection } from './inbox.model.js'

/** Where an event that comes too early and the event that makes its key appear meet. */
export function waitingRepository(db: Db) {
  const rows = inboxCollection(db)
  const guards = guardCollection(db)

  return {
    /**
     * Parks an event until its key appears: false when it has appeared meanwhile. Writes the key's guard, as whoever
     * makes it appear does, so that one of the two sees the other.
     */
    async park(key: string, tx: Tx): Promise<boolean> {
      const guard = await guards.findOneAndUpdate(
        { _id: key },
        { $inc: { parked: 1 } },
        { upsert: true, returnDocument: 'after', session: tx },
      )
      return guard?.appearedAt === undefined
    },

    /** Marks keys as there and wakes who waits for them, however long ago they were parked. */
    async appear(keys: readonly string[], tx: Tx): Promise<void> {
      if (keys.length === 0) {
        return
      }
      const marks = [...new Set(keys)].map((key) => ({
        updateOne: {
          filter: { _id: key },
          update: { $set: { appearedAt: new Date() } },
          upsert: true,
        },
      }))
      await guards.bulkWrite(marks, { session: tx })
      await rows.updateMany(
        { waitFor: { $in: [...keys] }, state: 'waiting' },
        [{ $set: { state: 'pending', dueAt: '$$NOW' } }, { $unset: 'waitFor' }],
        { session: tx },
      )
    },

    /** Marks keys as not there any more: from now on events wait for them again. */
    async disappear(keys: readonly string[], tx: Tx): Promise<void> {
      if (keys.length > 0) {
        const gone = { $unset: { appearedAt: 1 } } as const
        await guards.updateMany({ _id: { $in: [...keys] } }, gone, { session: tx })
      }
    },
  }
}
