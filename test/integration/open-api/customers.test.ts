import { randomUUID } from 'node:crypto'
import { useSystem } from '../../support/system.js'
import { ago, eventOf, httpOf, MINUTE_MS, newSource, paid } from './till.js'

const system = useSystem({ suffix: '_open_customers' })

const http = () => httpOf(system.now)
const open = () => system.now.openApi()
const tell = async (...events: ReturnType<typeof eventOf>[]) => {
  const results = await open().sendEvents(events)
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'accepted'))
  await system.now.drain()
}
const somebody = () => {
  const some = randomUUID().slice(0, 8)
  return { openid: { openid: `o-${some}`, appid: 'wx-other' }, unionid: `u-${some}` }
}
const phoneOf = () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`

describe('resolve', () => {
  test('by each kind of identifier answers the living customer', async () => {
    const { openid, unionid } = somebody()
    const [source, phone] = [newSource(), phoneOf()]
    const externalUserid = `wm-${unionid}`
    const all = { ...openid, unionid, externalUserid, phone, phoneVerified: true, memberNo: 'M1' }
    await tell(eventOf({ source, type: 'customer.identified', identifiers: all }))
    const queries = [
      `unionid=${unionid}`,
      `openid=${openid.openid}&appid=wx-other`,
      `external_userid=${externalUserid}`,
      `phone=${phone}`,
      `phone=%2B86${phone}`,
      `member_no=M1&source=${source}`,
    ]
    const answers = await Promise.all(queries.map((q) => http().get(`/customers/resolve?${q}`)))
    expect(answers.map(({ status }) => status)).toEqual(queries.map(() => 200))
    expect(new Set(answers.map(({ body }) => body?.customerId)).size).toBe(1)
  })

  test('what nobody has is 404', async () => {
    const queries = ['unionid=u', 'openid=o&appid=w', 'external_userid=w', 'phone=13900000000']
    for (const query of [...queries, 'member_no=M&source=none']) {
      expect(await http().get(`/customers/resolve?${query}`)).toMatchObject({
        status: 404,
        body: { code: 'customer-not-found', status: 404 },
      })
    }
  })

  test('a phone that several have proved is 409', async () => {
    const phone = phoneOf()
    const proved = { phone, phoneVerified: true }
    await tell(
      eventOf({ identifiers: { ...somebody().openid, ...proved } }),
      eventOf({ identifiers: { ...somebody().openid, ...proved } }),
    )
    expect(await http().get(`/customers/resolve?phone=${phone}`)).toMatchObject({
      status: 409,
      body: { code: 'phone-is-shared' },
    })
  })

  test.each(['', 'openid=o1', 'member_no=M1', 'unionid=u1&phone=13912345678', 'nonsense=1'])(
    '?%s is refused with the field',
    async (query) => {
      const answer = await http().get(`/customers/resolve?${query}`)
      expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
      expect(answer.body?.errors).toHaveLength(1)
    },
  )
})

// Guarantee: an id that others hold stays good after a merge, by one hop that nobody keeps in mind.
test('a merged id answers 308 to the living one, with no-store, for its timeline too', async () => {
  const { openid, unionid } = somebody()
  const contact = { externalUserid: `wm-${unionid}` }
  await tell(eventOf({ identifiers: openid }), eventOf({ identifiers: { unionid, ...contact } }))
  const before = await Promise.all([
    open().resolve(openid),
    open().resolve({ external_userid: contact.externalUserid }),
  ])
  await tell(eventOf({ type: 'customer.identified', identifiers: { ...openid, unionid } }))
  const living = await open().resolve({ unionid })
  const merged = before.find((id) => id !== living)
  expect(before).toContain(living)
  for (const path of ['', '/timeline']) {
    const answer = await http().get(`/customers/${merged}${path}`)
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toContain(`/open/v1/customers/${living}${path}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
  const detail = await open().customer(living ?? '')
  expect(detail.mergedFrom).toEqual([merged])
  expect(await open().customer(merged ?? '')).toEqual(detail)
})

