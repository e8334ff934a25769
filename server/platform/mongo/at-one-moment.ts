import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type ClientSession } from 'mongoose'
import type { Db } from './connect.js'

/** Options of reads that see one moment: of find, aggregate and distinct, which alone can. */
export type Moment = Readonly<{ session: ClientSession; readConcern: { level: 'snapshot' } }>

const MAX_ATTEMPTS = 20
const PAUSE_MS = 50
/** SnapshotUnavailable: the collection or an index of it is younger than the moment. SnapshotTooOld. */
const PASSING = new Set<unknown>([246, 239])

/**
 * Runs reads that all see the database as it was at one moment, that of the first of them, which must have ended before
 * others start. What is decided on such reads and guarded by them was true at once; reads one after the other could see
 * half of what somebody else writes in between. Majority-committed, so never ahead of what a failover may take back.
 * `read` may run again, so it does nothing else.
 */
export async function atOneMoment<Value>(
  db: Db,
  read: (moment: Moment) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await db.startSession({ snapshot: true, causalConsistency: false })
    try {
      // Said with every read: the connection's own read concern would be stronger than the session's.
      return await read({ session, readConcern: { level: 'snapshot' } })
    } catch (error) {
      if (!isPassing(error) || attempt >= MAX_ATTEMPTS) {
        throw error
      }
    } finally {
      await session.endSession()
    }
    await sleep(PAUSE_MS)
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && PASSING.has(error.code)
