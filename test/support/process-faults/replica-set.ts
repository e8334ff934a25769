import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { MongoMemoryReplSet } from 'mongodb-memory-server-core'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'

const STEP_DOWN_S = 5
const ELECTED_MS = 60_000
const LAUNCH_MS = 60_000
/** Small: three members share the machine with everything else. */
const CACHE_GB = '0.25'
/** What a killed process leaves open in the database locks its documents so long; production has 20 s. */
const ORPHANS_S = 5
/** A step-down closes no connection; 189 is what its own connection may say afterwards. */
const PRIMARY_STEPPED_DOWN = 189

/** A replica set of its own, whose members can be killed: no other test meets its faults. */
export type ReplicaSet = Readonly<{
  /** Where the members listen, in the order of the set. */
  ports: readonly number[]
  uri(database: string): string
  /** An own connection, past every proxy. */
  db: Db
  /** The primary hands over and may not be elected for a while; nothing is cut. */
  stepDown(): Promise<void>
  /** Power cut of the primary: SIGKILL. Answers once another one is elected; `restart` brings the member back. */
  killPrimary(): Promise<{ restart(): Promise<void> }>
  stop(): Promise<void>
}>

type Options = Readonly<{ members: number; database: string }>

export async function startReplicaSet({ members, database }: Options): Promise<ReplicaSet> {
  useInstalledMongod()
  const set = await MongoMemoryReplSet.create({
    replSet: {
      name: 'rs0',
      count: members,
      storageEngine: 'wiredTiger',
      args: [
        '--wiredTigerCacheSizeGB',
        CACHE_GB,
        '--setParameter',
        `transactionLifetimeLimitSeconds=${ORPHANS_S}`,
      ],
      // with the default of 10 s an election takes longer than a whole scenario
      configSettings: { electionTimeoutMillis: 1_000 },
    },
    instanceOpts: Array.from({ length: members }, () => ({ launchTimeout: LAUNCH_MS })),
  })
  const ports = set.servers.map(({ instanceInfo }) => instanceInfo?.port ?? 0)
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',')
  const uri = (name: string) => `mongodb://${hosts}/${name}?replicaSet=rs0`
  const db = await connect(uri(database), { appName: 'process-faults' })
  const admin = (command: Record<string, unknown>) => db.db?.admin().command(command)
  const primaryPort = async () => {
    const hello = await admin({ hello: 1 })
    return Number(String(hello?.primary).split(':')[1])
  }
  const anotherPrimary = (former: number) =>
    waitUntil(
      async () => {
        const port = await primaryPort()
        if (Number.isNaN(port) || port === former) {
          throw new Error('no other primary yet')
        }
      },
      { withinMs: ELECTED_MS },
    )

  return {
    ports,
    uri,
    db,
    async stepDown() {
      const former = await primaryPort()
      const order = { replSetStepDown: STEP_DOWN_S, secondaryCatchUpPeriodSecs: 2 }
      await admin(order)?.catch((error: unknown) => {
        if ((error as { code?: number }).code !== PRIMARY_STEPPED_DOWN) {
          throw error
        }
      })
      await anotherPrimary(former)
    },
    async killPrimary() {
      const former = await primaryPort()
      const instance = set.servers.find(({ instanceInfo }) => instanceInfo?.port === former)
        ?.instanceInfo?.instance
      const mongod = instance?.mongodProcess
      if (instance === undefined || mongod === undefined) {
        throw new Error(`no member on port ${former}`)
      }
      const gone = new Promise((resolve) => mongod.once('close', resolve))
      mongod.kill('SIGKILL')
      await gone
      await instance.stop() // lets it forget the dead process
      await anotherPrimary(former)
      return { restart: () => instance.start() }
    },
    async stop() {
      await db.close()
      await set.stop({ doCleanup: true, force: true })
    },
  }
}

/** The mongod that set-up has installed; jest's global setup has named it already unless MONGODB_URI was given. */
function useInstalledMongod(): void {
  process.env.MONGOMS_SYSTEM_BINARY ??= execFileSync(
    process.execPath,
    [path.resolve('scripts/ensure-mongod.mjs')],
    { encoding: 'utf8' },
  ).trim()
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false'
  process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false'
}
