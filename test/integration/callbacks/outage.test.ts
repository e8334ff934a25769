import { startSystem, type System } from '../../support/system.js'
import { genuinePay, payAddress, post, raw, transaction, wecomEvent } from './senders.js'

let system: System
beforeAll(async () => {
  system = await startSystem({ suffix: '_outage' })
}, 180_000)
afterAll(() => system.stop())

// Failure story 24: a payment callback was answered 200 although handling failed, so the platform never sent it again.
// Guarantee: success is said only after the row is committed; without a store it is 503 to everybody, and soon.
test('failure story 24: without the store no callback is answered with success, each is 503 within 5 s', async () => {
  const payment = await genuinePay(system, transaction(system))
  const event = wecomEvent(system, { Event: 'change_external_contact', ChangeType: 'x' })
  await system.deps.stop()
  await system.deps.db.close()

  const startedAt = performance.now()
  const [wecom, mini, pay] = await Promise.all([
    raw(system, { kind: 'wecom', plaintext: event }),
    raw(system, { kind: 'mini', plaintext: '{"Event":"x"}' }),
    post(payAddress(system), payment.body, payment.headers),
  ])
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect([wecom, mini]).toEqual([
    { status: 503, responseBody: '' },
    { status: 503, responseBody: '' },
  ])
  expect(pay).toEqual({ status: 503, text: '' })
})

test('the open API says so as a problem, with a time to come again', async () => {
  const occurredAt = new Date().toISOString()
  const event = { id: 'e1', type: 'page.viewed', source: 'app', occurredAt, identifiers: {} }
  const answer = await fetch(`${system.url}/open/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.openApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [event] }),
  })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ code: 'store-unavailable', status: 503 })
  expect((await fetch(`${system.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${system.url}/healthz`)).status).toBe(200)
})

test('what is not genuine stays refused, not 503', async () => {
  const forged = await raw(system, {
    kind: 'mini',
    tamper: 'signature',
    plaintext: '{"Event":"x"}',
  })
  expect(forged).toEqual({ status: 401, responseBody: '' })
})
