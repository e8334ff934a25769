// One replica set for all workers of a jest run; each worker has a database of its own (database.ts).
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MongoMemoryReplSet } from 'mongodb-memory-server-core'
import { ensureMongod } from '../../scripts/ensure-mongod.mjs'
import { findChromium } from './find-chromium.mjs'

export default async () => {
  // what the files of this run share (run-keys.ts), and its name (lent-database.ts)
  process.env.HUIKE_TEST_RUN = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-run-'))
  if (process.env.MONGODB_URI === undefined) {
    const { file } = await ensureMongod()
    process.env.MONGOMS_SYSTEM_BINARY = file
    process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false' // else it warns that this is not its default version
    process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false'
    globalThis.__REPLSET__ = await MongoMemoryReplSet.create({
      replSet: {
        name: 'rs0',
        count: 1,
        storageEngine: 'wiredTiger',
        // enableTestCommands: tests break connections and commits on purpose (fail points)
        args: ['--setParameter', 'enableTestCommands=1', '--wiredTigerCacheSizeGB', '0.5'],
      },
      instanceOpts: [{ launchTimeout: 60_000 }], // a busy machine
    })
    process.env.MONGODB_URI = globalThis.__REPLSET__.getUri() // workers start later and inherit it
  }
  process.env.CHROMIUM ??= await findChromium()
}
