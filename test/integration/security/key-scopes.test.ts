import { OPEN_API_SCOPES } from '../../../server/composition/catalogues.js'
import type { OpenApiCaller } from '../../../server/platform/http/index.js'
import { eventOf, newSource } from '../open-api/till.js'
import { doorsOf } from './doors.js'
import { addressOf, bearer, useHouse } from './house.js'

const nameOf = (scopes: readonly string[]) => `key-with-${scopes.join('-and-')}`
const caller = (change: Partial<OpenApiCaller>): OpenApiCaller => ({
  ...{ name: 'till', scopes: [...OPEN_API_SCOPES], trusted: true, sources: null },
  ...change,
})
/** Keys as the console will make them: of one scope each, of none, untrusted, bound to a source. */
const keys = new Map<string, OpenApiCaller>([
  ...OPEN_API_SCOPES.map((scope): [string, OpenApiCaller] => [
    nameOf([scope]),
    caller({ scopes: [scope] }),
  ]),
  ['key-with-nothing', caller({ scopes: [] })],
  ['key-without-trust', caller({ trusted: false })],
  ['key-of-one-source', caller({ sources: ['pos-own'] })],
  ['key-without-phones', caller({ scopes: ['customers:read', 'events:write', 'inbox:read'] })],
])
const house = useHouse({ suffix: '_key_scopes', keys })

const ask = async (door: string, key: string, payload?: unknown) => {
  const { method, url } = addressOf(door)
  const body = method === 'GET' ? undefined : (payload ?? {})
  const where = url.endsWith('/drain') ? `${url}?timeoutMs=0` : url
  const answer = await house.now.ask(method, where, { headers: bearer(key), payload: body })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

// Guarantee: a key opens what its scopes say and nothing else.
describe.each(doorsOf('scope'))('$door', ({ door, need }) => {
  test(`opens for a key with ${need} and for no other`, async () => {
    expect(OPEN_API_SCOPES).toContain(need)
    for (const scope of OPEN_API_SCOPES) {
      const { status, body } = await ask(door, nameOf([scope]))
      const isIn = status !== 401 && status !== 403
      expect({ scope, isIn }).toEqual({ scope, isIn: scope === need })
      if (!isIn) {
        expect(body).toMatchObject({ status: 403, code: 'scope-missing' })
      }
    }
    expect((await ask(door, 'key-with-nothing')).status).toBe(403)
  })

  test('is closed to a key that is not there any more', async () => {
    keys.set('key-to-be-revoked', caller({}))
    expect([401, 403]).not.toContain((await ask(door, 'key-to-be-revoked')).status)
    keys.delete('key-to-be-revoked')
    expect(await ask(door, 'key-to-be-revoked')).toMatchObject({
      status: 401,
      body: { code: 'api-key-invalid' },
    })
  })
})

const send = async (key: string, events: readonly object[]) => {
  const { body } = await ask('POST /open/v1/events', key, { events })
  return body.results as { status: string; error?: { code: string } }[]
}

// Guarantee: no till can speak for another one.
test('a key bound to a source is refused the events of every other, event by event', async () => {
  const own = eventOf({ source: 'pos-own' })
  const foreign = eventOf({ source: 'pos-other' })
  expect(await send('key-of-one-source', [foreign, own])).toMatchObject([
    { status: 'invalid', error: { code: 'source-not-allowed' } },
    { status: 'accepted' },
  ])
  const rows = house.now.system.deps.db.collection('inbox')
  expect(await rows.countDocuments({ source: 'pos-other' })).toBe(0)
})

test.each(['wecom', 'mini', 'pay', 'huike'])(
  'no key may speak as our own source %s',
  async (name) => {
    const [result] = await send('key-with-events:write', [eventOf({ source: name })])
    expect(result).toMatchObject({ status: 'invalid' })
  },
)

// Guarantee (contract.md 4): from a source that is not trusted nobody is joined, only suggested.
test('what a key without trust says together joins nobody, what a trusted one says does', async () => {
  const { system } = house.now
  const pair = (source: string) => ({
    unionid: `oU-${source}`,
    openid: `o-${source}`,
    appid: 'wx-x',
  })
  const [doubtful, trusted] = [newSource(), newSource()]
  const said = (source: string) =>
    eventOf({ type: 'customer.identified', source, identifiers: pair(source) })
  await send('key-without-trust', [said(doubtful)])
  await send('key-with-events:write', [said(trusted)])
  await system.drain()
  const idsOf = async (source: string) => {
    const { unionid, openid, appid } = pair(source)
    const open = system.openApi()
    return [await open.resolve({ unionid }), await open.resolve({ openid, appid })]
  }
  const [a, b] = await idsOf(trusted)
  expect(a).toMatch(/^cus_/)
  expect(b).toBe(a)
  const [c, d] = await idsOf(doubtful)
  expect(new Set([c, d]).size).toBe(2)
})

// Guarantee: who may read customers does not read their numbers with that.
test('phones are masked for a key without phones:read, in lists and one by one', async () => {
  const { system } = house.now
  const source = newSource()
  const phone = '13787654321'
  const identifiers = { phone, phoneVerified: true, memberNo: `M-${source}` }
  await system.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.drain()
  const member = { member_no: identifiers.memberNo, source }
  const customerId = (await system.openApi().resolve(member)) ?? 'nobody'
  const read = async (key: string, path: string) =>
    (await house.now.ask('GET', `/open/v1/customers${path}`, { headers: bearer(key) })).body
  for (const path of [`/${customerId}`, '?limit=100', `/${customerId}/timeline`]) {
    expect(await read('key-without-phones', path)).not.toContain(phone)
  }
  expect(await read(system.openApiKey, `/${customerId}`)).toContain(phone)
})
