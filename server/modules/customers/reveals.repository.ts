import { isDuplicateKey, type Db } from '../../platform/mongo/index.js'
import { businessDay, daysBefore } from '../../platform/days/index.js'
import { revealCollection } from './reveals.model.js'

/** An operator's day: enough for everybody's work, far too few to carry a list of customers away. */
export const REVEALS_PER_DAY = 100
const KEEP_DAYS = 2

export type Reveals = ReturnType<typeof revealsRepository>

/** Counts the looks at phones of each operator. */
export function revealsRepository(db: Db) {
  const reveals = revealCollection(db)

  async function count(_id: string, now: Date): Promise<boolean> {
    const expiresAt = daysBefore(now, -KEEP_DAYS)
    const hasRoom = { _id, count: { $lt: REVEALS_PER_DAY } }
    const change = { $inc: { count: 1 }, $setOnInsert: { expiresAt } }
    const { matchedCount, upsertedCount } = await reveals.updateOne(hasRoom, change, {
      upsert: true,
    })
    return matchedCount + upsertedCount === 1
  }

  return {
    /** Takes one look off the operator's day; false: the day has none left. One conditional update, whatever comes at once. */
    async take(operatorId: string, now: Date): Promise<boolean> {
      const key = `${operatorId}:${businessDay(now)}`
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        try {
          return await count(key, now)
        } catch (error) {
          // The document is there: full, or made by another first look in this moment.
          if (!isDuplicateKey(error)) {
            throw error
          }
        }
      }
      return false
    },
  }
}
