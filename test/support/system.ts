import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../scripts/processes/free-port.js'
import { consoleClient, type ConsoleClient } from '../../scripts/clients/console-client.js'
import { openClient, type OpenClient } from '../../scripts/clients/open-client.js'
import { sandboxClient, type SandboxClient } from '../../scripts/clients/sandbox-client.js'
import { shopClient, type ShopClient } from '../../scripts/clients/shop-client.js'
import { waitUntil } from '../../scripts/clients/wait-until.js'
import {
  createSandbox,
  serverEnvironment,
  type Sandbox,
  type SandboxOptions,
} from '../../scripts/sandbox/index.js'
import { buildApp, type AppParts } from '../../server/app.js'
import { loadConfig, type Config } from '../../server/config.js'
import { composeDeps, type Deps } from '../../server/deps.js'
import { LIMITS, type Limits } from '../../server/limits.js'
import type { Log } from '../../server/platform/log/index.js'
import { createMetrics } from '../../server/platform/metrics/index.js'
import { connect } from '../../server/platform/mongo/index.js'
import { silentLog } from './app.js'
import { refuseRealDatabase, testMongoUri } from './database.js'
import { lendDatabase, type LentDatabase } from './lent-database.js'
import { keepRunKeys, layRunKeys } from './run-keys.js'

export const SYSTEM_ADMIN = { username: 'admin', password: 'test-admin-password' } as const

export type SystemOptions = Readonly<{
  sandbox?: SandboxOptions
  /** Added to the server's environment. */
  environment?: Readonly<Record<string, string>>
  log?: Log
  /** What is shown below /console/, /sidebar/ and /m/; none unless asked for. */
  pages?: AppParts['pages']
  /** Part of the database's name, where no database is named or lent. */
  suffix?: string
  /** Keeps what an earlier system of this suffix has left: a restart. */
  keepData?: boolean
  /** On this database as it stands: a second process, a restart. */
  databaseName?: string
  limits?: Partial<Limits>
}>

/** The whole product in this process: the sandbox as WeChat, the real server listening, a database of its own. */
export type System = Readonly<{
  url: string
  sandbox: Sandbox
  /** The sandbox's control API: what people do in WeChat. */
  control: SandboxClient
  deps: Deps
  /** As this process runs: for a second one on the same database. */
  config: Config
  openApiKey: string
  databaseName: string
  /** A session of the first admin, begun through the real route. */
  asOperator(credentials?: { username: string; password: string }): Promise<ConsoleClient>
  /** A person of the sandbox logs in to the mini-program. */
  asCustomer(personId: string): Promise<ShopClient>
  openApi(key?: string): OpenClient
  /** Until nothing is left to be worked. */
  drain(): Promise<void>
  stop(): Promise<void>
}>

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-system-'))
  const databaseName = options.databaseName ?? (await freshDatabase(options))
  layRunKeys(folder)
  const url = `http://127.0.0.1:${await freePort()}`
  const sandbox = await createSandbox({
    seed: 7,
    dataDir: folder, // so that keys and certificates are files, as the configuration wants them
    targets: { wecom: `${url}/callbacks/wecom`, mini: `${url}/callbacks/mini` },
    sidebarUrl: `${url}/sidebar/`,
    ...options.sandbox,
  })
  if (options.sandbox?.dataDir === undefined) {
    keepRunKeys(folder)
  }
  const openApiKey = randomBytes(18).toString('base64url')
  const config = loadConfig({
    ...serverEnvironment(sandbox.credentials),
    MONGODB_URI: testMongoUri(),
    SESSION_SECRET: 'test-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    ADMIN_PASSWORD: SYSTEM_ADMIN.password,
    OPEN_API_KEYS: `test:${openApiKey}`,
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    SANDBOX_URL: sandbox.url,
    ...options.environment,
  })
  const inTestDatabase = { ...config, mongo: { ...config.mongo, dbName: databaseName } }
  const deps = await composeDeps(inTestDatabase, {
    log: options.log ?? silentLog(),
    metrics: createMetrics(),
    limits: { ...LIMITS, settleMs: SETTLE_MS, ...options.limits },
  })
  const app = await buildApp({ ...deps.app, pages: options.pages ?? [] })
  await app.listen({ port: config.process.port, host: '127.0.0.1' })
  await deps.start()

  return {
    ...doors({ url, sandboxUrl: sandbox.url, openApiKey }),
    url,
    sandbox,
    deps,
    config: inTestDatabase,
    openApiKey,
    databaseName,
    async stop() {
      await Promise.all([app.close(), deps.stop()])
      await deps.close()
      await sandbox.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts before the tests of the file, on a database that is lent for the time, and stops after them. */
export function useSystem(options: SystemOptions = {}): { readonly now: System } {
  let system: System | undefined
  let database: LentDatabase | undefined
  beforeAll(async () => {
    database = await lendDatabase()
    system = await startSystem({ ...options, databaseName: database.name })
  }, START_MS)
  afterAll(async () => {
    await system?.stop()
    await database?.giveBack()
  }, START_MS)
  return {
    get now() {
      if (system === undefined) {
        throw new Error('the system is started in beforeAll: use it inside tests and hooks')
      }
      return system
    },
  }
}

/** Sandbox and server have one clock here: its second is over after a second. */
const SETTLE_MS = 1_000
const START_MS = 60_000
const DRAIN_MS = 30_000
const CALLBACKS_MS = 3_000

type Addresses = Readonly<{ url: string; sandboxUrl: string; openApiKey: string }>

function doors({ url, sandboxUrl, openApiKey }: Addresses) {
  const control = sandboxClient(sandboxUrl)
  return {
    control,
    async asOperator(credentials = SYSTEM_ADMIN) {
      const console = consoleClient(url)
      await console.logIn(credentials)
      return console
    },
    async asCustomer(personId: string) {
      const shop = shopClient(url)
      await shop.logIn(await control.loginCode(personId))
      return shop
    },
    openApi: (key = openApiKey) => openClient(url, key),
    async drain() {
      // What people just did in WeChat is told by callbacks, which may still be on their way.
      await waitUntil(() => control.callbacksDelivered(), { withinMs: CALLBACKS_MS }).catch(
        () => undefined, // faults may hold some back for longer: then only what has arrived is drained
      )
      await openClient(url, openApiKey).drain({ withinMs: DRAIN_MS })
    },
  } satisfies Partial<System>
}

async function freshDatabase({ suffix = '', keepData = false }: SystemOptions): Promise<string> {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const name = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_system${suffix}`
  refuseRealDatabase(name)
  if (!keepData) {
    const db = await connect(testMongoUri(), { dbName: name, appName: 'test-system' })
    await db.dropDatabase()
    await db.close()
  }
  return name
}
