import { randomInt } from 'node:crypto'
import type { Db, Tx } from '../../../platform/mongo/index.js'
import { businessDay } from '../../../platform/days/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { HitKey } from './blocked.domain.js'
import { blockedCollections, type OwnerlessFactDocument } from './blocked.model.js'

const MAX_TIME_MS = 5_000
const YEAR_MS = 365 * 24 * 60 * 60_000
/** Workers that meet one value at one moment seldom write one document. */
const SLOTS = 16
const MAX_DAYS = 400

export type Hit = Readonly<{ key: HitKey; at: Date }>

/** Counts of blocked values, and facts that have no owner. */
export type Ownerless = ReturnType<typeof ownerlessRepository>
export function ownerlessRepository(db: Db) {
  const { hits, facts } = blockedCollections(db)
  return {
    /** One write for all hits of a batch: per value and day. */
    async count(met: readonly Hit[], tx: Tx): Promise<void> {
      const sums = new Map<string, { key: string; day: string; count: number }>()
      for (const { key, at } of met) {
        const day = businessDay(at)
        const sum = sums.get(`${day}|${key}`) ?? { key, day, count: 0 }
        sums.set(`${day}|${key}`, { ...sum, count: sum.count + 1 })
      }
      const slot = randomInt(SLOTS)
      const writes = [...sums.values()].map(({ key, day, count }) => ({
        updateOne: {
          filter: { _id: `${day}|${slot}|${key}` },
          update: {
            $inc: { count },
            $setOnInsert: { key, day, expiresAt: new Date(Date.now() + YEAR_MS) },
          },
          upsert: true,
        },
      }))
      if (writes.length > 0) {
        await hits.bulkWrite(writes, { session: tx, ordered: false })
      }
    },

    /** An event that is worked again changes nothing. */
    async keep(rows: readonly OwnerlessFactDocument[], tx: Tx): Promise<void> {
      const writes = rows.map(({ _id, ...fields }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
      }))
      if (writes.length > 0) {
        await facts.bulkWrite(writes, { session: tx, ordered: false })
      }
    },

    /** They have an owner now. */
    async release(factIds: readonly string[], tx: Tx): Promise<void> {
      if (factIds.length > 0) {
        await facts.deleteMany({ _id: { $in: [...factIds] } }, { session: tx })
      }
    },

    /** What waits for a value, in the order of the ids. */
    waitingFor: (key: IdentifierKey, { after, limit }: { after: string; limit: number }) =>
      facts
        .find({ blockKeys: key, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** How many facts wait for each of these values; at most `most` are counted. */
    async countWaiting(keys: readonly IdentifierKey[], most: number): Promise<Map<string, number>> {
      const counted = await Promise.all(
        keys.map(async (key) => {
          const options = { limit: most, maxTimeMS: MAX_TIME_MS }
          return [key, await facts.countDocuments({ blockKeys: key }, options)] as const
        }),
      )
      return new Map(counted)
    },

    /** Hits since a day, with the newest day of each. */
    async hitsOf(keys: readonly HitKey[], sinceDay: string) {
      const counted = hits.aggregate<{ _id: HitKey; count: number; lastOn: string }>(
        [
          { $match: { key: { $in: [...keys] }, day: { $gte: sinceDay } } },
          { $group: { _id: '$key', count: { $sum: '$count' }, lastOn: { $max: '$day' } } },
        ],
        { maxTimeMS: MAX_TIME_MS },
      )
      return new Map((await counted.toArray()).map(({ _id, ...sums }) => [_id as string, sums]))
    },

    /** Facts without owner since a day, newest day first. */
    async daysSince(sinceDay: string) {
      const counted = facts.aggregate<{ _id: { day: string; storeCode: string }; count: number }>(
        [
          { $match: { day: { $gte: sinceDay } } },
          { $group: { _id: { day: '$day', storeCode: '$storeCode' }, count: { $sum: 1 } } },
          { $sort: { '_id.day': -1, '_id.storeCode': 1 } },
          { $limit: MAX_DAYS },
        ],
        { maxTimeMS: MAX_TIME_MS },
      )
      return (await counted.toArray()).map(({ _id, count }) => ({ ..._id, count }))
    },
  }
}
