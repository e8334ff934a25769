import type { App } from '../../../server/app.js'
import { daysBefore } from '../../../server/platform/days/index.js'
import {
  contact,
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
import { asOperator, shopApp } from './shop-app.js'

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const get = (url: string, operator = 'looker') => app.inject({ url, headers: asOperator(operator) })
const post = (url: string, operator = 'manager') =>
  app.inject({ method: 'POST', url, headers: asOperator(operator) })
const idOf = (openidValue: string) => shop.resolve({ openid: openidValue, appid: 'wx1' })
const phone = (openidValue: string, number: string, phoneVerified = true) =>
  told({ openid: openidValue, appid: 'wx1', phone: number, phoneVerified })

test.each(['/api/customers', '/api/customers/cus_1', '/api/customers/cus_1/timeline'])(
  'GET %s wants a log-in',
  async (url) => {
    expect((await app.inject({ url })).json()).toMatchObject({ status: 401, code: 'not-logged-in' })
  },
)

describe('list', () => {
  type List = {
    items: { customerId: string; name: string | null; phoneMasked: string | null }[]
    nextCursor: string | null
    total: number
    totalIsCapped: boolean
  }
  const list = async (query = '') => (await get(`/api/customers${query}`)).json<List>()
  const found = async (search: string) =>
    (await list(`?search=${encodeURIComponent(search)}`)).items.map(({ customerId }) => customerId)
  const named = (value: string, name: string, minute: number) =>
    factEvent([openid(value)], { at: minutes(minute), profile: { name } })

  test('shows the newest activity first, with what a row needs', async () => {
    await shop.work(named('o1', '林晓', 1), named('o2', '王芳', 5), paid([openid('o2')], 900))
    await shop.work(phone('o2', '13912346021'), phone('o2', '13912346022', false))
    shop.relations.push({
      userid: 'zhang',
      staffName: '张三',
      storeName: '南山店',
      since: NOON,
      endedAt: null,
      state: 'active',
      channelCodeName: null,
      remark: null,
      identifierKey: openid('o2').key,
    })
    expect(await list()).toMatchObject({
      total: 2,
      totalIsCapped: false,
      nextCursor: null,
      items: [
        {
          customerId: await idOf('o2'),
          name: '王芳',
          phoneMasked: '139****6021',
          memberNos: [],
          staff: [{ userid: 'zhang', name: '张三' }],
          ordersPaid: 1,
          netFen: 900,
          lastSeenAt: minutes(5).toISOString(),
        },
        { customerId: await idOf('o1'), name: '林晓', phoneMasked: null, lastPaidAt: null },
      ],
    })
  })

  test('goes on page by page, also among customers of one moment', async () => {
    await shop.work(...[1, 2, 3, 4, 5].map((n) => named(`o${n}`, `客${n}`, 0)))
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.nextCursor}`)
    const third = await list(`?limit=2&cursor=${second.nextCursor}`)
    const ids = [first, second, third].flatMap(({ items }) => items.map((item) => item.customerId))
    expect(new Set(ids).size).toBe(5)
    expect(ids).toHaveLength(5)
    expect(third.nextCursor).toBeNull()
    expect(first.total).toBe(5)
  })

  test('finds by part of the name, phone, its last four digits, member number and id', async () => {
    await shop.work(named('o1', '林晓雨', 1), named('o2', '王芳', 2))
    await shop.work(
      phone('o1', '13912346021'),
      told({ openid: 'o2', appid: 'wx1', memberNo: 'SY20318846' }),
    )
    const [one, two] = [await idOf('o1'), await idOf('o2')]
    expect(await found('晓雨')).toEqual([one])
    expect(await found('芳')).toEqual([two])
    expect(await found('139 1234 6021')).toEqual([one])
    expect(await found('6021')).toEqual([one])
    expect(await found('139****6021')).toEqual([one])
    expect(await found('sy20318846')).toEqual([two])
    expect(await found(two)).toEqual([two])
    for (const nobody of ['不在', '13912349999', '9999', 'SY9', 'cus_nobody', '$where']) {
      expect(await found(nobody)).toEqual([])
    }
  })

  // Guarantee: a search finds what a customer was seen with before a merge, without anything being re-written for it.
  test('finds a merged customer by the phone and the id of either side', async () => {
    await shop.work(login('o1'), phone('o1', '13912346021'))
    const old = await idOf('o1')
    await shop.work(scan('w1', 'u1', '林晓'))
    await shop.work(login('o1', 'u1'))
    const living = await idOf('o1')
    expect(living).not.toBe(old)
    expect(await found('6021')).toEqual([living])
    expect(await found('13912346021')).toEqual([living])
    expect(await found(old)).toEqual([living])
  })

  test.each([
    ['limit=0', 'limit'],
    [`search=${'a'.repeat(61)}`, 'search'],
  ])('?%s is refused, naming %s', async (query, field) => {
    const answer = await get(`/api/customers?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ field }] })
  })
})

