import type { mongo } from 'mongoose'
import type { Db } from '../../platform/mongo/index.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'

const MAX_TIME_MS = 10_000

/** Takes the content of old events away. What makes an event known again, and its times, stay for ever. */
export function retentionRepository(db: Db) {
  const rows = inboxCollection(db)

  return {
    /**
     * Removes the content of up to `limit` events that were done more than `keepMs` ago, by the database's clock; answers
     * how many there were and when the last of them was done. `after`: where an earlier batch came to.
     */
    async removeContent({ keepMs, limit, after }: Batch): Promise<Removed> {
      const tooOld = {
        $dateSubtract: { startDate: '$$NOW', unit: 'millisecond', amount: keepMs },
      }
      const old = {
        state: 'done',
        sealed: { $exists: true },
        // Keys taken off an index are passed over one by one until they are cleaned up: begin behind them.
        ...(after === null ? {} : { doneAt: { $gte: after } }),
        $expr: { $lt: ['$doneAt', tooOld] },
      } as mongo.Filter<InboxRow>
      const found = await rows
        .find(old, { maxTimeMS: MAX_TIME_MS })
        .project<{ _id: string; doneAt: Date }>({ doneAt: 1 })
        .sort({ doneAt: 1 })
        .limit(limit)
        .toArray()
      if (found.length > 0) {
        const ids = found.map(({ _id }) => _id)
        await rows.updateMany({ _id: { $in: ids }, state: 'done' }, [
          { $set: { contentRemovedAt: '$$NOW' } },
          { $unset: 'sealed' },
        ])
      }
      return { count: found.length, lastDoneAt: found.at(-1)?.doneAt ?? null }
    },

    /** When the oldest event was done that still has its content. */
    async oldestContentAt(): Promise<Date | null> {
      const oldest = await rows.findOne(
        { state: 'done', sealed: { $exists: true } },
        { sort: { doneAt: 1 }, projection: { doneAt: 1 }, maxTimeMS: MAX_TIME_MS },
      )
      return oldest?.doneAt ?? null
    },
  }
}

type Batch = Readonly<{ keepMs: number; limit: number; after: Date | null }>
type Removed = Readonly<{ count: number; lastDoneAt: Date | null }>
