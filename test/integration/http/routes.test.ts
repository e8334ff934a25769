import { buildApp, type App } from '../../../server/app.js'
import { loadConfig } from '../../../server/config.js'
import { composeDeps, type Deps } from '../../../server/deps.js'
import type { DeclaredRoute } from '../../../server/platform/http/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { silentLog } from '../../support/app.js'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'

const database = useDatabase([], { suffix: '_routes' })
let deps: Deps
let app: App
beforeAll(async () => {
  const config = loadConfig(testEnvironment({ MONGODB_URI: withName(database.uri, database.name) }))
  deps = await composeDeps(config, { log: silentLog(), metrics: createMetrics() })
  app = await buildApp({ ...deps.app, pages: [] })
  await app.ready()
}, 180_000)
afterAll(async () => {
  await app.close()
  await deps.stop()
  await deps.close()
})

function withName(uri: string, name: string): string {
  const url = new URL(uri)
  url.pathname = `/${name}`
  return url.href
}

const routes = (): readonly DeclaredRoute[] =>
  app.declaredRoutes.filter(({ method }) => !method.includes('HEAD'))

/** Routes of `/api` that one must reach before being logged in. */
const BEFORE_LOG_IN = [
  'POST /api/session',
  'GET /api/sidebar/login-url',
  'POST /api/sidebar/session',
]

// Guarantee: who may call a route follows from its address; a new route cannot be open by mistake.
test('every route declares the access that its address promises', () => {
  const kinds = { '/callbacks/': 'callback', '/open/v1/': 'open-api', '/api/': 'operator' } as const
  for (const { method, url, access } of routes()) {
    const prefix = Object.keys(kinds).find((start) => url.startsWith(start)) as keyof typeof kinds
    const isException = BEFORE_LOG_IN.includes(`${method} ${url}`)
    if (prefix !== undefined && !isException) {
      expect({ method, url, kind: access.kind }).toEqual({ method, url, kind: kinds[prefix] })
    }
  }
  expect(routes().length).toBeGreaterThan(30)
})

test('every route that is not public refuses a stranger before it looks at the request', async () => {
  for (const { method, url, access } of routes()) {
    if (access.kind === 'public' || access.kind === 'callback') {
      continue
    }
    const path = url.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x')
    const headers = { 'x-huike-csrf': '1', authorization: 'Bearer forged' }
    const answer = await app.inject({ method: method as 'GET', url: path, headers })
    expect({ method, url, status: answer.statusCode }).toEqual({ method, url, status: 401 })
  }
})

test('every documented route has one operationId of its own', () => {
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, unknown>> }
  const ids = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { operationId } = operation as { operationId?: string }
      return operationId ?? `${method} ${path} has none`
    }),
  )
  expect(ids.filter((id) => id.includes(' '))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test('the first admin of an empty database can log in to the whole application', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-huike-csrf': '1' },
    payload: { username: 'admin', password: 'test-admin-password' },
  })
  expect(answer.statusCode).toBe(200)
  expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' })
})
