import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { App } from '../../../server/app.js'
import { access, type Authenticators } from '../../../server/platform/http/index.js'
import { testApp } from '../../support/app.js'

const operator = {
  operatorId: 'opr_1',
  sessionId: 'ses_1',
  username: 'lin',
  name: '林',
  role: 'operator',
  permissions: ['customers.read'],
  storeCodes: null,
} as const

const authenticators: Authenticators = {
  operator: (request) =>
    Promise.resolve(request.cookies.huike_session === 'good' ? operator : null),
  customer: (token) =>
    Promise.resolve(
      token === 'good' ? { openid: 'o1', appid: 'wx1', expiresAt: new Date(0) } : null,
    ),
  openApi: (key) =>
    Promise.resolve(
      key === 'good'
        ? { name: 'pos', scopes: ['customers:read'], trusted: true, sources: null }
        : null,
    ),
}

const routes: FastifyPluginAsyncZod = async (app) => {
  app.get('/open', { config: { access: access.public } }, () => ({ ok: true }))
  app.get('/any-operator', { config: { access: access.operator } }, (request) => ({
    who: request.operator.username,
  }))
  app.get('/customers', { config: { access: access.permission('customers.read') } }, () => ({}))
  app.get('/secrets', { config: { access: access.permission('phones.reveal') } }, () => ({}))
  app.get('/mine', { config: { access: access.customer } }, (request) => ({
    who: request.customer.openid,
  }))
  app.get('/system', { config: { access: access.openApi('customers:read') } }, (request) => ({
    who: request.openApi.name,
  }))
  app.post('/events', { config: { access: access.openApi('events:write') } }, () => ({}))
  app.post('/api/change', { config: { access: access.operator } }, () => ({ ok: true }))
  app.get('/confused', { config: { access: access.public } }, (request) => ({
    who: request.operator.username,
  }))
}

const options = {
  plugins: [routes],
  authenticators,
  permissions: ['customers.read', 'phones.reveal'],
  scopes: ['customers:read', 'events:write'],
}
let app: App
beforeAll(async () => {
  app = await testApp(options)
})
afterAll(() => app.close())

const cookie = (value: string) => ({ cookie: `huike_session=${value}` })
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })

test.each([
  ['/open', {}, 200, undefined],
  ['/any-operator', {}, 401, 'not-logged-in'],
  ['/any-operator', cookie('forged'), 401, 'not-logged-in'],
  ['/any-operator', cookie('good'), 200, undefined],
  ['/customers', cookie('good'), 200, undefined],
  ['/secrets', cookie('good'), 403, 'not-allowed'],
  ['/mine', {}, 401, 'bearer-missing'],
  ['/mine', bearer('forged'), 401, 'customer-token-invalid'],
  ['/mine', bearer('good'), 200, undefined],
  ['/system', bearer('forged'), 401, 'api-key-invalid'],
  ['/system', bearer('good'), 200, undefined],
])('GET %s with %o answers %i', async (url, headers, status, code) => {
  const answer = await app.inject({ url, headers })
  expect(answer.statusCode).toBe(status)
  expect(answer.json<{ code?: string }>().code).toBe(code)
})

test('a key without the scope is refused before the body is read', async () => {
  const request = { method: 'POST', url: '/events', headers: bearer('good'), payload: '{broken' }
  const answer = await app.inject({ ...request, method: 'POST' })
  expect(answer.statusCode).toBe(403)
  expect(answer.json()).toMatchObject({ code: 'scope-missing' })
})

// Guarantee: another site cannot make a logged-in browser change anything.
test('a state-changing request without the header of our own pages is refused', async () => {
  const request = { method: 'POST', url: '/api/change', headers: cookie('good') } as const
  const refused = await app.inject(request)
  expect(refused.json()).toMatchObject({ status: 403, code: 'csrf-header-missing' })
  const headers = { ...cookie('good'), 'x-huike-csrf': '1' }
  expect((await app.inject({ ...request, headers })).statusCode).toBe(200)
})

test('a route that reads a caller its access does not give is a bug: 500 without detail', async () => {
  const answer = await app.inject({ url: '/confused', headers: cookie('good') })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('invariant')
})

// Guarantee: a new route cannot be open by forgetting.
describe('the application refuses to start', () => {
  const start = (plugin: FastifyPluginAsyncZod) => testApp({ ...options, plugins: [plugin] })

  test('with a route that declares no access', async () => {
    const silent: FastifyPluginAsyncZod = async (scope) => {
      scope.get('/forgotten', () => ({}))
    }
    await expect(start(silent)).rejects.toThrow('/forgotten declares no access')
  })

  test('with a permission or scope that nobody can hold', async () => {
    const wrong: FastifyPluginAsyncZod = async (scope) => {
      scope.get('/x', { config: { access: access.permission('customer.read') } }, () => ({}))
    }
    await expect(start(wrong)).rejects.toThrow('unknown permission customer.read')
  })
})
