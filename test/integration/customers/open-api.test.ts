import type { App } from '../../../server/app.js'
import {
  contact,
  eventOf,
  factEvent,
  login,
  minutes,
  NOON,
  openid,
  paid,
  scan,
  told,
  useShop,
} from './shop.js'
import { shopApp, withKey } from './shop-app.js'

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const get = (url: string, key = 'reader') => app.inject({ url, headers: withKey(key) })
const idOf = async (query: Record<string, string>) => {
  const found = await shop.resolve(query)
  expect(found).toMatch(/^cus_/)
  return found
}
const o1 = { openid: 'o1', appid: 'wx1' }

test.each([
  '/open/v1/customers/resolve?unionid=u1',
  '/open/v1/customers',
  '/open/v1/customers/cus_1',
  '/open/v1/customers/cus_1/timeline',
])('GET %s wants a key with the scope', async (url) => {
  expect((await app.inject({ url })).statusCode).toBe(401)
  expect((await get(url, 'forged')).json()).toMatchObject({ status: 401, code: 'api-key-invalid' })
  expect((await get(url, 'writer')).json()).toMatchObject({ status: 403, code: 'scope-missing' })
})

describe('resolve', () => {
  const resolve = (query: string) => get(`/open/v1/customers/resolve?${query}`)

  test.each([
    'unionid=u1',
    'openid=o1&appid=wx1',
    'external_userid=w1',
    'external_userid=w1&corpId=ww1',
    'phone=13912346021',
    'phone=%2B86%20139%201234%206021',
    'member_no=SY1&source=pos-1',
  ])('%s answers the customer', async (query) => {
    await shop.work(
      login('o1', 'u1'),
      scan('w1', 'u1'),
      told({ ...o1, phone: '13912346021', phoneVerified: true, memberNo: 'SY1' }),
    )
    const answer = await resolve(query)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ customerId: await idOf({ unionid: 'u1' }) })
  })

  test('what nobody has is 404, what several claim is 409', async () => {
    const phone = { phone: '13912346021', phoneVerified: true, memberNo: 'SY1' }
    await shop.work(told({ ...o1, ...phone }), told({ openid: 'o2', appid: 'wx1', ...phone }))
    const codes = async (query: string) => {
      const { status, code } = (await resolve(query)).json<{ status: number; code: string }>()
      return [status, code]
    }
    expect(await codes('unionid=nobody')).toEqual([404, 'customer-not-found'])
    expect(await codes('phone=13912349999')).toEqual([404, 'customer-not-found'])
    expect(await codes('phone=13912346021')).toEqual([409, 'phone-is-shared'])
    expect(await codes('member_no=SY1&source=pos-1')).toEqual([409, 'member-no-is-shared'])
  })

  test.each([
    ['openid=o1', 'appid'],
    ['member_no=SY1', 'source'],
    ['', 'querystring'],
    ['unionid=u1&phone=13912346021', 'querystring'],
  ])('?%s is refused, naming %s', async (query, field) => {
    const answer = await resolve(query)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'request-invalid', errors: [{ field }] })
  })
})

