import { buildApp, type App } from '../../server/app.js'
import { allMigrations } from '../../server/composition/catalogues.js'
import type { Config } from '../../server/config.js'
import { wire, type Deps } from '../../server/deps.js'
import { blindIndexKey, piiCipher } from '../../server/platform/crypto/index.js'
import { createLog } from '../../server/platform/log/index.js'
import { createMetrics } from '../../server/platform/metrics/index.js'
import { connect, runMigrations, type Db } from '../../server/platform/mongo/index.js'
import type { OpenEvent } from '../clients/open-client.js'
import type { Prepared } from './load/callbacks.js'

/** The whole product in this process, ticked by hand: nothing runs by itself. */
export type Product = Readonly<{
  db: Db
  app: App
  hand: Deps['hand']
  /** Through the real route of the open API, 500 in a request. Throws unless all were `accepted`, or what is expected. */
  sendEvents(events: readonly OpenEvent[], expected?: 'accepted' | 'duplicate'): Promise<void>
  /** Through the real route of a platform. Throws unless all were taken. */
  sendCallbacks(callbacks: readonly Prepared[]): Promise<void>
  close(): Promise<void>
}>

const IN_ONE_REQUEST = 500

/** As `composeDeps` does; `isMonitored` lets commands be heard. */
export async function openProduct(
  config: Config,
  { isMonitored = false }: { isMonitored?: boolean } = {},
): Promise<Product> {
  const { uri, dbName } = config.mongo
  const db = await connect(uri, { dbName, appName: 'bench', monitorCommands: isMonitored })
  await runMigrations(db, allMigrations)
  const cipher = piiCipher(config.secrets.piiKeys)
  const phoneKey = await blindIndexKey(db, cipher)
  const parts = { log: createLog({ level: 'error' }), metrics: createMetrics() }
  const { deps, prepare } = wire(config, { ...parts, db, cipher, phoneKey })
  await prepare()
  const app = await buildApp({ ...deps.app, pages: [] })
  const [key = ''] = config.openApi.keys.values()
  return {
    db,
    app,
    hand: deps.hand,
    sendEvents: (events, expected = 'accepted') => sendEvents(app, { events, expected, key }),
    sendCallbacks: (callbacks) => sendCallbacks(app, callbacks),
    async close() {
      await app.close()
      await deps.close()
    },
  }
}

type Sending = Readonly<{ events: readonly OpenEvent[]; expected: string; key: string }>

async function sendEvents(app: App, { events, expected, key }: Sending): Promise<void> {
  for (let start = 0; start < events.length; start += IN_ONE_REQUEST) {
    const answer = await app.inject({
      method: 'POST',
      url: '/open/v1/events',
      headers: { authorization: `Bearer ${key}` },
      payload: { events: events.slice(start, start + IN_ONE_REQUEST) },
    })
    const { results = [] } = answer.json<{ results?: { status: string }[] }>()
    if (answer.statusCode !== 200 || results.some(({ status }) => status !== expected)) {
      throw new Error(`open API: ${answer.statusCode} ${answer.body.slice(0, 500)}`)
    }
  }
}

async function sendCallbacks(app: App, callbacks: readonly Prepared[]): Promise<void> {
  const answers = await Promise.all(
    callbacks.map(({ path: url, body: payload, contentType }) =>
      app.inject({ method: 'POST', url, payload, headers: { 'content-type': contentType } }),
    ),
  )
  const refused = answers.filter(({ statusCode }) => statusCode !== 200)
  if (refused.length > 0) {
    throw new Error(`${refused.length} callbacks were refused: ${refused[0]?.statusCode ?? 0}`)
  }
}
