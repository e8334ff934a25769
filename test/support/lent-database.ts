import mongoose from 'mongoose'
import { allMigrations } from '../../server/composition/catalogues.js'
import { connect, runMigrations, type Db } from '../../server/platform/mongo/index.js'
import { refuseRealDatabase, testMongoUri } from './database.js'

// Migrating a database takes a second, and a mongod slows down with every collection that it has. So a worker lends its
// migrated databases to one test file after the other and empties them in between.

/** What migrating left, each written as JSON: a collection's options and indexes, and its documents, by its name. */
type Shape = Readonly<{
  collections: Readonly<Record<string, string>>
  documents: Readonly<Record<string, string>>
}>
type Shelved = { _id: string; run: string; isFree: boolean; shape: string }

const { EJSON } = mongoose.mongo.BSON

export type LentDatabase = Readonly<{
  name: string
  /** For the next file; only when nobody uses it any more. A database that is not given back is never lent again. */
  giveBack(): Promise<void>
}>

const LOG = 'migrations'
/** Beyond this dropping is faster than deleting. */
const MANY_DOCUMENTS = 5_000

/** A database with the shape that all migrations give, and with nothing in it but what they put there. */
export async function lendDatabase(): Promise<LentDatabase> {
  const worker = `test_${process.env.HUIKE_TEST_SUITE ?? 'jest'}_${process.env.JEST_WORKER_ID ?? '1'}`
  const run = process.env.HUIKE_TEST_RUN ?? ''
  const shelf = await connect(testMongoUri(), { dbName: `${worker}_shelf`, appName: 'test-shelf' })
  const shelved = shelf.collection<Shelved>('databases')
  try {
    for (;;) {
      const taken = { $set: { isFree: false } }
      const free = await shelved.findOneAndUpdate({ run, isFree: true }, taken)
      if (free === null) {
        break
      }
      if (await isRestored(free._id, JSON.parse(free.shape) as Shape)) {
        return lent(free._id)
      }
    }
    const name = `${worker}_lent_${await shelved.countDocuments({ run })}`
    const shape = JSON.stringify(await migrated(name))
    await shelved.replaceOne({ _id: name }, { run, isFree: false, shape }, { upsert: true })
    return lent(name)
  } finally {
    await shelf.close()
  }

  function lent(name: string): LentDatabase {
    return {
      name,
      async giveBack() {
        const db = await connect(testMongoUri(), { dbName: `${worker}_shelf` })
        await db
          .collection<Shelved>('databases')
          .updateOne({ _id: name }, { $set: { isFree: true } })
        await db.close()
      },
    }
  }
}

async function migrated(name: string): Promise<Shape> {
  return withDatabase(name, async (db) => {
    await db.dropDatabase()
    await runMigrations(db, allMigrations)
    const collections = await collectionsOf(db)
    const all = Object.keys(collections).filter((each) => each !== LOG)
    const documents = await Promise.all(
      all.map(async (each) => [each, await db.collection(each).find().toArray()] as const),
    )
    const left = documents.filter(([, some]) => some.length > 0)
    const written = left.map(([each, some]) => [each, EJSON.stringify(some)] as const)
    return { collections, documents: Object.fromEntries(written) }
  })
}

/** Whether the database is now as after migrating; one that is of another shape, or too full, is dropped instead. */
async function isRestored(name: string, shape: Shape): Promise<boolean> {
  return withDatabase(name, async (db) => {
    const collections = await collectionsOf(db)
    const foreign = Object.keys(collections).filter((each) => !(each in shape.collections))
    const own = Object.keys(shape.collections).filter((each) => each !== LOG)
    const counts = await Promise.all(
      own.map((each) => db.collection(each).estimatedDocumentCount()),
    )
    const done = await db.collection<{ _id: string }>(LOG).distinct('_id')
    const isSame =
      own.every((each) => collections[each] === shape.collections[each]) &&
      counts.reduce((sum, count) => sum + count, 0) <= MANY_DOCUMENTS &&
      JSON.stringify(done.sort()) === JSON.stringify(allMigrations.map((each) => each.name).sort())
    if (!isSame) {
      await db.dropDatabase()
      return false
    }
    await Promise.all(foreign.map((each) => db.dropCollection(each)))
    await Promise.all(own.map((each) => db.collection(each).deleteMany({})))
    for (const [each, documents] of Object.entries(shape.documents)) {
      await db.collection(each).insertMany(EJSON.parse(documents) as object[])
    }
    return true
  })
}

async function collectionsOf(db: Db): Promise<Record<string, string>> {
  const listed = (await db.db?.listCollections().toArray()) ?? []
  const described = await Promise.all(
    listed.map(async ({ name, options }: { name: string; options?: object }) => {
      const indexes = await db.collection(name).listIndexes().toArray()
      const sorted = indexes.sort((a, b) => String(a.name).localeCompare(String(b.name)))
      return [name, EJSON.stringify({ options: options ?? {}, indexes: sorted })] as const
    }),
  )
  return Object.fromEntries(described)
}

async function withDatabase<Answer>(
  name: string,
  work: (db: Db) => Promise<Answer>,
): Promise<Answer> {
  refuseRealDatabase(name)
  const db = await connect(testMongoUri(), { dbName: name, appName: 'test-lender' })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
