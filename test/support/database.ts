import {
  connect,
  runMigrations,
  type Db,
  type Migration,
} from '../../server/platform/mongo/index.js'

export type TestDatabase = {
  /** Open from the first `beforeAll` on. */
  readonly db: Db
  readonly uri: string
  readonly name: string
  /** Deletes every document and keeps the indexes: for `beforeEach`. */
  empty(): Promise<void>
}

const WORKER = process.env.JEST_WORKER_ID ?? '1'

/** The address of the replica set that jest's global setup started (or of MONGODB_URI). */
export function testMongoUri(): string {
  const uri = process.env.MONGODB_URI
  if (uri === undefined) {
    throw new Error('MONGODB_URI is not set: tests run under jest, which starts a replica set')
  }
  return uri
}

/** Throws for a database whose name does not begin with `test_`: what drops or empties must never meet real data. */
export function refuseRealDatabase(name: string): void {
  if (!name.startsWith('test_')) {
    throw new Error(`refused: the database ${name} is not named test_…`)
  }
}

/**
 * A database of this jest worker, dropped before the tests of the file and migrated as told.
 * `suffix` gives a file a second database (a process under test of its own).
 */
export function useDatabase(
  migrations: readonly Migration[] = [],
  { suffix = '' }: { suffix?: string } = {},
): TestDatabase {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const name = `test_${suite}_${WORKER}${suffix}`
  let open: Db | undefined
  beforeAll(async () => {
    refuseRealDatabase(name)
    open = await connect(testMongoUri(), { dbName: name, appName: `jest-${WORKER}` })
    await open.dropDatabase()
    await runMigrations(open, migrations)
  })
  afterAll(async () => {
    await open?.close()
  })
  return {
    name,
    uri: testMongoUri(),
    get db() {
      if (open === undefined) {
        throw new Error('the database is opened in beforeAll: use it inside tests and hooks')
      }
      return open
    },
    async empty() {
      refuseRealDatabase(name)
      const collections = (await open?.db?.collections()) ?? []
      const data = collections.filter((c) => c.collectionName !== 'migrations')
      await Promise.all(data.map((collection) => collection.deleteMany({})))
    },
  }
}
