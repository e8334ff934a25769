import mongoose, { type Connection } from 'mongoose'
import { AppError } from '../errors/index.js'
import { listenForTime } from './server-clock.js'

export type Db = Connection

type Options = Readonly<{
  /** Shown in the server's log and used by tests to aim fail points at one process. */
  appName?: string
  /** Overrides the database named in the address. */
  dbName?: string
  maxPoolSize?: number
  times?: MongoTimes
  /** Emits an event per command, so that tests can count them. */
  monitorCommands?: boolean
}>

/** Bounds of waiting for the database, in milliseconds. */
export type MongoTimes = Readonly<{
  /** Until a primary is found. */
  selectionMs: number
  /** A command without any answer, where it has no bound of its own. */
  socketMs: number
  /** Between two looks at a server; silence for this and `connectMs` together makes it count as away. */
  heartbeatMs: number
  connectMs: number
}>

export const MONGO_TIMES: MongoTimes = {
  selectionMs: 10_000,
  socketMs: 60_000,
  heartbeatMs: 5_000,
  connectMs: 10_000,
}
const POOL_SIZE = 50

/**
 * Opens the one connection pool of a process. Every promise of the product rests on these concerns: a write is
 * acknowledged by the majority and journaled, a read sees only what can no longer be rolled back, both at the primary.
 * Throws `mongodb-not-a-replica-set` for a standalone server: it has no transactions.
 */
export async function connect(uri: string, options: Options = {}): Promise<Db> {
  const times = options.times ?? MONGO_TIMES
  const db = await mongoose
    .createConnection(uri, {
      appName: options.appName ?? 'huike',
      ...(options.dbName === undefined ? {} : { dbName: options.dbName }),
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      retryReads: true,
      maxPoolSize: options.maxPoolSize ?? POOL_SIZE,
      serverSelectionTimeoutMS: times.selectionMs,
      socketTimeoutMS: times.socketMs,
      heartbeatFrequencyMS: times.heartbeatMs,
      connectTimeoutMS: times.connectMs,
      // Indexes and collections are made by migrations only.
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      ignoreUndefined: true,
      monitorCommands: options.monitorCommands ?? false,
    })
    .asPromise()
  try {
    const hello = await db.db?.admin().command({ hello: 1 })
    refuseStandalone(hello)
    listenForTime(db, hello)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

function refuseStandalone(hello: mongoose.mongo.Document | undefined): void {
  const isReplicaSet = typeof hello?.setName === 'string'
  const isSharded = hello?.msg === 'isdbgrid'
  if (!isReplicaSet && !isSharded) {
    throw new AppError('mongodb-not-a-replica-set', {
      detail:
        'MONGODB_URI points at a standalone server. Huike needs transactions and change streams: use a replica set ' +
        '(one member is enough: mongod --replSet rs0, then rs.initiate()) or a sharded cluster.',
    })
  }
}