describe('one customer', () => {
  async function workEverything(): Promise<string> {
    await shop.work(login('o1', 'u1'), scan('w1', 'u1', '林晓'))
    await shop.work(
      told({ ...o1, phone: '13912346021', phoneVerified: true, memberNo: 'SY1' }),
      told({ ...o1, phone: '13912346022', phoneVerified: false }),
      paid([openid('o1')], 1200, minutes(1)),
      paid([contact('w1')], 800, minutes(5)),
    )
    return idOf({ unionid: 'u1' })
  }

  test('has its own identifiers, and the phones and cards it claims, with strength', async () => {
    const customerId = await workEverything()
    shop.relations.push({
      userid: 'zhang',
      staffName: '张三',
      storeName: null,
      since: NOON,
      endedAt: null,
      state: 'active',
      channelCodeName: null,
      remark: null,
      identifierKey: contact('w1').key,
    })
    const answer = await get(`/open/v1/customers/${customerId}`)
    expect(answer.statusCode).toBe(200)
    const body = answer.json<{ identifiers: { type: string; value: string }[] }>()
    expect(body).toMatchObject({
      customerId,
      mergedFrom: [],
      metrics: {
        ordersPaid: 2,
        paidFen: 2000,
        netFen: 2000,
        firstPaidAt: minutes(1).toISOString(),
        lastPaidAt: minutes(5).toISOString(),
      },
      tags: [],
      staff: [{ userid: 'zhang', name: '张三', state: 'active', endedAt: null }],
    })
    const shown = body.identifiers.map(({ type, value, ...rest }) => [type, value, rest])
    expect(shown).toHaveLength(6)
    const as = (fields: object) => expect.objectContaining(fields) as object
    expect(shown).toEqual(
      expect.arrayContaining([
        ['external_userid', 'w1', as({ scope: 'ww1', strength: 'proved', verified: true })],
        ['openid', 'o1', as({ scope: 'wx1', strength: 'proved', verified: true })],
        ['unionid', 'u1', as({ scope: 'main', strength: 'proved', verified: true })],
        ['member_no', 'SY1', as({ scope: 'pos-1', strength: 'verified', verified: true })],
        ['phone', '139****6021', as({ scope: 'cn', strength: 'verified', verified: true })],
        ['phone', '139****6022', as({ scope: 'cn', strength: 'suggested', verified: false })],
      ]),
    )
  })

  test('shows phones in clear only to a key with phones:read', async () => {
    const customerId = await workEverything()
    const masked = await get(`/open/v1/customers/${customerId}`)
    expect(masked.body).not.toContain('13912346021')
    const clear = await get(`/open/v1/customers/${customerId}`, 'phone-reader')
    expect(clear.body).toContain('13912346021')
  })

  // Guarantee: a merged id leads to the living one by one hop, and nobody keeps the way in mind: a split may end it.
  test('a merged id answers 308 to the living one, for the timeline too', async () => {
    await shop.work(scan('w1'))
    const merged = await idOf({ external_userid: 'w1' })
    await shop.work(login('o1', 'u1'))
    await shop.work(scan('w1', 'u1'))
    const living = await idOf({ unionid: 'u1' })
    expect(living).not.toBe(merged)

    const answer = await get(`/open/v1/customers/${merged}`)
    expect(answer.statusCode).toBe(308)
    expect(answer.headers).toMatchObject({
      location: `/open/v1/customers/${living}`,
      'cache-control': 'no-store',
    })
    const timeline = await get(`/open/v1/customers/${merged}/timeline?limit=5&kind=mini`)
    expect(timeline.statusCode).toBe(308)
    expect(timeline.headers.location).toBe(
      `/open/v1/customers/${living}/timeline?limit=5&kind=mini`,
    )
    const followed = await get(answer.headers.location ?? '')
    expect(followed.json()).toMatchObject({ customerId: living, mergedFrom: [merged] })
  })

  test.each(['/open/v1/customers/cus_nobody', '/open/v1/customers/cus_nobody/timeline'])(
    'GET %s is 404',
    async (url) => {
      expect((await get(url)).json()).toMatchObject({ status: 404, code: 'customer-not-found' })
    },
  )
})

describe('timeline', () => {
  const viewed = (n: number) => {
    const key = `open:app:v${n}`
    const data = { id: `v${n}`, source: 'app', isTrusted: true, identifiers: o1, data: { n } }
    const type = 'page.viewed'
    return eventOf({ key, type, source: 'app', occurredAt: minutes(n), data })
  }

  test('is newest first, page by page, without gap or repetition', async () => {
    await shop.work(...[3, 1, 2, 5, 4].map(viewed), login('o1', 'u1', { occurredAt: minutes(9) }))
    const url = `/open/v1/customers/${await idOf(o1)}/timeline?limit=2`
    const ids: string[] = []
    let cursor: string | null = ''
    let pages = 0
    while (cursor !== null) {
      const answer = await get(cursor === '' ? url : `${url}&cursor=${cursor}`)
      const page = answer.json<{ items: { eventId: string }[]; nextCursor: string | null }>()
      ids.push(...page.items.map(({ eventId }) => eventId))
      cursor = page.nextCursor
      pages += 1
    }
    expect(ids.slice(1)).toEqual(['v5', 'v4', 'v3', 'v2', 'v1'])
    expect(pages).toBe(3)
  })

  test('has type, source, one Chinese line and the data of the sender', async () => {
    await shop.work(viewed(1))
    const answer = await get(`/open/v1/customers/${await idOf(o1)}/timeline`)
    expect(answer.json()).toEqual({
      items: [
        {
          at: minutes(1).toISOString(),
          type: 'page.viewed',
          source: 'app',
          group: 'mini',
          summary: '看了页面',
          eventId: 'v1',
          data: { n: 1 },
        },
      ],
      nextCursor: null,
    })
  })

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['kind=nonsense', 'kind'],
  ])('?%s is refused, naming %s', async (query, field) => {
    const answer = await get(`/open/v1/customers/cus_1/timeline?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'request-invalid', errors: [{ field }] })
  })

  test('a cursor that this API did not make is refused', async () => {
    const answer = await get('/open/v1/customers/cus_1/timeline?cursor=abc')
    expect(answer.json()).toMatchObject({ status: 400, code: 'cursor-invalid' })
  })
})

test('the list has every living customer once, in a stable order, and no merged one', async () => {
  const people = Array.from({ length: 5 }, (_, n) => factEvent([openid(`o${n}`, `wx${n}`)]))
  await shop.work(...people, scan('w1'))
  await shop.work(login('o9', 'u1'), scan('w1', 'u1'))
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`
    const answer = await get(`/open/v1/customers?limit=4${next}`)
    const page = answer.json<{ items: { customerId: string }[]; nextCursor: string | null }>()
    seen.push(...page.items.map(({ customerId }) => customerId))
    cursor = page.nextCursor
  }
  const living = (await shop.living()).map(({ _id }) => _id)
  expect(seen).toHaveLength(6)
  expect(seen).toEqual([...living].sort())
})
