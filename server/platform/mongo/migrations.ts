import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from './connect.js'
import { isDuplicateKey } from './guarded.js'

/**
 * One forward step of the stored shape. Safe to run twice and safe while the previous version still runs:
 * add, backfill, switch, remove. The name begins with its number and never changes: `0001-inbox-indexes`.
 */
export type Migration = Readonly<{ name: string; up(db: Db): Promise<void> }>

type MigrationDocument = { _id: string; doneAt?: Date; owner?: string; leasedUntil?: Date }

const COLLECTION = 'migrations'
const LEASE_MS = 60_000
const POLL_MS = 200
const LOCK = 'lock'

/** Runs what has not run yet, in order, one process at a time; answers the names that it ran. */
export async function runMigrations(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  const log = db.collection<MigrationDocument>(COLLECTION)
  const done = new Set((await log.find({ doneAt: { $exists: true } }).toArray()).map((m) => m._id))
  const open = migrations.filter((migration) => !done.has(migration.name))
  if (open.length === 0) {
    return []
  }
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`
  await lock(db, owner)
  const ran: string[] = []
  try {
    for (const migration of open) {
      // another process may have run it while this one waited for the lock
      if ((await log.findOne({ _id: migration.name })) === null) {
        await migration.up(db)
        await log.insertOne({ _id: migration.name, doneAt: new Date() })
        ran.push(migration.name)
      }
      await renew(db, owner)
    }
  } finally {
    await log.deleteOne({ _id: LOCK, owner })
  }
  return ran
}

async function lock(db: Db, owner: string): Promise<void> {
  const log = db.collection<MigrationDocument>(COLLECTION)
  for (;;) {
    try {
      const leasedUntil = new Date(Date.now() + LEASE_MS)
      const free = { _id: LOCK, leasedUntil: { $lt: new Date() } }
      await log.updateOne(free, { $set: { owner, leasedUntil } }, { upsert: true })
      const holder = await log.findOne({ _id: LOCK })
      if (holder?.owner === owner) {
        return
      }
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error
      }
    }
    await sleep(POLL_MS)
  }
}

async function renew(db: Db, owner: string): Promise<void> {
  const leasedUntil = new Date(Date.now() + LEASE_MS)
  await db
    .collection<MigrationDocument>(COLLECTION)
    .updateOne({ _id: LOCK, owner }, { $set: { leasedUntil } })
}

/** Collections must exist before a transaction first writes to them on a sharded cluster. */
export async function ensureCollections(db: Db, names: readonly string[]): Promise<void> {
  const present = new Set(
    (await db.db?.listCollections({}, { nameOnly: true }).toArray())?.map((c) => c.name),
  )
  for (const name of names.filter((candidate) => !present.has(candidate))) {
    await db.createCollection(name).catch((error: unknown) => {
      // 48: somebody else made it in the meantime
      if ((error as { code?: number }).code !== 48) {
        throw error
      }
    })
  }
}

const INDEX_NOT_FOUND = 27

/** May be repeated: an index that is gone is what was wanted. */
export async function dropIndex(
  collection: Readonly<{ dropIndex(name: string): Promise<unknown> }>,
  name: string,
): Promise<void> {
  await collection.dropIndex(name).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== INDEX_NOT_FOUND) {
      throw error
    }
  })
}
