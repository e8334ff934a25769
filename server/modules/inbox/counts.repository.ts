import type { Db, Tx } from '../../platform/mongo/index.js'
import type { Lane } from '../../platform/pipeline/index.js'
import type { LeasedQueue } from '../../platform/queue/index.js'
import { BACKLOG, countCollection, inboxCollection, type InboxRow } from './inbox.model.js'

type OpenState = Exclude<InboxRow['state'], 'done'>

const MAX_TIME_MS = 5_000
/** Parts of the count of done events. Workers take one at random: two on the same one only conflict and try again. */
const PARTS = 1_024
/** A lease that ran out is freed within seconds while any worker lives. */
const STUCK_MS = 60_000
/** A row that as many holders in a row fell silent over is worth a look. */
const REPEATED = 2
const DAY_MS = 24 * 60 * 60 * 1000
/** Waiting events never die; after this they are listed (architecture.md 2). */
const LONG_WAIT_MS = 30 * DAY_MS

export const longWaitingSince = (): Date => new Date(Date.now() - LONG_WAIT_MS)

/**
 * How many events stand where. Nothing here reads more keys because more events are done: those that are not done are
 * counted on an index as small as they are, and those that are, workers add up in the transaction that finishes them
 * (an estimate from the collection's size would be wrong after a power cut).
 */
export function countsRepository(db: Db, queue: LeasedQueue<InboxRow>) {
  const rows = inboxCollection(db)
  const counts = countCollection(db)
  const part = { fast: anyPart(), normal: anyPart() }
  const options = { maxTimeMS: MAX_TIME_MS }

  return {
    /** Adds to the number of done events, in the transaction that makes them so. */
    async addDone(lane: Lane, count: number, tx: Tx): Promise<void> {
      const added = { $inc: { done: count } }
      await counts.updateOne({ _id: part[lane] }, added, { upsert: true, session: tx })
    },

    async countDone(): Promise<number> {
      const parts = await counts
        .find()
        .limit(2 * PARTS)
        .toArray()
      return parts.reduce((sum, { done }) => sum + done, 0)
    },

    /** `limit`, when given, bounds the counting. */
    countState: (state: OpenState, limit?: number): Promise<number> =>
      rows.countDocuments({ state }, limit === undefined ? options : { ...options, limit }),

    /** `limit` bounds the counting, not the answer's truth below it. */
    countUnfinished: (limit: number): Promise<number> =>
      rows.countDocuments(BACKLOG, { ...options, limit }),

    /** Events that have waited for their key for more than 30 days. */
    countLongWaiting: (): Promise<number> =>
      rows.countDocuments({ state: 'waiting', receivedAt: { $lt: longWaitingSince() } }, options),

    /** Leases that nobody frees, and events that one holder after the other falls silent over. */
    async stuckLeases(): Promise<{ overdue: number; repeated: number }> {
      const [overdue, repeated] = await Promise.all([
        queue.countStuck(STUCK_MS),
        rows.countDocuments({ lapses: { $gte: REPEATED }, state: { $ne: 'dead' } }, options),
      ])
      return { overdue, repeated }
    },

    /** When the oldest event arrived that stands like this. */
    async oldestAt(state: OpenState): Promise<Date | null> {
      const projection = { receivedAt: 1 } as const
      const row = await rows.findOne({ state }, { sort: { receivedAt: 1 }, projection })
      return row?.receivedAt ?? null
    },

    /** When the newest event arrived, of all or of one source. */
    async lastReceivedAt(source?: string): Promise<Date | null> {
      const of = source === undefined ? {} : { source }
      const projection = { receivedAt: 1 } as const
      const newest = await rows.findOne(of, { sort: { receivedAt: -1 }, projection })
      return newest?.receivedAt ?? null
    },
  }
}

function anyPart(): string {
  return `part-${Math.floor(Math.random() * PARTS)}`
}
