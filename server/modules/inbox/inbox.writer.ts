import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import { isNetworkError, type Db } from '../../platform/mongo/index.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'

export type Stored = 'stored' | 'duplicate'

type Waiter = {
  readonly row: InboxRow
  /** Answered: nobody waits for this row any more. */
  isOver: boolean
  resolve(stored: Stored): void
  reject(error: unknown): void
}

/** While so many inserts are under way, further rows collect and share the next one. */
const MAX_IN_FLIGHT = 2
const MAX_BATCH = 1_000
const MAX_QUEUED = 20_000
const MAX_ATTEMPTS = 3
const PAUSE_MS = 100
/**
 * In the queue and in the store together; all attempts of an insert together. A platform waits 5 s, and saying so to
 * thousands at once takes its time, too.
 */
const ANSWER_MS = 2_500
const DUPLICATE_KEY = 11_000

export type InboxWriter = ReturnType<typeof inboxWriter>

/**
 * Stores rows so that concurrent requests share one `insertMany`. Nobody is answered before the commit that holds their
 * row, and one row that is refused never fails the others. Throws `store-unavailable` (503) when the store does not
 * answer in time: the platform sends again.
 */
export function inboxWriter(db: Db) {
  const rows = inboxCollection(db)
  const waiting: Waiter[] = []
  let inFlight = 0

  function pump(): void {
    while (inFlight < MAX_IN_FLIGHT && waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH).filter(({ isOver }) => !isOver)
      if (batch.length > 0) {
        inFlight += 1
        void store(batch).finally(() => {
          inFlight -= 1
          pump()
        })
      }
    }
  }

  async function store(batch: readonly Waiter[]): Promise<void> {
    try {
      const duplicates = await insertOnce(batch.map(({ row }) => row))
      batch.forEach(({ resolve }, index) => resolve(duplicates.has(index) ? 'duplicate' : 'stored'))
    } catch (cause) {
      const error = unavailable(cause)
      batch.forEach(({ reject }) => reject(error))
    }
  }

  /** The indexes of rows that were stored before. A cut connection is repeated by hand: the key makes it harmless. */
  async function insertOnce(documents: InboxRow[]): Promise<Set<number>> {
    // The driver's own `timeoutMS` has no effect. A signal gives the silent connection up.
    const options = { ordered: false, signal: AbortSignal.timeout(ANSWER_MS) }
    for (let attempt = 1; ; attempt += 1) {
      try {
        await rows.insertMany(documents, options)
        return new Set()
      } catch (error) {
        const duplicates = duplicatesIn(error)
        if (duplicates !== null) {
          return duplicates
        }
        if (!isNetworkError(error) || attempt >= MAX_ATTEMPTS || options.signal.aborted) {
          throw error
        }
      }
      await sleep(PAUSE_MS * attempt)
    }
  }

  return {
    insert(row: InboxRow): Promise<Stored> {
      if (waiting.length >= MAX_QUEUED) {
        return Promise.reject(unavailable())
      }
      return new Promise((resolve, reject) => {
        waiting.push(waiter(row, { resolve, reject }))
        pump()
      })
    },
  }
}

/** Refused when its time is over, wherever the row is then: stored late, it is a duplicate when it comes again. */
function waiter(row: InboxRow, { resolve, reject }: Pick<Waiter, 'resolve' | 'reject'>): Waiter {
  const timer = setTimeout(() => self.reject(unavailable()), ANSWER_MS)
  const end = () => {
    self.isOver = true
    clearTimeout(timer)
  }
  const self: Waiter = {
    row,
    isOver: false,
    resolve(stored) {
      end()
      resolve(stored)
    },
    reject(error) {
      end()
      reject(error)
    },
  }
  return self
}

const unavailable = (cause?: unknown) =>
  new AppError('store-unavailable', { retriable: true, cause })

/** Null when the error is anything else than rows whose key is there already. */
function duplicatesIn(error: unknown): Set<number> | null {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) {
    return null
  }
  const failed = [error.writeErrors].flat()
  const isOnlyDuplicates = failed.length > 0 && failed.every(({ code }) => code === DUPLICATE_KEY)
  // A row whose majority is not sure is not acknowledged, whatever became of the others.
  const isDurable = error.result.getWriteConcernError() === undefined
  return isOnlyDuplicates && isDurable ? new Set(failed.map(({ index }) => index)) : null
}
