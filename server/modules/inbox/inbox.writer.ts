import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import { isNetworkError, type Db } from '../../platform/mongo/index.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'

export type Stored = 'stored' | 'duplicate'

type Waiter = Readonly<{
  row: InboxRow
  resolve(stored: Stored): void
  reject(error: unknown): void
}>

/** While so many inserts are under way, further rows collect and share the next one. */
const MAX_IN_FLIGHT = 2
const MAX_BATCH = 1_000
const MAX_QUEUED = 20_000
const MAX_ATTEMPTS = 3
const PAUSE_MS = 100
const INSERT_MS = 4_000
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
      const batch = waiting.splice(0, MAX_BATCH)
      inFlight += 1
      void store(batch).finally(() => {
        inFlight -= 1
        pump()
      })
    }
  }

  async function store(batch: readonly Waiter[]): Promise<void> {
    try {
      const duplicates = await insertOnce(batch.map(({ row }) => row))
      batch.forEach(({ resolve }, index) => resolve(duplicates.has(index) ? 'duplicate' : 'stored'))
    } catch (cause) {
      const error = new AppError('store-unavailable', { retriable: true, cause })
      batch.forEach(({ reject }) => reject(error))
    }
  }

  /** The indexes of rows that were stored before. A cut connection is repeated by hand: the key makes it harmless. */
  async function insertOnce(documents: InboxRow[]): Promise<Set<number>> {
    const untilMs = performance.now() + INSERT_MS
    for (let attempt = 1; ; attempt += 1) {
      // all attempts together: a platform waits 5 s
      const timeoutMS = Math.max(1, Math.round(untilMs - performance.now()))
      try {
        await rows.insertMany(documents, { ordered: false, timeoutMS })
        return new Set()
      } catch (error) {
        const duplicates = duplicatesIn(error)
        if (duplicates !== null) {
          return duplicates
        }
        if (!isNetworkError(error) || attempt >= MAX_ATTEMPTS) {
          throw error
        }
      }
      await sleep(PAUSE_MS * attempt)
    }
  }

  return {
    insert(row: InboxRow): Promise<Stored> {
      if (waiting.length >= MAX_QUEUED) {
        return Promise.reject(new AppError('store-unavailable', { retriable: true }))
      }
      return new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject })
        pump()
      })
    },
  }
}

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
