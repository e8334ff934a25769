import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { connect } from '../../server/platform/mongo/index.js'
import { API_NODE_OPTIONS } from '../../server/node-options.js'
import { loadConfig, type Config } from '../../server/config.js'
import { startProcess, type Process } from './process.js'

const SANDBOX = path.resolve(import.meta.dirname, '../sandbox/main.js')
const SERVER = path.resolve(import.meta.dirname, '../../server/main.js')
const MAY_BE_DROPPED = /^(bench|test)_/
const READY_MS = 60_000

/** Where benches run: a store, the WeChat sandbox, and whatever processes of the product they ask for. */
export type Stage = Readonly<{
  isQuick: boolean
  /** Of `identity`: null for all areas, and for the size that the README tells of. */
  areas: readonly string[] | null
  size: number | null
  sandboxUrl: string
  openApiKey: string
  mongoUri: string
  /** A mongod of our own, which may be stopped for a while; null when MONGODB_URI is somebody else's. */
  ownMongod: Readonly<{ uri: string; pid: number }> | null
  note(text: string): void
  /** The environment of a process on this database, which is called `bench_…`. */
  environment(database: string, more?: Environment): Environment
  config(database: string, more?: Environment): Config
  /** A name that nobody else uses; dropped when the bench ends. */
  freshDatabase(what: string): string
  /** The real server. */
  startServer(database: string, more?: Environment): Promise<Process>
  /** Another program of ours with the environment of a server. */
  startProgram(file: string, database: string, more?: Environment): Promise<Process>
  close(): Promise<void>
}>

type Environment = Readonly<Record<string, string>>
type Settings = Readonly<{ folder: string; mongoUri: string; isQuick: boolean }> &
  Pick<Stage, 'ownMongod' | 'note' | 'areas' | 'size'>

export async function openStage(settings: Settings): Promise<Stage> {
  const { folder, mongoUri, isQuick, areas, size, ownMongod, note } = settings
  const started: Process[] = []
  const databases: string[] = []
  const openApiKey = randomBytes(18).toString('base64url')
  const secrets = {
    SESSION_SECRET: randomBytes(24).toString('base64url'),
    PII_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
    OPEN_API_KEYS: `bench:${openApiKey}`,
  }
  const sandbox = await startProcess({
    file: SANDBOX,
    environment: { SANDBOX_PORT: '0', SANDBOX_DATA_DIR: path.join(folder, 'sandbox') },
    logFile: path.join(folder, 'sandbox.log'),
    announced: /WeChat sandbox: (?<url>http:\S+)/,
    withinMs: READY_MS,
  })
  started.push(sandbox)
  const credentials = await credentialsOf(sandbox.url)

  const environment = (database: string, more: Environment = {}): Environment => ({
    ...credentials,
    ...secrets,
    MONGODB_URI: withDatabase(mongoUri, database),
    HOST: '127.0.0.1',
    PORT: '0',
    ...more,
  })
  const start = async (file: string, database: string, more: Environment = {}) => {
    const process = await startProcess({
      file,
      // as `npm run serve` starts it
      environment: {
        ...(more['ROLE'] === 'api' ? { NODE_OPTIONS: API_NODE_OPTIONS } : {}),
        ...environment(database, more),
      },
      logFile: path.join(folder, `${path.basename(file)}-${started.length}.log`),
      announced: /"port":(?<port>\d+).*"msg":"listening"/,
      withinMs: READY_MS,
    })
    started.push(process)
    return process
  }
  return {
    isQuick,
    areas,
    size,
    sandboxUrl: sandbox.url,
    openApiKey,
    mongoUri,
    ownMongod,
    note,
    environment,
    config: (database, more) => loadConfig({ ...environment(database, more) }),
    freshDatabase(what) {
      const name = `bench_${what}_${process.pid}`
      databases.push(name)
      return name
    },
    startServer: (database, more) => start(SERVER, database, more),
    startProgram: start,
    async close() {
      await Promise.all(started.map((process) => process.stop()))
      for (const name of databases) {
        await drop(mongoUri, name)
      }
      fs.rmSync(path.join(folder, 'sandbox'), { recursive: true, force: true })
    },
  }
}

/** Empties and removes; refuses what no bench has made. */
export async function drop(mongoUri: string, name: string): Promise<void> {
  if (!MAY_BE_DROPPED.test(name)) {
    throw new Error(`refused: the database ${name} is not named bench_… or test_…`)
  }
  const db = await connect(mongoUri, { dbName: name, appName: 'bench' })
  await db.dropDatabase()
  await db.close()
}

/** The same servers, another database. */
export function withDatabase(mongoUri: string, name: string): string {
  const parts = /^(?<servers>mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(?<options>\?.*)?$/.exec(
    mongoUri,
  )
  if (parts?.groups === undefined) {
    throw new Error('MONGODB_URI is not an address of MongoDB')
  }
  return `${parts.groups['servers'] ?? ''}/${name}${parts.groups['options'] ?? ''}`
}

/** What a server needs to talk to the sandbox: the fields in upper case. */
async function credentialsOf(sandboxUrl: string): Promise<Environment> {
  const answer = await fetch(`${sandboxUrl}/control/credentials`)
  const credentials = (await answer.json()) as Record<string, string>
  return Object.fromEntries(
    Object.entries(credentials).filter(([name]) => /^[A-Z][A-Z0-9_]+$/.test(name)),
  )
}
