import { buildApp } from '../../../server/app.js'
import type { Config } from '../../../server/config.js'
import { composeDeps } from '../../../server/deps.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import type { Db } from '../../../server/platform/mongo/index.js'
import { consoleClient, type ConsoleClient } from '../../../scripts/clients/console-client.js'
import { silentLog } from '../app.js'
import { mapRoutes, type RouteMap } from './doors.js'
import { ONE_AT_A_TIME } from './life.js'
import type { Callback } from './mailbox.js'
import { letTimePass } from './time-passes.js'

/** The whole product, listening and without any fault: it makes what a scenario begins with. */
export type House = Readonly<{
  url: string
  console(): Promise<ConsoleClient>
  /** Takes a callback in; throws when it is refused. */
  accept(callback: Callback): Promise<void>
  /** Works events, and delivers nothing that they leave behind. */
  workInbox(): Promise<void>
  /** Until nothing is left to do. */
  work(): Promise<void>
  pluginOf: RouteMap
  close(): Promise<void>
}>

type Parts = Readonly<{
  config: Config
  admin: Readonly<{ username: string; password: string }>
  db: Db
}>

export async function openHouse(parts: Parts): Promise<House> {
  const { config, admin, db } = parts
  const deps = await composeDeps(config, {
    log: silentLog(),
    metrics: createMetrics(),
    limits: ONE_AT_A_TIME,
  })
  const app = await buildApp({ ...deps.app, pages: [] })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    async console() {
      const desk = consoleClient(url)
      await desk.logIn(admin)
      return desk
    },
    async accept(callback) {
      const answer = await app.inject({
        method: 'POST',
        url: callback.url,
        headers: callback.headers,
        payload: callback.body,
      })
      if (answer.statusCode >= 300) {
        throw new Error(`${callback.url} answered ${answer.statusCode}: ${answer.body}`)
      }
    },
    async work() {
      for (let left = await letTimePass(db); left.total > 0; left = await letTimePass(db)) {
        await deps.tick()
        if (left.jobs > 0) {
          await deps.hand.jobs()
        }
      }
    },
    async workInbox() {
      while ((await letTimePass(db)).inbox > 0) {
        await deps.hand.inbox()
      }
    },
    pluginOf: await mapRoutes(deps.app),
    async close() {
      await app.close()
      await deps.close()
    },
  }
}
