import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type ClientSession } from 'mongoose'
import { AppError } from '../errors/index.js'
import type { Db } from './connect.js'
import { isNetworkError } from './guarded.js'

export type Tx = ClientSession

const MAX_ATTEMPTS = 8
const MAX_COMMIT_ATTEMPTS = 5
const FIRST_PAUSE_MS = 5
const MAX_PAUSE_MS = 400
const MAX_COMMIT_MS = 10_000

type CommitIf<Outcome> = Readonly<{
  /** Commit only when the work answers this; any other outcome takes every write back. */
  commitIf: Outcome
}>

export interface InTransaction {
  <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>
  <Outcome>(options: CommitIf<Outcome>, work: (tx: Tx) => Promise<Outcome>): Promise<Outcome>
}

/** Binds `inTransaction` to a database. */
export function transactions(db: Db): InTransaction {
  return <Value>(
    first: CommitIf<Value> | ((tx: Tx) => Promise<Value>),
    second?: (tx: Tx) => Promise<Value>,
  ) =>
    typeof first === 'function'
      ? inTransaction(db, first)
      : inTransaction(db, second as (tx: Tx) => Promise<Value>, (value) => value === first.commitIf)
}

/**
 * Runs `work` in one transaction (snapshot reads, majority and journaled commit). A transient conflict runs it again,
 * up to eight times with growing, jittered pauses: so `work` writes to the database and does nothing else.
 * Throws `transaction-conflict` (retriable) when conflicts do not end, and `commit-outcome-unknown` (retriable) when
 * the connection was lost during the commit for good: a repeat must then stand behind a unique key.
 */
export async function inTransaction<Value>(
  db: Db,
  work: (tx: Tx) => Promise<Value>,
  shouldCommit: (value: Value) => boolean = () => true,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await db.startSession()
    try {
      return await attemptOnce(session, work, shouldCommit)
    } catch (error) {
      if (!isTransient(error)) {
        throw error
      }
      if (attempt >= MAX_ATTEMPTS) {
        throw new AppError('transaction-conflict', { retriable: true, cause: error })
      }
    } finally {
      await session.endSession()
    }
    await sleep(pauseMs(attempt))
  }
}

async function attemptOnce<Value>(
  session: ClientSession,
  work: (tx: Tx) => Promise<Value>,
  shouldCommit: (value: Value) => boolean,
): Promise<Value> {
  session.startTransaction({
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
    maxCommitTimeMS: MAX_COMMIT_MS,
  })
  try {
    const value = await work(session)
    if (!shouldCommit(value)) {
      await abort(session)
      return value
    }
    await commit(session)
    return value
  } catch (error) {
    await abort(session)
    throw error
  }
}

/** Sending the same commit again is harmless: the server knows the transaction by its number. */
async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction()
      return
    } catch (error) {
      if (!isUnknownCommit(error)) {
        throw error
      }
      if (attempt >= MAX_COMMIT_ATTEMPTS) {
        throw new AppError('commit-outcome-unknown', { retriable: true, cause: error })
      }
    }
    await sleep(pauseMs(attempt))
  }
}

/** The first error is the one that matters; the server drops a transaction that nobody ends. */
async function abort(session: ClientSession): Promise<void> {
  if (session.inTransaction()) {
    await session.abortTransaction().catch(() => undefined)
  }
}

function isTransient(error: unknown): boolean {
  return hasLabel(error, 'TransientTransactionError') || isNetworkError(error)
}

function isUnknownCommit(error: unknown): boolean {
  return (
    hasLabel(error, 'UnknownTransactionCommitResult') ||
    (isNetworkError(error) && !hasLabel(error, 'TransientTransactionError'))
  )
}

function hasLabel(error: unknown, label: string): boolean {
  return error instanceof mongoose.mongo.MongoError && error.hasErrorLabel(label)
}

function pauseMs(attempt: number): number {
  const longest = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)
  return longest / 2 + Math.random() * (longest / 2)
}
