import { SignJWT } from 'jose'
import type { App } from '../../../server/app.js'
import { refuse } from '../../../server/platform/errors/index.js'
import { factEvent, NOON, openid, scan, told, useShop } from './shop.js'
import { shopApp, withKey } from './shop-app.js'

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const LIFE_MS = 30 * 24 * 60 * 60 * 1000
const consent = { version: '2026-01', text: '同意将手机号用于会员服务' }

const send = (method: 'GET' | 'POST' | 'DELETE', url: string, token?: string, payload?: object) =>
  app.inject({
    method,
    url: `/mini/v1${url}`,
    headers: token === undefined ? {} : withKey(token),
    ...(payload === undefined ? {} : { payload }),
  })
const enter = (code: string) => send('POST', '/sessions', undefined, { code })

async function logIn(openid: string, unionid?: string): Promise<string> {
  const code = `code of ${openid}`
  shop.codes.set(code, { ok: true, value: { openid, ...(unionid && { unionid }) } })
  const answer = await enter(code)
  expect(answer.statusCode).toBe(200)
  return answer.json<{ token: string }>().token
}

describe('log-in', () => {
  test('answers a token for 30 days and leaves one event of the openid', async () => {
    shop.codes.set('c1', { ok: true, value: { openid: 'o1', unionid: 'u1' } })
    const answer = await enter('c1')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json()).toEqual({
      token: expect.any(String) as string,
      expiresAt: new Date(NOON.getTime() + LIFE_MS).toISOString(),
      openid: 'o1',
      customer: { isNew: true },
    })
    const [event, ...others] = shop.inbox.values()
    expect(others).toEqual([])
    expect(event).toMatchObject({
      key: expect.stringMatching(/^mini-login:[0-9a-f]{64}$/) as string,
      source: 'mini',
      type: 'customer.logged-in',
      partitionKey: 'openid:wx1:o1',
      occurredAt: NOON,
    })
    await shop.drain()
    expect(await shop.living()).toMatchObject([{ identifierCount: 2 }])
  })

  test('the token holds openid, appid and expiry, and no customer id', async () => {
    const token = await logIn('o1', 'u1')
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    ) as object
    const seconds = NOON.getTime() / 1000
    expect(claims).toEqual({
      openid: 'o1',
      appid: 'wx1',
      aud: 'huike:mini',
      iat: seconds,
      exp: seconds + LIFE_MS / 1000,
    })
  })

  test('a known customer is greeted by name', async () => {
    await shop.work(scan('w1', 'u1', '林晓'))
    await logIn('o1', 'u1')
    await shop.drain()
    shop.codes.set('again', { ok: true, value: { openid: 'o1', unionid: 'u1' } })
    expect((await enter('again')).json()).toMatchObject({
      customer: { name: '林晓', isNew: false },
    })
  })

  test('a used code and a blocked user are refused, and nothing is stored', async () => {
    shop.codes.set('blocked', refuse('login-blocked'))
    expect((await enter('used')).json()).toMatchObject({ status: 401, code: 'login-code-invalid' })
    expect((await enter('blocked')).json()).toMatchObject({ status: 403, code: 'login-blocked' })
    expect(shop.inbox.size).toBe(0)
  })

  test.each([[{}], [{ code: '' }], [{ code: 7 }], [{ code: 'a'.repeat(201) }]])(
    '%j is refused, naming the code',
    async (body) => {
      const answer = await send('POST', '/sessions', undefined, body)
      expect(answer.statusCode).toBe(400)
      expect(answer.json()).toMatchObject({ errors: [{ field: 'code' }] })
    },
  )

  // Guarantee: only what we signed lets anybody in.
  test('a forged, unsigned or expired token is refused', async () => {
    const forged = await new SignJWT({ openid: 'o1', appid: 'wx1' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('huike:mini')
      .setExpirationTime(NOON.getTime() / 1000 + 60)
      .sign(new TextEncoder().encode('a secret of the session'))
    const good = await logIn('o1')
    const [header, claims] = good.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const token of [forged, `${none}.${claims}.`, `${header}.${claims}.AAAA`, 'x']) {
      const answer = await send('GET', '/me', token)
      expect(answer.json()).toMatchObject({ status: 401, code: 'customer-token-invalid' })
    }
    expect((await send('GET', '/me')).json()).toMatchObject({ status: 401, code: 'bearer-missing' })
  })
})

test('the configuration is open to all', async () => {
  const answer = await send('GET', '/config')
  expect(answer.json()).toEqual({
    brandName: '山野茶铺',
    appId: 'wx1',
    sandbox: { url: 'http://127.0.0.1:3100' },
  })
})

