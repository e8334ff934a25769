// A one-member replica set with a persistent folder, for one process tree: npm start, npm run serve, stories.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureMongod } from './ensure-mongod.mjs'
import { freePort, isFree } from './processes/ports.mjs'

const DYING_MS = 30_000
const LAUNCH_MS = 60_000
const POLL_MS = 250
const CACHE_GB = '0.5' // the default would be half of the memory
/** What a killed process leaves open locks documents so long; MongoDB's own 60 s is longer than leases last. */
const TRANSACTION_S = 20

/**
 * Starts mongod on `folder`, which keeps its data and its port (the set's stored configuration holds the port). Waits up
 * to 30 s for a dying mongod to leave both. `onEnd` is called when mongod ends without being told to.
 */
export async function startEmbeddedMongo({ folder, onEnd, log = () => undefined }) {
  fs.mkdirSync(folder, { recursive: true })
  const port = await portOf(folder)
  await waitUntilLeft({ folder, port, log })
  const { file, version } = await ensureMongod()
  Object.assign(process.env, {
    MONGOMS_SYSTEM_BINARY: file,
    MONGOMS_SYSTEM_BINARY_VERSION_CHECK: 'false', // else it warns that this is not its default version
    MONGOMS_RUNTIME_DOWNLOAD: 'false',
  })
  // imported late: packages may just have been installed
  const { MongoMemoryReplSet } = await import('mongodb-memory-server-core')
  const set = await MongoMemoryReplSet.create({
    replSet: {
      name: 'rs0',
      count: 1,
      storageEngine: 'wiredTiger',
      args: [
        ...['--wiredTigerCacheSizeGB', CACHE_GB],
        ...['--setParameter', `transactionLifetimeLimitSeconds=${TRANSACTION_S}`],
      ],
      // Ctrl-C reaches the whole process group, and mongod must stop after the server
      spawn: { detached: true },
    },
    instanceOpts: [{ dbPath: folder, port, storageEngine: 'wiredTiger', launchTimeout: LAUNCH_MS }],
  })
  let isStopping = false
  const mongod = set.servers[0]?.instanceInfo?.instance.mongodProcess
  mongod?.once('exit', (code, signal) => {
    if (!isStopping) {
      onEnd?.(code ?? signal)
    }
  })
  log(`MongoDB ${version} on port ${port}, data in ${folder}`)
  return {
    port,
    pid: mongod?.pid,
    /** Address of this database of the set. */
    uri: (name) => `mongodb://127.0.0.1:${port}/${name}?replicaSet=rs0`,
    async stop() {
      isStopping = true
      await set.stop({ doCleanup: false })
    },
  }
}

/** The address of a database whose mongod is running on `folder`; throws when none is. */
export async function embeddedUri(folder, name) {
  const file = path.join(folder, 'huike-port')
  const port = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (port === 0 || (await isFree(port))) {
    throw new Error(
      `No database is running in ${folder}. Start the product first (npm start), or set MONGODB_URI.`,
    )
  }
  return `mongodb://127.0.0.1:${port}/${name}?replicaSet=rs0`
}

/** Chosen once and kept beside the data. */
async function portOf(folder) {
  const file = path.join(folder, 'huike-port')
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, String(await freePort()))
  }
  return Number(fs.readFileSync(file, 'utf8'))
}

/** mongodb-memory-server takes another port without a word when this one is taken, and then waits for a primary. */
async function waitUntilLeft({ folder, port, log }) {
  const untilMs = Date.now() + DYING_MS
  for (let told = false; ; await pause(POLL_MS)) {
    const isPortFree = await isFree(port)
    const holder = holderOf(folder)
    if (isPortFree && holder === null) {
      return
    }
    if (Date.now() > untilMs) {
      const who = holder === null ? 'another program' : `process ${holder}`
      throw new Error(
        `The database folder ${folder} or its port ${port} is still in use by ${who} after ` +
          `${DYING_MS / 1000} s. Stop it (another npm start or npm run serve?), or set DATA_DIR to another folder.`,
      )
    }
    if (!told) {
      told = true
      log(`waiting for another mongod to leave ${folder} and port ${port} …`)
    }
  }
}

/** The process that mongod's own lock file names, when it is alive and a mongod. */
function holderOf(folder) {
  const file = path.join(folder, 'mongod.lock')
  const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').trim()) : 0
  if (!Number.isInteger(pid) || pid <= 0) {
    return null
  }
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM' ? pid : null
  }
  const commandFile = `/proc/${pid}/cmdline`
  const command = fs.existsSync(commandFile) ? fs.readFileSync(commandFile, 'utf8') : 'mongod'
  return command.includes('mongod') ? pid : null // numbers of processes are used again
}
