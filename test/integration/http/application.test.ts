import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers } from '../../../server/platform/http/index.js'
import type { App } from '../../../server/app.js'
import { testApp } from '../../support/app.js'

const SCRIPT = "document.documentElement.style.fontSize = '20px'"
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-test-page-'))
fs.mkdirSync(path.join(folder, 'assets'))
fs.writeFileSync(path.join(folder, 'index.html'), `<html><script>${SCRIPT}</script></html>`)
fs.writeFileSync(path.join(folder, 'assets/index-B3x4dFg_.js'), 'export {}')

const routes: FastifyPluginAsyncZod = async (app) => {
  const response = answers(z.object({ name: z.string() }).meta({ id: 'Tea' }), {})
  const schema = { operationId: 'getTea', response }
  app.get('/api/tea', { config: { access: access.operator }, schema }, () => ({ name: '茶' }))
}

let app: App
let waitingFor: string[] = []
let isBroken = false
beforeAll(async () => {
  app = await testApp({
    plugins: [routes],
    pages: [{ prefix: '/console/', folder }],
    sandboxUrl: 'http://127.0.0.1:3100',
    readiness: async () => {
      if (isBroken) {
        throw new Error('no database')
      }
      return waitingFor
    },
  })
})
afterAll(() => app.close())

test('/healthz is alive whatever the database does; /readyz tells what it waits for', async () => {
  expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' })
  expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' })
  waitingFor = ['migrations']
  const waiting = await app.inject('/readyz')
  expect([waiting.statusCode, waiting.json()]).toEqual([
    503,
    { status: 'not-ready', waitingFor: ['migrations'] },
  ])
  isBroken = true
  expect((await app.inject('/readyz')).statusCode).toBe(503)
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  isBroken = false
  waitingFor = []
})

test('/metrics is Prometheus text with the answers so far', async () => {
  await app.inject('/healthz')
  const { body, headers } = await app.inject('/metrics')
  expect(headers['content-type']).toContain('text/plain')
  expect(body).toContain('huike_http_answer_seconds_count{method="GET",route="/healthz"')
})

test('/docs/json is OpenAPI 3.1 with the declared access of each route', async () => {
  const document = (await app.inject('/docs/json')).json<{
    openapi: string
    paths: Record<string, { get: { operationId: string; security: unknown; responses: object } }>
  }>()
  expect(document.openapi).toBe('3.1.0')
  const tea = document.paths['/api/tea']?.get
  expect(tea).toMatchObject({ operationId: 'getTea', security: [{ session: [] }] })
  expect(Object.keys(tea?.responses ?? {})).toEqual(['200', '400', '500'])
  expect(Object.keys(document.paths).sort()).toEqual(['/api/tea', '/healthz', '/readyz'])
})

test('a page is served with its own routes; hashed files may be kept for ever', async () => {
  const page = await app.inject('/console/orders/ord_1?x=1')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('<html>')
  expect(page.headers['cache-control']).toBe('no-cache')
  const asset = await app.inject('/console/assets/index-B3x4dFg_.js')
  expect(asset.headers['cache-control']).toContain('immutable')
  const missing = await app.inject('/console/assets/gone.js')
  expect(missing.json()).toMatchObject({ status: 404, code: 'not-found' })
  expect((await app.inject('/')).headers.location).toBe('/console/')
  expect((await app.inject('/console')).headers.location).toBe('/console/')
})

test('the policy allows the inline script of the page and the sandbox, and no upgrade to https', async () => {
  const { headers } = await app.inject('/console/')
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+'/)
  for (const directive of ['frame-ancestors', 'connect-src', 'form-action']) {
    expect(policy).toContain(`${directive} 'self' http://127.0.0.1:3100`)
  }
  expect(policy).not.toContain('upgrade-insecure-requests')
  expect(headers['x-frame-options']).toBeUndefined()
})

test('without a sandbox no other origin may frame a page', async () => {
  const plain = await testApp({ plugins: [], pages: [{ prefix: '/console/', folder }] })
  const { headers } = await plain.inject('/console/')
  expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'self';")
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  await plain.close()
})

test('a caller who never stops is told to wait; callbacks never are', async () => {
  const many: FastifyPluginAsyncZod = async (scope) => {
    const config = { access: access.public, rateLimit: { max: 2, timeWindow: '1 minute' } }
    scope.get('/guess', { config }, () => ({}))
    scope.post('/callbacks/x', { config: { ...config, access: access.callback } }, () => ({}))
  }
  const limited = await testApp({ plugins: [many] })
  const get = async () => (await limited.inject('/guess')).statusCode
  expect([await get(), await get(), await get()]).toEqual([200, 200, 429])
  const last = await limited.inject('/guess')
  expect(last.json()).toMatchObject({ code: 'too-many-requests' })
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  const call = async () =>
    (await limited.inject({ method: 'POST', url: '/callbacks/x' })).statusCode
  expect([await call(), await call(), await call()]).toEqual([200, 200, 200])
  await limited.close()
})
