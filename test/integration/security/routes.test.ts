import { buildApp, type App } from '../../../server/app.js'
import type { DeclaredRoute } from '../../../server/platform/http/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { startSystem, type System } from '../../support/system.js'

let system: System
/** The same parts as the listening server, to be asked without a network. */
let app: App
let cookie: string
let customerToken: string
beforeAll(async () => {
  system = await startSystem({ suffix: '_security_routes' })
  app = await buildApp({ ...system.deps.app, metrics: createMetrics(), pages: [] })
  await app.ready()
  cookie = (await system.asOperator()).headers().cookie
  const { personId } = await system.control.addPerson({ name: '小满' })
  const code = await system.control.loginCode(personId)
  const session = await app.inject({ method: 'POST', url: '/mini/v1/sessions', payload: { code } })
  customerToken = session.json<{ token: string }>().token
}, 180_000)
afterAll(async () => {
  await app.close()
  await system.stop()
})

type Headers = Readonly<Record<string, string>>
const KIB = 1024
const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })
const operator = (): Headers => ({ cookie, 'x-huike-csrf': '1' })

const routes = (...kinds: readonly DeclaredRoute['access']['kind'][]) =>
  app.declaredRoutes.filter(
    ({ method, access }) => !method.includes('HEAD') && kinds.includes(access.kind),
  )
const changes = ({ method }: DeclaredRoute) => method !== 'GET'
/** An address of this route; ids in it belong to nobody. */
const addressOf = ({ url }: DeclaredRoute) => url.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x')

async function ask(route: DeclaredRoute, headers: Headers, payload?: string) {
  const json: Headers = payload === undefined ? {} : { 'content-type': 'application/json' }
  const method = route.method as 'GET'
  const url = addressOf(route)
  const answer = await app.inject({ method, url, headers: { ...json, ...headers }, payload })
  const body: unknown = String(answer.headers['content-type']).includes('json')
    ? answer.json()
    : null
  return { status: answer.statusCode, code: (body as { code?: string } | null)?.code }
}

/** What each of these routes answers, and what it should. */
async function everyOne(
  list: readonly DeclaredRoute[],
  request: (route: DeclaredRoute) => Promise<object>,
  expected: object,
) {
  expect(list.length).toBeGreaterThan(0)
  for (const route of list) {
    const { method, url } = route
    expect({ method, url, ...(await request(route)) }).toMatchObject({ method, url, ...expected })
  }
}

// Guarantee: a credential opens its own doors and no others; none opens nothing.
describe('every declared route', () => {
  test('of the console is 401 to strangers, customers and other systems', async () => {
    const csrf = { 'x-huike-csrf': '1' }
    const others = [{}, bearer(customerToken), bearer(system.openApiKey)]
    for (const headers of [...others, { cookie: 'huike_session=forged' }]) {
      const request = (route: DeclaredRoute) => ask(route, { ...csrf, ...headers })
      await everyOne(routes('operator'), request, { status: 401, code: 'not-logged-in' })
    }
  })

  test('of the open API is 401 to strangers, customers and operators', async () => {
    await everyOne(routes('open-api'), (route) => ask(route, {}), { code: 'bearer-missing' })
    for (const headers of [bearer(customerToken), { ...operator(), ...bearer('x') }]) {
      const request = (route: DeclaredRoute) => ask(route, headers)
      await everyOne(routes('open-api'), request, { status: 401, code: 'api-key-invalid' })
    }
  })

  test('of the mini-program is 401 to strangers, operators and other systems', async () => {
    await everyOne(routes('customer'), (route) => ask(route, operator()), { status: 401 })
    for (const token of [system.openApiKey, 'x', `${customerToken.slice(0, -2)}xx`]) {
      const request = (route: DeclaredRoute) => ask(route, bearer(token))
      await everyOne(routes('customer'), request, { status: 401, code: 'customer-token-invalid' })
    }
  })

  test('of a platform is a bare 4xx to whoever is not the platform', async () => {
    for (const route of routes('callback')) {
      const everything = { ...operator(), ...bearer(system.openApiKey) }
      const { method, url } = route
      const { statusCode, body } = await app.inject({
        method: method as 'GET',
        url,
        headers: everything,
        ...(changes(route) ? { payload: '{}' } : {}),
      })
      expect({ url, body, refused: [400, 401].includes(statusCode) }).toEqual({
        url,
        body: '',
        refused: true,
      })
    }
  })

  test('that is open to all is one of a short list', () => {
    const open = routes('public').map(({ method, url }) => `${method} ${url}`)
    const documentation = open.filter((one) => one.startsWith('GET /docs'))
    expect(open.filter((one) => !documentation.includes(one)).sort()).toEqual([
      'GET /',
      'GET /api/sidebar/login-url',
      'GET /healthz',
      'GET /metrics',
      'GET /mini/v1/config',
      'GET /mini/v1/products',
      'GET /mini/v1/products/:productId',
      'GET /mini/v1/stores',
      'GET /pictures/:pictureId',
      'GET /readyz',
      'POST /api/session',
      'POST /api/sidebar/session',
      'POST /mini/v1/sessions',
    ])
  })
})

// Guarantee: another site cannot make the browser of a logged-in operator change anything.
test('every changing route below /api is refused without the header of our own pages', async () => {
  const list = app.declaredRoutes.filter((route) => route.url.startsWith('/api/') && changes(route))
  const changing = list.filter(({ method }) => !method.includes('HEAD'))
  const request = (route: DeclaredRoute) => ask(route, { cookie }, '{}')
  await everyOne(changing, request, { status: 403, code: 'csrf-header-missing' })
})

// Guarantee: no route takes more than it needs (contract.md 3).
describe('a body', () => {
  const LARGER = ['/open/v1/events', '/api/pictures', '/api/imports', '/api/product-sheet']
  const credentials = ({ access }: DeclaredRoute): Headers =>
    access.kind === 'operator'
      ? operator()
      : access.kind === 'customer'
        ? bearer(customerToken)
        : access.kind === 'open-api'
          ? bearer(system.openApiKey)
          : { 'x-huike-csrf': '1' }
  const filled = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2))

  test('of more than 64 KiB is refused by every route but the few that need it', async () => {
    const list = routes('operator', 'customer', 'open-api', 'public').filter(
      (route) => changes(route) && !LARGER.includes(route.url),
    )
    expect(list.length).toBeGreaterThan(15)
    const request = (route: DeclaredRoute) => ask(route, credentials(route), filled(64 * KIB + 1))
    await everyOne(list, request, { status: 413, code: 'body-too-large' })
  })

  test('of more than 256 KiB is refused by every callback, bare', async () => {
    const list = routes('callback').filter(changes)
    const request = (route: DeclaredRoute) => ask(route, {}, filled(256 * KIB + 1))
    await everyOne(list, request, { status: 413, code: undefined })
  })

  test('of events and pictures is refused beyond 5 MiB', async () => {
    const list = app.declaredRoutes.filter(
      ({ url, method }) => LARGER.includes(url) && method === 'POST',
    )
    expect(list).toHaveLength(LARGER.length)
    const request = (route: DeclaredRoute) =>
      ask(route, credentials(route), filled(5 * KIB * KIB + 1))
    for (const route of list) {
      expect([413, 415]).toContain((await request(route)).status)
    }
  })
})