describe('detail', () => {
  test('has profile, phones, cards, revenue, identifiers and what links them', async () => {
    await shop.work(scan('w1', 'u1', '林晓'), login('o1', 'u1'))
    await shop.work(
      phone('o1', '13912346021'),
      told({ openid: 'o1', appid: 'wx1', memberNo: 'SY1' }),
      paid([openid('o1')], 1001, minutes(-60)),
      paid([openid('o1')], 1000, daysBefore(NOON, 40)),
      paid([contact('w1')], 5000, daysBefore(NOON, 500)),
    )
    const customerId = await idOf('o1')
    const answer = await get(`/api/customers/${customerId}`)
    expect(answer.statusCode).toBe(200)
    const body = answer.json<{
      metrics: { monthlyNet: { month: string; netFen: number }[] }
      links: object[]
    }>()
    expect(body).toMatchObject({
      customerId,
      name: '林晓',
      gender: null,
      phones: [{ masked: '139****6021', verified: true }],
      memberNos: [{ source: 'pos-1', value: 'SY1' }],
      metrics: {
        ordersPaid: 3,
        paidFen: 7001,
        netFen: 7001,
        averageOrderFen: 2334,
        last365NetFen: 2001,
        last365Orders: 2,
      },
      mergedFrom: [],
    })
    const months = body.metrics.monthlyNet
    expect(months).toHaveLength(12)
    expect([months[0]?.month, months.at(-1)]).toEqual([
      '2025-04',
      { month: '2026-03', netFen: 1001 },
    ])
    expect(months.find(({ month }) => month === '2026-01')).toMatchObject({ netFen: 1000 })
    expect(body.links).toContainEqual({
      a: { type: 'external_userid', scope: 'ww1', value: 'w1' },
      b: { type: 'unionid', scope: 'main', value: 'u1' },
      kind: 'external-contact',
      source: 'wecom',
      strength: 'proved',
      firstAt: NOON.toISOString(),
      lastAt: NOON.toISOString(),
      count: 1,
      held: false,
    })
    expect(answer.body).not.toContain('13912346021')
  })

  test('an unknown id is 404, a merged one leads on', async () => {
    const unknown = await get('/api/customers/cus_nobody')
    expect(unknown.json()).toMatchObject({ status: 404, code: 'customer-not-found' })
    await shop.work(login('o1'))
    const old = await idOf('o1')
    await shop.work(scan('w1', 'u1'))
    await shop.work(login('o1', 'u1'))
    const answer = await get(`/api/customers/${old}`)
    expect(answer.statusCode).toBe(308)
    expect(answer.headers.location).toBe(`/api/customers/${await idOf('o1')}`)
  })
})

test('the timeline is filtered by kind', async () => {
  await shop.work(login('o1', 'u1'), paid([openid('o1')], 900, minutes(1)))
  const types = async (kind: string) => {
    const answer = await get(`/api/customers/${await idOf('o1')}/timeline?kind=${kind}`)
    return answer.json<{ items: { type: string }[] }>().items.map(({ type }) => type)
  }
  expect(await types('all')).toEqual(['order.paid', 'customer.logged-in'])
  expect(await types('orders')).toEqual(['order.paid'])
  expect(await types('mini')).toEqual(['customer.logged-in'])
  expect(await types('service')).toEqual([])
})

describe('revealing phones', () => {
  const url = (customerId: string) => `/api/customers/${customerId}/phones/reveal`

  test('needs the permission and our own page, and is in the audit trail', async () => {
    await shop.work(phone('o1', '13912346021'))
    const customerId = await idOf('o1')
    const refused = await post(url(customerId), 'looker')
    expect(refused.json()).toMatchObject({ status: 403, code: 'not-allowed' })
    const headers = { cookie: 'huike_session=manager' }
    const foreign = await app.inject({ method: 'POST', url: url(customerId), headers })
    expect(foreign.json()).toMatchObject({ status: 403, code: 'csrf-header-missing' })
    expect(shop.audited).toEqual([])

    const answer = await post(url(customerId))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json()).toEqual({ phones: [{ value: '13912346021' }] })
    expect(shop.audited).toEqual([
      {
        actor: { operatorId: 'opr_1', name: '陈店长' },
        action: 'customer.phones-revealed',
        subject: { type: 'customer', id: customerId },
        after: { phones: ['139****6021'] },
      },
    ])
  })

  test('of nobody is 404 and leaves no entry', async () => {
    expect((await post(url('cus_nobody'))).statusCode).toBe(404)
    expect(shop.audited).toEqual([])
  })
})
