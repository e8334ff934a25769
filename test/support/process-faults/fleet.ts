import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { consoleClient } from '../../../scripts/clients/console-client.js'
import { openClient } from '../../../scripts/clients/open-client.js'
import { sandboxClient, type SandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { createSandbox, serverEnvironment } from '../../../scripts/sandbox/index.js'
import { compileServer } from '../compiled-server.js'
import { fleetProcess, type FleetProcess } from './fleet-process.js'
import { freePorts } from './free-ports.js'
import { frontDoor, type FrontDoor } from './front-door.js'
import { startReplicaSet, type ReplicaSet } from './replica-set.js'

const DATABASE = 'test_process_faults'
const OPEN_API_KEY = 'faults-open-api-key-0123456789'
const ADMIN = { username: 'admin', password: 'faults-admin-password' } as const
/** A pause of 5 s in WeCom's schedule takes a quarter of a second. */
const RETRY_SPEED = 20
const API = ['api-1', 'api-2'] as const
const WORKERS = ['worker-1', 'worker-2'] as const

type Name = (typeof API)[number] | (typeof WORKERS)[number]

/** Two `api` and two `worker` processes, one database, the sandbox as WeChat and a proxy in front. */
export type Fleet = Readonly<{
  database: ReplicaSet
  sandbox: SandboxClient
  door: FrontDoor
  /** Of the corporation and the mini-program that the sandbox plays. */
  corpId: string
  appId: string
  openApiKey: string
  process(name: Name): FleetProcess
  all: readonly FleetProcess[]
  apis: readonly FleetProcess[]
  workers: readonly FleetProcess[]
  admin(): Promise<ReturnType<typeof consoleClient>>
  open(): ReturnType<typeof openClient>
  stop(): Promise<void>
}>

/** Starts everything from nothing. `members` of the replica set; `seed` of the sandbox's world. */
export async function startFleet({
  members,
  seed,
}: Readonly<{ members: number; seed: number }>): Promise<Fleet> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-fleet-'))
  const [doorPort = 0, ...ports] = await freePorts(1 + API.length + WORKERS.length)
  const [database, compiled] = await Promise.all([
    startReplicaSet({ members, database: DATABASE }),
    compileServer(),
  ])
  const door = await frontDoor({ port: doorPort, ports: ports.slice(0, API.length) })
  const sandbox = await createSandbox({
    seed,
    dataDir: folder, // so that keys and certificates are files, as the configuration wants them
    targets: { wecom: `${door.url}/callbacks/wecom`, mini: `${door.url}/callbacks/mini` },
    retrySpeed: RETRY_SPEED,
  })
  const environment = {
    ...serverEnvironment(sandbox.credentials),
    MONGODB_URI: database.uri(DATABASE),
    SESSION_SECRET: 'faults-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 5).toString('base64')}`,
    ADMIN_PASSWORD: ADMIN.password,
    OPEN_API_KEYS: `faults:${OPEN_API_KEY}`,
    PUBLIC_URL: door.url,
    SANDBOX_URL: sandbox.url,
    LOG_LEVEL: 'warn',
  }
  const roles = [
    ...API.map((name) => ({ name, role: 'api' })),
    ...WORKERS.map((name) => ({ name, role: 'worker' })),
  ]
  const all = await Promise.all(
    roles.map(({ name, role }, i) =>
      fleetProcess({
        name,
        entry: compiled.pathOf('test/support/process-faults/server.ts'),
        port: ports[i] ?? 0,
        environment: { ...environment, ROLE: role },
        memberPorts: database.ports,
      }),
    ),
  )
  const find = (name: Name) => {
    const found = all.find((one) => one.name === name)
    if (found === undefined) {
      throw new Error(`no process ${name}`)
    }
    return found
  }
  const fleet: Fleet = {
    database,
    sandbox: sandboxClient(sandbox.url),
    door,
    corpId: sandbox.credentials.WECOM_CORP_ID,
    appId: sandbox.credentials.MINI_APP_ID,
    openApiKey: OPEN_API_KEY,
    process: find,
    all,
    apis: API.map(find),
    workers: WORKERS.map(find),
    async admin() {
      const desk = consoleClient(door.url)
      await desk.logIn(ADMIN)
      return desk
    },
    open: () => openClient(door.url, OPEN_API_KEY),
    async stop() {
      await Promise.all(all.map((one) => one.close()))
      await sandbox.close()
      await door.close()
      await database.stop()
      compiled.remove()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await Promise.all(all.map((one) => one.start()))
  } catch (error) {
    await fleet.stop()
    throw error
  }
  return fleet
}