test('a customer has identifiers with scope, strength and times', async () => {
  const { openid, unionid } = somebody()
  const phone = phoneOf()
  const identifiers = { ...openid, unionid, phone, phoneVerified: false }
  const event = eventOf({ type: 'customer.identified', identifiers })
  await tell(event)
  const customer = await open().customer((await open().resolve({ unionid })) ?? '')
  const at = { firstSeenAt: event.occurredAt, lastSeenAt: event.occurredAt }
  const of = (type: string) => customer.identifiers.find((one) => one.type === type)
  expect(of('unionid')).toMatchObject({ scope: 'main', value: unionid, ...at })
  expect(of('openid')).toMatchObject({ scope: 'wx-other', value: openid.openid, ...at })
  // a key of OPEN_API_KEYS has every scope, phones:read included
  expect(of('phone')).toMatchObject({ scope: 'cn', strength: 'suggested', verified: false })
  expect(of('phone')?.value.replace('+86', '')).toBe(phone)
  expect(customer.metrics).toMatchObject({ ordersPaid: 0, netFen: 0, firstPaidAt: null })
  expect(customer).toMatchObject({ mergedFrom: [], tags: [], staff: [] })
})

test.each(['cus_nobody', `cus_${'0'.repeat(26)}`, 'x', '..%2f..'])(
  'the customer %s is 404',
  async (customerId) => {
    for (const path of ['', '/timeline']) {
      const answer = await http().get(`/customers/${customerId}${path}`)
      expect(answer).toMatchObject({ status: 404, body: { code: 'customer-not-found' } })
    }
  },
)

// Guarantee: page by page everybody and everything is there once, in the promised order.
describe('lists', () => {
  async function walk(path: string) {
    const seen: Record<string, unknown>[] = []
    let cursor = ''
    for (;;) {
      const { status, body } = await http().get(`${path}${cursor}`)
      expect(status).toBe(200)
      const page = body as { items: Record<string, unknown>[]; nextCursor: string | null }
      seen.push(...page.items)
      if (page.nextCursor === null) {
        return seen
      }
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    }
  }

  test('a timeline is newest first whatever the order of arrival', async () => {
    const source = newSource()
    const minutes = [5, 1, 9, 3, 7, 2, 8, 4, 6, 10]
    const sale = (n: number) =>
      paid({ source, orderNo: `A${n}` }, { occurredAt: ago(n * MINUTE_MS) })
    await tell(...minutes.map(sale))
    const customerId = await open().resolve({ member_no: `M-${source}`, source })
    const entries = await walk(`/customers/${customerId}/timeline?limit=3`)
    const times = entries.map(({ at }) => String(at))
    expect(times).toEqual(times.toSorted().toReversed())
    expect(entries.map(({ data }) => (data as { orderNo: string }).orderNo)).toEqual(
      minutes.toSorted((a, b) => a - b).map((n) => `A${n}`),
    )
    expect(new Set(entries.map(({ eventId }) => eventId)).size).toBe(10)
  })

  test('the list of customers has each living one once, in the same order each time', async () => {
    await tell(...Array.from({ length: 7 }, () => eventOf({ identifiers: somebody().openid })))
    const ids = async (limit: number) =>
      (await walk(`/customers?limit=${limit}`)).map(({ customerId }) => customerId)
    const [small, large] = [await ids(3), await ids(100)]
    expect(small).toEqual(large)
    expect(new Set(small).size).toBe(small.length)
    const living = { state: 'living' }
    expect(small).toHaveLength(
      await system.now.deps.db.collection('customers').countDocuments(living),
    )
  })

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=made-up'])(
    '?%s is refused',
    async (query) => {
      for (const path of ['/customers', '/customers/cus_1/timeline']) {
        expect((await http().get(`${path}?${query}`)).status).toBe(400)
      }
    },
  )
})
