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
import type { Order, Tape } from './tape.js'

/** One connection and one delivery at a time: commands reach the wire in the order in which they are issued. */
export const ONE_AT_A_TIME = { ...LIMITS, mongoPoolSize: 1, outboxParallel: 1 }

export type Address = Readonly<{ host: string; port: number }>

export type Ground = Readonly<{
  mongod: Address
  sandbox: Address
  cipher: PiiCipher
  phoneKey: Buffer
  pluginOf: RouteMap
  /** The configuration of a process that reaches database and platforms at these ports only. */
  configFor(ports: Readonly<{ mongo: number; platforms: number }>): Config
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
  /** False once it was killed, or once everything fails for it. */
  isWell(): boolean
  /** One request through the real routes, hooks and error handler. Throws `LifeOver` when the process died meanwhile. */
  ask(request: InjectOptions): Promise<Answer>
  /** One turn of a part; what it throws is forgotten, as a loop of the process logs it and goes on. */
  turn(part: Turn): Promise<void>
  /** Ends it as kill -9 does, unless it is dead, and lets the server forget it, as it does by itself after 60 s. */
  end(): Promise<void>
}>

/** Begins a life on a migrated database: what a restart is inside the test's process. */
export async function beginLife(ground: Ground, tape: Tape): Promise<Life> {
  const state = { isDead: false, allFails: false, refused: 0 }
  const death = signal()
  const judge = (order: Order): Order => {
    if (state.isDead || state.allFails) {
      state.refused += 1
      if (state.refused === ground.patience) {
        kill()
      }
      return 'before'
    }
    state.allFails = order !== 'pass' && tape.lastStruck()?.isSticky === true
    return order
  }
  const kill = () => {
    state.isDead = true
    database.cut()
    platforms.cut()
    death.give()
  }
  const wiring = { tape, judge, onKill: kill }
  const database = await mongoProxy({ target: ground.mongod, ...wiring })
  const platforms = await httpProxy({ target: ground.sandbox, ...wiring })
  const deps = await compose(ground, { mongo: database.port, platforms: platforms.port })
  const inject = doors(deps.app, ground.pluginOf)

  return {
    isWell: () => !state.isDead && !state.allFails,
    async ask(request) {
      const answer = await Promise.race([inject(request), death.given])
      if (answer === undefined) {
        throw new LifeOver('killed before the answer')
      }
      return answer
    },
    async turn(part) {
      const work = deps.hand[part]().then(
        () => undefined,
        () => undefined,
      )
      await Promise.race([work, death.given])
    },
    async end() {
      kill()
      await Promise.all([
        deps.close().catch(() => undefined),
        forget(ground, database.openSessions()),
      ])
      await Promise.all([database.close(), platforms.close()])
    },
  }
}

async function compose(
  ground: Ground,
  ports: Readonly<{ mongo: number; platforms: number }>,
): Promise<Deps> {
  const config = ground.configFor(ports)
  const db = await connect(config.mongo.uri, { maxPoolSize: ONE_AT_A_TIME.mongoPoolSize })
  const { cipher, phoneKey } = ground
  const parts = { log: silentLog(), metrics: createMetrics(), limits: ONE_AT_A_TIME }
  return wire(config, { ...parts, db, cipher, phoneKey }).deps
}

/** A dead client's transaction would hold its documents for 60 s: here the time has passed. */
async function forget({ observer }: Ground, sessions: readonly unknown[]): Promise<void> {
  if (sessions.length > 0) {
    await observer.db?.admin().command({ killSessions: sessions })
  }
}

function signal() {
  let give: () => void = () => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}
