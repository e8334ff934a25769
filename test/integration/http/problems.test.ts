import { z } from 'zod'
import mongoose from 'mongoose'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { App } from '../../../server/app.js'
import {
  AppError,
  defineErrors,
  refuse,
  type Result,
} from '../../../server/platform/errors/index.js'
import {
  access,
  answers,
  BODY_LIMIT,
  orProblem,
  rawBodies,
} from '../../../server/platform/http/index.js'
import { memoryLog, testApp } from '../../support/app.js'

const errors = defineErrors({
  'cup-is-full': { status: 409, title: 'The cup is full' },
  'kettle-broken': { status: 502, title: 'The kettle does not answer', retriable: true },
})
const Cup = z.strictObject({ size: z.enum(['small', 'large']), sugar: z.int().min(0) })
const open = { access: access.public }

const fillCup = (): Result<{ size: string }, 'cup-is-full'> =>
  refuse('cup-is-full', 'pour it out first')

const routes: FastifyPluginAsyncZod = async (app) => {
  const response = answers(z.object({ size: z.string() }), errors, ['cup-is-full'])
  const schema = { operationId: 'fillCup', body: z.object({ cups: z.array(Cup) }), response }
  app.post('/cups', { config: open, schema }, () => orProblem(fillCup(), errors))
  app.get('/kettle', { config: open }, () => {
    throw new AppError('kettle-broken', { detail: 'inner words' })
  })
  app.get('/unlisted', { config: open }, () => {
    throw new AppError('nobody-listed-this', { detail: 'inner words' })
  })
  app.get('/bug', { config: open }, () => {
    throw new Error('called 13812345678 with inner words')
  })
  app.get('/store', { config: open }, () => {
    throw new mongoose.mongo.MongoNetworkError('connection closed')
  })
  await app.register(async (scope) => {
    rawBodies(scope)
    const config = { access: access.callback }
    const options = { config, bodyLimit: BODY_LIMIT.callback, schema: { hide: true } }
    scope.post('/callbacks/echo', options, (request) => {
      const isBuffer = Buffer.isBuffer(request.body)
      return { isBuffer, bytes: isBuffer ? (request.body as Buffer).length : -1 }
    })
    scope.post('/callbacks/refuse', options, () => {
      throw new AppError('cup-is-full', { detail: 'the signature was off by one' })
    })
  })
}

const { log, lines } = memoryLog()
let app: App
beforeAll(async () => {
  app = await testApp({ plugins: [routes], errorTables: [errors], log })
})
afterAll(() => app.close())

const post = (url: string, payload: string | object, type = 'application/json') =>
  app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })

test('a refusal is a problem document with its code, title, detail and the request id', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/cups',
    payload: { cups: [{ size: 'small', sugar: 1 }] },
    headers: { 'x-request-id': 'order-7' },
  })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.headers['x-request-id']).toBe('order-7')
  expect(answer.json()).toEqual({
    type: 'urn:huike:error:cup-is-full',
    title: 'The cup is full',
    status: 409,
    code: 'cup-is-full',
    detail: 'pour it out first',
    requestId: 'order-7',
  })
})

test('bad input names every field and rule', async () => {
  const answer = await post('/cups', { cups: [{ size: 'huge', sugar: -1 }, { size: 'small' }] })
  const problem = answer.json<{ code: string; errors: { field: string; rule: string }[] }>()
  expect(answer.statusCode).toBe(400)
  expect(problem.code).toBe('request-invalid')
  const fields = problem.errors.map(({ field }) => field)
  expect(fields).toEqual(['cups.0.size', 'cups.0.sugar', 'cups.1.sugar'])
  const empty = await post('/cups', '', 'application/json')
  expect(empty.json()).toMatchObject({ status: 400, code: 'body-malformed' })
})

test.each([
  ['/cups', '{"cups":', 'application/json', 400, 'body-malformed'],
  ['/cups', '<cups/>', 'text/xml', 415, 'media-type-unsupported'],
  ['/cups', `"${'x'.repeat(64 * 1024)}"`, 'application/json', 413, 'body-too-large'],
  ['/nowhere', '{}', 'application/json', 404, 'not-found'],
])('POST %s: %# is answered as a problem', async (url, body, type, status, code) => {
  const answer = await post(url, body, type)
  expect(answer.json()).toMatchObject({ status, code })
  expect(answer.statusCode).toBe(status)
})

// Guarantee: what breaks inside is in our log and nowhere else.
test.each([
  ['/kettle', 502, 'kettle-broken'],
  ['/unlisted', 500, 'internal-error'],
  ['/bug', 500, 'internal-error'],
  ['/store', 503, 'store-unavailable'],
])('GET %s answers %i without a word from inside', async (url, status, code) => {
  const answer = await app.inject({ url })
  expect(answer.json()).toMatchObject({ status, code })
  expect(answer.body).not.toContain('inner words')
  expect(answer.json()).not.toHaveProperty('detail')
  expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined)
})

test('a harmful request id is replaced', async () => {
  const answer = await app.inject({ url: '/bug', headers: { 'x-request-id': 'a b\tc' } })
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

describe('callbacks', () => {
  test.each(['application/json', 'text/xml', 'application/x-broken', undefined])(
    'get their bytes unparsed, sent as %s',
    async (type) => {
      const headers = type === undefined ? {} : { 'content-type': type }
      const request = { method: 'POST', url: '/callbacks/echo', headers } as const
      const answer = await app.inject({ ...request, payload: Buffer.from('{"not json') })
      expect(answer.json()).toEqual({ isBuffer: true, bytes: 10 })
    },
  )

  test('take 256 KiB and not one byte more', async () => {
    const send = (size: number) => post('/callbacks/echo', Buffer.alloc(size), 'text/xml')
    expect((await send(256 * 1024)).statusCode).toBe(200)
    expect((await send(256 * 1024 + 1)).statusCode).toBe(413)
  })

  test('are refused with the bare status', async () => {
    const answer = await post('/callbacks/refuse', '<xml/>', 'text/xml')
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toBe('')
  })
})

// Guarantee: the log holds no query string (signatures, codes, phone numbers) and no phone inside an error.
test('one line per answer, without query string or phone number', async () => {
  await app.inject({ url: '/kettle?phone=13912345678&msg_signature=abc' })
  await app.inject({ url: '/bug' })
  const written = lines().join('')
  expect(written).toContain('"path":"/kettle"')
  expect(written).not.toContain('msg_signature')
  expect(written).not.toMatch(/1[39]\d{9}/)
})
