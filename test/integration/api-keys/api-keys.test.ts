import { z } from 'zod'
import {
  ApiKeyList,
  ApiKeyView,
  MadeApiKey,
} from '../../../server/modules/api-keys/api-keys.contract.js'
import { useSystem } from '../../support/system.js'
import { eventOf, httpOf, newSource } from '../open-api/till.js'

const system = useSystem({ suffix: '_api_keys' })
const ALL = ['events:write', 'customers:read', 'phones:read', 'inbox:read']
let count = 0

async function make(change: object = {}) {
  const operator = await system.now.asOperator()
  count += 1
  const body = { name: `key ${count}`, scopes: ALL, trusted: true, ...change }
  return (await operator.send('POST', '/api/api-keys', MadeApiKey, { body, accept: [201] })).body
}
const listed = async (apiKeyId: string) => {
  const operator = await system.now.asOperator()
  const { items } = (await operator.send('GET', '/api/api-keys?limit=100', ApiKeyList)).body
  return items.find((item) => item.apiKeyId === apiKeyId)
}
const revoke = async (apiKeyId: string) =>
  (await system.now.asOperator()).send('POST', `/api/api-keys/${apiKeyId}/revoke`, ApiKeyView)
const stats = async (key: string) => (await httpOf(system.now, key).get('/inbox/stats')).status

// Guarantee: a key is shown once; what is stored, listed and logged of it opens nothing.
test('a key that was made works, and only its hash is stored', async () => {
  const { key, ...made } = await make()
  expect(key).toMatch(/^hk_[\w-]{43}$/)
  expect(await stats(key)).toBe(200)
  for (const wrong of [key.slice(0, -1), `${key}x`, key.toUpperCase(), key.slice(3), 'hk_']) {
    expect(await stats(wrong)).toBe(401)
  }
  const { db } = system.now.deps
  const collections = (await db.db?.collections()) ?? []
  const texts = await Promise.all(
    collections.map(async (one) => JSON.stringify(await one.find().toArray())),
  )
  expect(texts.filter((text) => text.includes(key))).toEqual([])
  expect(JSON.stringify(await listed(made.apiKeyId))).not.toContain(key)
  expect(await listed(made.apiKeyId)).toMatchObject({ tail: key.slice(-4), createdBy: '管理员' })
})

// Guarantee: revoking closes the door at the very next request, whoever has used the key before.
test('a revoked key is out at once, again and for good; its name is free', async () => {
  const { key, apiKeyId, name } = await make()
  expect(await stats(key)).toBe(200)
  const first = await revoke(apiKeyId)
  expect(first.body).toMatchObject({ state: 'revoked', revokedAt: expect.any(String) as string })
  expect(await stats(key)).toBe(401)
  expect((await revoke(apiKeyId)).body).toEqual(first.body)
  const next = await make({ name })
  expect(await stats(next.key)).toBe(200)
  expect(await stats(key)).toBe(401)
})

test('last use is told to the minute, and never before the first', async () => {
  const { key, apiKeyId } = await make()
  expect((await listed(apiKeyId))?.lastUsedAt).toBeNull()
  await stats(key)
  const first = (await listed(apiKeyId))?.lastUsedAt
  expect(first).not.toBeNull()
  await stats(key)
  expect((await listed(apiKeyId))?.lastUsedAt).toBe(first) // within the minute: no second write
})

// Guarantee: a key opens what its scopes say and nothing else.
test.each([
  ['events:write', [200, 403, 403]],
  ['customers:read', [403, 200, 403]],
  ['inbox:read', [403, 403, 200]],
  ['phones:read', [403, 403, 403]],
])('a key with %s alone', async (scope, expected) => {
  const { key } = await make({ scopes: [scope] })
  const till = httpOf(system.now, key)
  const answers = [
    await till.post('/events', { events: [eventOf()] }),
    await till.get('/customers'),
    await till.get('/inbox/stats'),
  ]
  expect(answers.map(({ status }) => status)).toEqual(expected)
})

// Guarantee (contract.md 4): a key speaks for its sources only, and without trust it joins nobody.
test('sources and trust of a key hold for what it sends', async () => {
  const [own, other] = [newSource(), newSource()]
  const bound = await make({ sources: [own] })
  const send = async (key: string, source: string, identifiers: object) => {
    const event = eventOf({
      type: 'customer.identified',
      source,
      identifiers: identifiers as never,
    })
    const { body } = await httpOf(system.now, key).post('/events', { events: [event] })
    return (body.results as { status: string; error?: { code: string } }[])[0]
  }
  const pair = (source: string) => ({ unionid: `oU-${source}`, memberNo: `M-${source}` })
  expect(await send(bound.key, other, pair(other))).toMatchObject({
    status: 'invalid',
    error: { code: 'source-not-allowed' },
  })
  expect(await send(bound.key, own, pair(own))).toMatchObject({ status: 'accepted' })
  const doubtful = await make({ trusted: false })
  expect(await send(doubtful.key, other, pair(other))).toMatchObject({ status: 'accepted' })
  await system.now.drain()
  const idsOf = async (source: string) => [
    await system.now.openApi().resolve({ unionid: `oU-${source}` }),
    await system.now.openApi().resolve({ member_no: `M-${source}`, source }),
  ]
  const [a, b] = await idsOf(own)
  expect(a).toMatch(/^cus_/)
  expect(b).toBe(a)
  const [c, d] = await idsOf(other)
  expect(new Set([c, d]).size).toBe(2)
})

test('phones are masked unless the key has phones:read', async () => {
  const source = newSource()
  const phone = '13787650099'
  const identifiers = { phone, phoneVerified: true, memberNo: `M-${source}` }
  await system.now.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.now.drain()
  const customerId = await system.now.openApi().resolve({ phone })
  const read = async (scopes: string[]) =>
    JSON.stringify(
      await httpOf(system.now, (await make({ scopes })).key).get(`/customers/${customerId}`),
    )
  expect(await read(['customers:read'])).toContain('137****0099')
  expect(await read(['customers:read'])).not.toContain(phone)
  expect(await read(['customers:read', 'phones:read'])).toContain(phone)
})

test.each([
  ['a name that is taken', { name: 'taken' }, 409, 'api-key-name-taken'],
  ['a name of the environment', { name: 'test' }, 409, 'api-key-name-taken'],
  ['no scope', { scopes: [] }, 400, 'request-invalid'],
  ['a scope that is not there', { scopes: ['everything'] }, 400, 'request-invalid'],
  ['a source with a blank', { sources: ['pos 1'] }, 400, 'request-invalid'],
  ['a field that is not there', { key: 'mine' }, 400, 'request-invalid'],
])('%s is refused', async (_what, change, status, code) => {
  if ('name' in change && change.name === 'taken') {
    await make(change)
  }
  const operator = await system.now.asOperator()
  const body = { name: 'refused', scopes: ALL, ...change }
  const Refusal = z.object({ code: z.string() })
  const answer = await operator.send('POST', '/api/api-keys', Refusal, { body, accept: [status] })
  expect(answer.body.code).toBe(code)
})

test('of two who make a key of one name at once, one is refused', async () => {
  const operator = await system.now.asOperator()
  const body = { name: 'both', scopes: ALL }
  const one = () =>
    operator.send('POST', '/api/api-keys', z.unknown(), { body, accept: [201, 409] })
  const statuses = (await Promise.all([one(), one(), one()])).map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
})
