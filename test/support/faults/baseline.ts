import type { Db } from '../../../server/platform/mongo/index.js'
import { refuseRealDatabase } from '../database.js'
import { putJobsOff } from './time-passes.js'

/** Not a scenario's business: never written by what is played. */
const KEPT = ['migrations', 'platform_secrets']

export type Baseline = Readonly<{
  /** Puts these collections back to what they held. */
  restore(collections: Iterable<string>): Promise<void>
}>

/** Remembers every document of a test's database, so that each run begins with the same. */
export async function takeBaseline(db: Db): Promise<Baseline> {
  refuseRealDatabase(db.name)
  await putJobsOff(db)
  const collections = (await db.db?.collections()) ?? []
  const held = new Map<string, object[]>()
  for (const collection of collections) {
    held.set(collection.collectionName, await collection.find().toArray())
  }
  return {
    async restore(names) {
      const wanted = [...names].filter((name) => !KEPT.includes(name))
      await Promise.all(
        wanted.map(async (name) => {
          await db.collection(name).deleteMany({})
          const documents = held.get(name) ?? []
          if (documents.length > 0) {
            await db.collection(name).insertMany(documents)
          }
        }),
      )
    },
  }
}