describe('the phone', () => {
  const bind = (token: string, code: string) => send('POST', '/me/phone', token, { code, consent })

  test('is bound with its consent, shown masked, and joined to nobody', async () => {
    const token = await logIn('o1', 'u1')
    shop.phoneCodes.set('p1', '13912346021')
    const answer = await bind(token, 'p1')
    expect(answer.json()).toEqual({ phoneMasked: '139****6021' })
    await shop.drain()
    expect((await send('GET', '/me', token)).json()).toEqual({
      openid: 'o1',
      phoneMasked: '139****6021',
      ordersPaid: 0,
    })
    const stored = await shop.database.db.collection('consents').find().toArray()
    expect(stored).toMatchObject([
      { identifierKey: 'openid:wx1:o1', kind: 'phone', act: 'given', at: NOON, ...consent },
    ])
    expect(await shop.resolve({ phone: '13912346021' })).toMatch(/^cus_/)
  })

  // Guarantee (failure story 15): binding a number that somebody else has proved opens no other account.
  test('failure story 15: the same phone on two openids leaves two customers, each with its own', async () => {
    const [one, two] = [await logIn('o1', 'u1'), await logIn('o2', 'u2')]
    await shop.work(told({ unionid: 'u1', phone: '13912346021', phoneVerified: true }))
    await shop.drain()
    const before = await shop.resolve({ openid: 'o2', appid: 'wx1' })
    shop.phoneCodes.set('p2', '13912346021')
    await bind(two, 'p2')
    await shop.drain()
    expect(await shop.resolve({ openid: 'o2', appid: 'wx1' })).toBe(before)
    expect(await shop.resolve({ openid: 'o1', appid: 'wx1' })).not.toBe(before)
    expect(await shop.resolve({ phone: '13912346021' })).toBe('phone-is-shared')
    expect((await send('GET', '/me', one)).json()).toMatchObject({ openid: 'o1' })
  })

  test('a consent that is taken back is stored, hides the phone, and may be taken back again', async () => {
    const token = await logIn('o1')
    shop.phoneCodes.set('p1', '13912346021')
    await bind(token, 'p1')
    await shop.drain()
    expect((await send('DELETE', '/me/phone/consent', token)).statusCode).toBe(204)
    expect((await send('DELETE', '/me/phone/consent', token)).statusCode).toBe(204)
    expect((await send('GET', '/me', token)).json()).not.toHaveProperty('phoneMasked')
    const acts = await shop.database.db.collection('consents').find().toArray()
    expect(acts.map(({ act }) => act as string).sort()).toEqual(['given', 'withdrawn'])
  })

  // identity.md 3. Guarantee: after a merge the stricter side holds, until the customer says otherwise.
  test('a consent that the other half of a merge has taken back does not hold, until it is given again', async () => {
    const token = await logIn('o1')
    for (const code of ['p1', 'p2']) {
      shop.phoneCodes.set(code, '13912346021')
    }
    await bind(token, 'p1')
    await shop.drain()
    const other = openid('o2', 'wx2')
    const acts = shop.database.db.collection<{ _id: string }>('consents')
    const taken = { identifierKey: other.key, kind: 'phone', act: 'withdrawn', at: NOON }
    await acts.insertOne({ _id: `${other.key}#1`, number: 1, ...taken } as never)
    expect((await send('GET', '/me', token)).json()).toHaveProperty('phoneMasked')

    await shop.work(factEvent([openid('o1'), other]))
    expect((await send('GET', '/me', token)).json()).not.toHaveProperty('phoneMasked')
    await bind(token, 'p2')
    await shop.drain()
    expect((await send('GET', '/me', token)).json()).toHaveProperty('phoneMasked')
    expect(await acts.countDocuments({ act: 'given' })).toBe(3)
  })

  test('a used code and a foreign number are refused, and nothing is stored', async () => {
    const token = await logIn('o1')
    shop.inbox.clear()
    shop.phoneCodes.set('abroad', '4155550100')
    expect((await bind(token, 'used')).json()).toMatchObject({ code: 'phone-code-invalid' })
    const abroad = await bind(token, 'abroad')
    expect(abroad.json()).toMatchObject({ status: 422, code: 'phone-not-mainland' })
    expect(shop.inbox.size).toBe(0)
    expect(await shop.database.db.collection('consents').countDocuments()).toBe(0)
  })

  test.each([
    [{ code: 'p1' }, 'consent'],
    [{ code: 'p1', consent: { version: '1' } }, 'consent.text'],
    [{ consent }, 'code'],
  ])('%j is refused, naming %s', async (body, field) => {
    const answer = await send('POST', '/me/phone', await logIn('o1'), body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ field }] })
  })

  test('wants a log-in', async () => {
    expect((await send('POST', '/me/phone', undefined, { code: 'p', consent })).statusCode).toBe(
      401,
    )
    expect((await send('DELETE', '/me/phone/consent')).statusCode).toBe(401)
  })
})
