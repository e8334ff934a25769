import type { mongo } from 'mongoose'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'

const MAX_TIME_MS = 5_000

/** Which dead events are meant; nothing given: all of them. */
export type DeadFilter = Readonly<{ type?: string; source?: string; reason?: string }>

/** Dead events: how many there are of a kind, and back to work with them. */
export function deadRepository(db: Db) {
  const rows = inboxCollection(db)
  const revived = [
    { $set: { state: 'pending', attempts: 0, dueAt: '$$NOW' } },
    { $unset: ['reason', 'lapses'] },
  ]
  const dead = ({ type, source, reason }: DeadFilter): mongo.Filter<InboxRow> => ({
    state: 'dead',
    ...(type === undefined ? {} : { type }),
    ...(source === undefined ? {} : { source }),
    ...(reason === undefined ? {} : { reason }),
  })

  return {
    /** Counted up to `limit`. */
    countDead: (filter: DeadFilter, limit: number): Promise<number> =>
      rows.countDocuments(dead(filter), { limit, maxTimeMS: MAX_TIME_MS }),

    /** The reasons of dead events with their numbers, most frequent first. */
    async deadReasons(filter: DeadFilter, limit: number) {
      const found = await rows
        .aggregate<{ _id: string | null; count: number }>(
          [
            { $match: dead(filter) },
            { $group: { _id: '$reason', count: { $sum: 1 } } },
            { $sort: { count: -1, _id: 1 } },
            { $limit: limit },
          ],
          { maxTimeMS: MAX_TIME_MS },
        )
        .toArray()
      return found.map(({ _id, count }) => ({ reason: _id ?? '', count }))
    },

    /** The keys of those that died longest ago. */
    async deadKeys(filter: DeadFilter, limit: number): Promise<string[]> {
      const found = await rows
        .find(dead(filter), { maxTimeMS: MAX_TIME_MS })
        .project<{ _id: string }>({ _id: 1 })
        .sort({ receivedAt: 1, _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },

    /** Puts those of these events back to work that are dead; answers how many that were. */
    async revive(keys: readonly string[], { tx }: { tx?: Tx } = {}): Promise<number> {
      const { matchedCount } = await rows.updateMany(
        { _id: { $in: [...keys] }, state: 'dead' },
        revived,
        tx === undefined ? {} : { session: tx },
      )
      return matchedCount
    },
  }
}
