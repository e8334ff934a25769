import { buildApp } from '../../../server/app.js'
import type { Config } from '../../../server/config.js'
import { composeDeps } from '../../../server/deps.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import type { Db } from '../../../server/platform/mongo/index.js'
import { consoleClient, type ConsoleClient } from '../../../scripts/clients/console-client.js'
import { openClient, type OpenClient } from '../../../scripts/clients/open-client.js'
import type { SandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { shopClient, type ShopClient } from '../../../scripts/clients/shop-client.js'
import { silentLog } from '../app.js'
import { mapRoutes, type RouteMap } from './doors.js'
import { ONE_AT_A_TIME } from './life.js'
import type { Mailbox } from './mailbox.js'
import { letTimePass } from './time-passes.js'

/** The whole product, listening and without any fault: it makes what a scenario begins with. */
export type House = Readonly<{
  url: string
  control: SandboxClient
  db: Db
  console(): Promise<ConsoleClient>
  open: OpenClient
  /** A person's phone, logged in. */
  phone(personId: string): Promise<ShopClient>
  /** Hands over the next callback in the mailbox. */
  deliver(): Promise<void>
  /** Until nothing is left to do. */
  work(): Promise<void>
  pluginOf: RouteMap
  close(): Promise<void>
}>

type Parts = Readonly<{
  config: Config
  admin: Readonly<{ username: string; password: string }>
  openApiKey: string
  control: SandboxClient
  mailbox: Mailbox
  db: Db
}>

export async function openHouse(parts: Parts): Promise<House> {
  const { config, admin, openApiKey, control, mailbox, db } = parts
  const deps = await composeDeps(config, {
    log: silentLog(),
    metrics: createMetrics(),
    limits: ONE_AT_A_TIME,
  })
  const app = await buildApp({ ...deps.app, pages: [] })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    control,
    db,
    async console() {
      const desk = consoleClient(url)
      await desk.logIn(admin)
      return desk
    },
    open: openClient(url, openApiKey),
    async phone(personId) {
      const shop = shopClient(url)
      await shop.logIn(await control.loginCode(personId))
      return shop
    },
    async deliver() {
      const callback = await mailbox.next()
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
      while ((await letTimePass(db)).total > 0) {
        await deps.tick()
      }
    },
    pluginOf: await mapRoutes(deps.app),
    async close() {
      await app.close()
      await deps.close()
    },
  }
}
