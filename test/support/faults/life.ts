import type net from 'node:net'
import path from 'node:path'
import type { InjectOptions } from 'fastify'
import type { Config } from '../../../server/config.js'
import { wire, type Deps } from '../../../server/deps.js'
import { LIMITS } from '../../../server/limits.js'
import type { PiiCipher } from '../../../server/platform/crypto/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'
import { silentLog } from '../app.js'
import { doors, type Answer, type RouteMap } from './doors.js'
import { httpProxy } from './http-proxy.js'
import { mongoProxy } from './mongo-proxy.js'
import type { Planted } from './plant.js'
import type { Order, Tape } from './tape.js'

/** One connection and one delivery at a time: commands reach the wire in the order in which they are issued. */
const HOUR_MS = 60 * 60_000
const NO_LIMIT = 1_000_000
const CLOSE_MS = 5_000
/** Shares of call budgets are held for the whole run, else their age would decide which commands there are. */
export const ONE_AT_A_TIME = {
  ...LIMITS,
  mongoPoolSize: 1,
  outboxParallel: 1,
  callChunkMs: HOUR_MS,
  // One customer begins every run: more often in a minute than a runaway.
  requestsPerMinute: {
    public: NO_LIMIT,
    operator: NO_LIMIT,
    customer: NO_LIMIT,
    'open-api': NO_LIMIT,
  },
}

export type Address = Readonly<{ host: string; port: number }>

export type Ground = Readonly<{
  mongod: net.NetConnectOpts
  sandbox: Address
  /** For sockets. */
  folder: string
  cipher: PiiCipher
  phoneKey: Buffer
  pluginOf: RouteMap
  /** The configuration of a process that reaches database and platforms here only. */
  configFor(at: Readonly<{ socket: string; platforms: number }>): Config
  /** A bug on purpose. */
  plant?: Planted
  /** When everything fails: so many commands are refused before somebody restarts the process. */
  patience: number
  /** Straight to mongod, past every proxy. */
  observer: Db
}>

export type Turn = keyof Deps['hand']

/** The process is gone and gives no answer. */
export class LifeOver extends Error {}

/** One life of the product's process: a composition whose database and platforms are behind proxies. */
export type Life = Readonly<{
  /** False once it was killed or frozen, or once everything fails for it. */
  isWell(): boolean
  isFrozen(): boolean
  /** The server drops what a silent life has begun, as it does by itself after 60 s. */
  lapse(): Promise<void>
  /** A frozen life goes on where it stood; resolves when what it was about is over, or when it is frozen again. */
  thaw(): Promise<void>
  /** One request through the real routes, hooks and error handler. Throws `LifeOver` when the process died meanwhile. */
  ask(request: InjectOptions): Promise<Answer>
  /** One turn of a part; what it throws is forgotten, as a loop of the process logs it and goes on. */
  turn(part: Turn): Promise<void>
  /** Ends it as kill -9 does, unless it is dead, and lets the server forget it, as it does by itself after 60 s. */
  end(): Promise<void>
}>

let lives = 0

/** Begins a life on a migrated database: what a restart is inside the test's process. */
export async function beginLife(ground: Ground, tape: Tape): Promise<Life> {
  const state = { isDead: false, isFrozen: false, allFails: false, refused: 0 }
  let silence = signal()
  const held: (() => void)[] = []
  let underWay: Promise<unknown> = Promise.resolve()
  const judge = (order: Order): Order => {
    if (state.isDead || state.allFails) {
      state.refused += 1
      if (state.refused === ground.patience) {
        kill()
      }
      return 'before'
    }
    if (state.isFrozen || order === 'freeze') {
      state.isFrozen = true
      return 'freeze'
    }
    state.allFails = order !== 'pass' && tape.lastStruck()?.isSticky === true
    return order
  }
  const kill = () => {
    state.isDead = true
    database.cut()
    platforms.cut()
    silence.give()
  }
  const onFreeze = (resume: () => void) => {
    held.push(resume)
    silence.give()
  }
  /** What the process does, as long as it is heard of. */
  async function unlessSilent<Value>(work: Promise<Value>): Promise<Value> {
    underWay = work
    const value = await Promise.race([work, silence.given])
    if (value === undefined) {
      throw new LifeOver('silent before the answer')
    }
    return value
  }
  const wiring = { tape, judge, onKill: kill, onFreeze }
  const socket = path.join(ground.folder, `${(lives += 1)}.sock`)
  const database = await mongoProxy({ target: ground.mongod, path: socket, ...wiring })
  const platforms = await httpProxy({
    target: ground.sandbox,
    ...wiring,
    ...(ground.plant?.calls === undefined ? {} : { rewrite: ground.plant.calls }),
  })
  const deps = await compose(ground, { socket, platforms: platforms.port })
  const inject = doors(deps.app, ground.pluginOf)

  return {
    isWell: () => !state.isDead && !state.allFails && !state.isFrozen,
    isFrozen: () => state.isFrozen && !state.isDead,
    ask: (request) => unlessSilent(inject(request)),
    async turn(part) {
      await unlessSilent(deps.hand[part]().then(done, done)).catch(onlyIfOver)
    },
    lapse: () => forget(ground, database.openSessions()),
    async thaw() {
      state.isFrozen = false
      silence = signal()
      held.splice(0).forEach((resume) => resume())
      await Promise.race([underWay.catch(() => undefined), silence.given])
    },
    async end() {
      kill()
      await Promise.all([
        Promise.race([deps.close().catch(() => undefined), longEnough()]),
        forget(ground, database.openSessions()),
      ])
      await Promise.all([database.close(), platforms.close()])
    },
  }
}

async function compose(
  ground: Ground,
  at: Readonly<{ socket: string; platforms: number }>,
): Promise<Deps> {
  const config = ground.configFor(at)
  const db = await connect(config.mongo.uri, { maxPoolSize: ONE_AT_A_TIME.mongoPoolSize })
  const planted = ground.plant?.database?.(db) ?? db
  const { cipher, phoneKey } = ground
  const parts = { log: silentLog(), metrics: createMetrics(), limits: ONE_AT_A_TIME }
  return wire(config, { ...parts, db: planted, cipher, phoneKey }).deps
}

/** A dead client's transaction would hold its documents for 60 s: here the time has passed. */
async function forget({ observer }: Ground, sessions: readonly unknown[]): Promise<void> {
  if (sessions.length > 0) {
    await observer.db?.admin().command({ killSessions: sessions })
  }
}

/**
 * Now and then the driver waits for ever for a socket that was cut while it was closing. Nobody waits for what a killed
 * process still does.
 */
const longEnough = (): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, CLOSE_MS).unref())

const done = () => 'done'

function onlyIfOver(error: unknown): void {
  if (!(error instanceof LifeOver)) {
    throw error
  }
}

function signal() {
  let give: () => void = () => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}
