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

/** The moment of a transaction: its snapshot. */
export const momentOf = (session: ClientSession): Moment => ({
  session,
  readConcern: { level: 'snapshot' },
})

type Reads = readonly (() => Promise<unknown>)[]
type Answers<All extends Reads> = { -readonly [At in keyof All]: Awaited<ReturnType<All[At]>> }

/** These reads at once; in a transaction, which takes one command at a time, one after the other. */
export async function readAll<const All extends Reads>(
  { session }: Moment,
  reads: All,
): Promise<Answers<All>> {
  if (!session.inTransaction()) {
    return (await Promise.all(reads.map((read) => read()))) as Answers<All>
  }
  const answers: unknown[] = []
  for (const read of reads) {
    answers.push(await read())
  }
  return answers as Answers<All>
}

const isPassing = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && PASSING.has(error.code)
