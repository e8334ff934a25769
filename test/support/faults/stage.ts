import fs from 'node:fs'
import type net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { sandboxClient, type SandboxClient } from '../../../scripts/clients/sandbox-client.js'
import {
  createSandbox,
  mintKeyRing,
  serverEnvironment,
  type KeyRing,
  type SandboxCredentials,
} from '../../../scripts/sandbox/index.js'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { loadConfig } from '../../../server/config.js'
import { blindIndexKey, piiCipher } from '../../../server/platform/crypto/index.js'
import { connect, runMigrations, type Db } from '../../../server/platform/mongo/index.js'
import { refuseRealDatabase, testMongoUri } from '../database.js'
import { openHouse, type House } from './house.js'
import type { Address, Ground } from './life.js'
import { crashSettings } from './settings.js'
import { mongoProxy } from './mongo-proxy.js'
import { tape, type Order } from './tape.js'
import { openMailbox, type Mailbox } from './mailbox.js'

/** What all runs of all scenarios of a file share: a WeChat, a database, a mailbox for callbacks. No process of the product yet. */
export type Stage = Readonly<{
  ground: Ground
  db: Db
  control: SandboxClient
  mailbox: Mailbox
  credentials: SandboxCredentials
  house: House
  /** Collections that the house has written to. */
  touched: ReadonlySet<string>
  /** Forgets everything but the first admin and the jobs, for the next scenario. */
  reset(): Promise<void>
  close(): Promise<void>
}>

export const OPEN_API_KEY = 'crash-open-api-key-0123456789'
const ADMIN = { username: 'admin', password: 'crash-admin-password' } as const
/** The driver looks again at once after a cut connection; with its own 500 ms every fault would cost as much. */
const DRIVER_OPTIONS = 'directConnection=true&minHeartbeatFrequencyMS=5&serverMonitoringMode=poll'

const KEPT = ['migrations', 'platform_secrets', 'operators', 'jobs']
const pass = (order: Order): Order => order
let minted: Promise<KeyRing> | undefined

export async function openStage(): Promise<Stage> {
  minted ??= mintKeyRing()
  const mailbox = await openMailbox()
  const targets = {
    wecom: `${mailbox.url}/callbacks/wecom`,
    mini: `${mailbox.url}/callbacks/mini`,
  }
  const sandbox = await createSandbox({ seed: 7, keys: await minted, targets })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-crash-'))
  const dbName = databaseName()
  const db = await connect(testMongoUri(), { dbName, appName: 'crash-observer' })
  await db.dropDatabase()
  await runMigrations(db, allMigrations)
  const fixed = environment(sandbox.credentials, { folder, notifyBaseUrl: mailbox.url })
  const mongod = wayToMongod(addressOf(testMongoUri().replace('mongodb:', 'http:')))
  const configFor: Ground['configFor'] = ({ socket, platforms }) =>
    loadConfig({ ...fixed, ...basesAt(sandbox.credentials, platforms), ...at(socket, dbName) })
  const cipher = piiCipher(configFor({ socket: 'none', platforms: 1 }).secrets.piiKeys)
  const phoneKey = await blindIndexKey(db, cipher)
  const houseTape = tape() // never runs: it only tells which collections are the house's doing
  const socket = path.join(folder, 'house.sock')
  const wire = await mongoProxy({
    target: mongod,
    path: socket,
    tape: houseTape,
    judge: pass,
    onKill() {},
    onFreeze() {},
  })
  const direct = configFor({ socket, platforms: sandbox.port })
  const control = sandboxClient(sandbox.url)
  const house = await openHouse({
    config: direct,
    admin: ADMIN,
    db,
  })
  const { pluginOf } = house
  const platforms = addressOf(sandbox.url)
  return {
    ground: {
      folder,
      mongod,
      sandbox: platforms,
      cipher,
      phoneKey,
      configFor,
      observer: db,
      pluginOf,
      patience: crashSettings().patience,
    },
    db,
    control,
    mailbox,
    credentials: sandbox.credentials,
    house,
    touched: houseTape.touched,
    reset: () => emptyAllBut(db, KEPT),
    async close() {
      await house.close()
      await wire.close()
      await sandbox.close()
      await mailbox.close()
      await db.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function emptyAllBut(db: Db, kept: readonly string[]): Promise<void> {
  refuseRealDatabase(db.name)
  const all = (await db.db?.collections()) ?? []
  const data = all.filter(({ collectionName }) => !kept.includes(collectionName))
  await Promise.all(data.map((collection) => collection.deleteMany({})))
}

function databaseName(): string {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const name = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_crash`
  refuseRealDatabase(name)
  return name
}

function environment(
  credentials: SandboxCredentials,
  { folder, notifyBaseUrl }: { folder: string; notifyBaseUrl: string },
): Record<string, string> {
  const file = (name: string, pem: string) => {
    const full = path.join(folder, name)
    fs.writeFileSync(full, pem, { mode: 0o600 })
    return full
  }
  return {
    ...serverEnvironment(credentials),
    PAY_MERCHANT_CERT_FILE: file('cert.pem', credentials.merchantCertPem),
    PAY_PRIVATE_KEY_FILE: file('key.pem', credentials.merchantPrivateKeyPem),
    PAY_PUBLIC_KEY_FILE: file('public.pem', credentials.payPublicKeyPem),
    SESSION_SECRET: 'crash-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 5).toString('base64')}`,
    ADMIN_PASSWORD: ADMIN.password,
    OPEN_API_KEYS: `crash:${OPEN_API_KEY}`,
    NOTIFY_BASE_URL: notifyBaseUrl,
  }
}

function at(socket: string, database: string): Record<string, string> {
  return { MONGODB_URI: `mongodb://${encodeURIComponent(socket)}/${database}?${DRIVER_OPTIONS}` }
}

/** The platforms' addresses, moved to the proxy's port. */
function basesAt(credentials: SandboxCredentials, port: number): Record<string, string> {
  const { WECOM_API_BASE, MINI_API_BASE, PAY_API_BASE } = credentials
  const moved = (base: string) => Object.assign(new URL(base), { port: String(port) }).toString()
  return {
    WECOM_API_BASE: moved(WECOM_API_BASE),
    MINI_API_BASE: moved(MINI_API_BASE),
    PAY_API_BASE: moved(PAY_API_BASE),
  }
}

/** mongod's own socket where there is one. */
function wayToMongod({ host, port }: Address): net.NetConnectOpts {
  const socket = `/tmp/mongodb-${port}.sock`
  return fs.existsSync(socket) ? { path: socket } : { host, port }
}

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}
