import fs from 'node:fs'
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
import { openMailbox, type Mailbox } from './mailbox.js'

/** What all runs of one scenario share: a WeChat, a database, a mailbox for callbacks. No process of the product yet. */
export type Stage = Readonly<{
  ground: Ground
  db: Db
  control: SandboxClient
  mailbox: Mailbox
  credentials: SandboxCredentials
  house: House
  close(): Promise<void>
}>

export const OPEN_API_KEY = 'crash-open-api-key-0123456789'
const ADMIN = { username: 'admin', password: 'crash-admin-password' } as const
/** The driver looks again at once after a cut connection; with its own 500 ms every fault would cost as much. */
const DRIVER_OPTIONS = 'directConnection=true&minHeartbeatFrequencyMS=5&serverMonitoringMode=poll'

let minted: Promise<KeyRing> | undefined

/** `name` becomes part of the database's name. */
export async function openStage(name: string): Promise<Stage> {
  minted ??= mintKeyRing()
  const mailbox = await openMailbox()
  const targets = {
    wecom: `${mailbox.url}/callbacks/wecom`,
    mini: `${mailbox.url}/callbacks/mini`,
  }
  const sandbox = await createSandbox({ seed: 7, keys: await minted, targets })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-crash-'))
  const databaseName = databaseNameFor(name)
  const db = await connect(testMongoUri(), { dbName: databaseName, appName: 'crash-observer' })
  await db.dropDatabase()
  await runMigrations(db, allMigrations)
  const fixed = environment(sandbox.credentials, { folder, notifyBaseUrl: mailbox.url })
  const mongod = addressOf(testMongoUri().replace('mongodb:', 'http:'))
  const configFor: Ground['configFor'] = ({ mongo, platforms }) =>
    loadConfig({ ...fixed, ...basesAt(sandbox.credentials, platforms), ...at(mongo, databaseName) })
  const cipher = piiCipher(configFor({ mongo: 1, platforms: 1 }).secrets.piiKeys)
  const phoneKey = await blindIndexKey(db, cipher)
  const direct = configFor({ mongo: mongod.port, platforms: sandbox.port })
  const control = sandboxClient(sandbox.url)
  const house = await openHouse({
    config: direct,
    admin: ADMIN,
    openApiKey: OPEN_API_KEY,
    control,
    mailbox,
    db,
  })
  const { pluginOf } = house
  const platforms = addressOf(sandbox.url)
  return {
    ground: { mongod, sandbox: platforms, cipher, phoneKey, configFor, observer: db, pluginOf },
    db,
    control,
    mailbox,
    credentials: sandbox.credentials,
    house,
    async close() {
      await house.close()
      await sandbox.close()
      await mailbox.close()
      await db.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function databaseNameFor(name: string): string {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const words = name.toLowerCase().replaceAll(/[^a-z]+/g, '_').slice(0, 24)
  const full = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_crash_${words}`
  refuseRealDatabase(full)
  return full
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

function at(port: number, database: string): Record<string, string> {
  return { MONGODB_URI: `mongodb://127.0.0.1:${port}/${database}?${DRIVER_OPTIONS}` }
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

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}

