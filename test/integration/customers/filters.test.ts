import type { App } from '../../../server/app.js'
import type { Id } from '../../../server/platform/ids/index.js'
import {
  customerListRepository,
  MAX_SCANNED,
} from '../../../server/modules/customers/listing/customer-list.repository.js'
import { planList } from '../../../server/modules/customers/listing/listing.domain.js'
import { factEvent, minutes, NOON, openid, paid, useShop } from './shop.js'
import { asOperator, shopApp } from './shop-app.js'

// Guarantee: a filter shows exactly who fits, page by page, and reads a bounded number of index entries for it.

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

type List = {
  items: { customerId: string; name: string | null }[]
  nextCursor: string | null
  total: number
  totalIsCapped: boolean
  order: string
}
const list = async (query: Record<string, string>) => {
  const url = `/api/customers?${new URLSearchParams(query).toString()}`
  const answer = await app.inject({ url, headers: asOperator('looker') })
  expect({ query, body: answer.body, status: answer.statusCode }).toMatchObject({ status: 200 })
  return answer.json<List>()
}
const names = async (query: Record<string, string>) =>
  (await list(query)).items.map(({ name }) => name)
const DAY_MINUTES = 24 * 60
const seen = (value: string, days: number) =>
  factEvent([openid(value)], { at: minutes(days * DAY_MINUTES), profile: { name: value } })
const bought = (value: string, paidFen: number, days: number) =>
  paid([openid(value)], paidFen, minutes(days * DAY_MINUTES))

async function fourPeople() {
  await shop.work(seen('never', 0), seen('once', 1), seen('often', 2), seen('gave-back', 3))
  await shop.work(
    bought('once', 500, 4),
    bought('often', 900, 5),
    bought('often', 2000, 6),
    bought('gave-back', 3000, 7),
    factEvent([openid('gave-back')], {
      ...{ at: minutes(8 * DAY_MINUTES), counters: { refundedFen: 2800 } },
    }),
  )
}

test('ordered or not, paid within days, worth so much, first seen within days', async () => {
  await fourPeople()
  expect(await names({ ordered: 'no' })).toEqual(['never'])
  expect(await names({ ordered: 'yes' })).toEqual(['gave-back', 'often', 'once'])
  // NOON is 1 March: both days are within.
  expect(await names({ paidFrom: '2026-03-05', paidTo: '2026-03-07' })).toEqual(['often', 'once'])
  expect(await names({ paidTo: '2026-03-06' })).toEqual(['once'])
  expect(await names({ minNetFen: '500' })).toEqual(['often', 'once'])
  expect(await names({ minNetFen: '501' })).toEqual(['often'])
  expect(await names({ minNetFen: '200' })).toEqual(['gave-back', 'often', 'once'])
  expect(await names({ seenFrom: '2026-03-02', seenTo: '2026-03-03' })).toEqual(['often', 'once'])
  expect(await names({ seenFrom: '2026-03-02', minNetFen: '500', paidTo: '2026-03-05' })).toEqual([
    'once',
  ])
  expect(await names({ ordered: 'no', paidFrom: '2026-03-01' })).toEqual([])
  expect(await list({ minNetFen: '500' })).toMatchObject({
    ...{ total: 2, totalIsCapped: false, order: 'spent', nextCursor: null },
  })
})

test('by staff and tag, together with a search', async () => {
  await fourPeople()
  const friend = (value: string, state: 'active' | 'ended-by-customer' = 'active') => ({
    ...{ userid: 'zhang', staffName: '张三', storeName: null, since: NOON, endedAt: null, state },
    ...{ channelCodeName: null, remark: null, identifierKey: openid(value).key },
  })
  shop.relations.push(friend('often'), friend('never'), friend('once', 'ended-by-customer'))
  shop.tags.push({ name: '少糖', group: null, identifierKey: openid('often').key })
  shop.tags.push({ name: '少糖', group: null, identifierKey: openid('once').key })
  expect((await names({ staff: 'zhang' })).sort()).toEqual(['never', 'often'])
  expect((await names({ tag: '少糖' })).sort()).toEqual(['often', 'once'])
  expect(await names({ staff: 'zhang', tag: '少糖' })).toEqual(['often'])
  expect(await names({ staff: 'zhang', ordered: 'no' })).toEqual(['never'])
  expect(await names({ staff: 'zhang', search: 'oft' })).toEqual(['often'])
  expect(await names({ staff: 'zhang', search: 'once' })).toEqual([])
  expect(await names({ staff: 'nobody' })).toEqual([])
})

test.each<Record<string, string>>([
  { ordered: 'perhaps' },
  { paidFrom: '2026-02-30' },
  { minNetFen: '0' },
  { minNetFen: '1.5' },
  { tag: '' },
])('refuses %p', async (query) => {
  const url = `/api/customers?${new URLSearchParams(query).toString()}`
  const answer = await app.inject({ url, headers: asOperator('looker') })
  expect(answer.json()).toMatchObject({ status: 400, code: 'request-invalid' })
})

test.each<[Record<string, string>, string[]]>([
  [{ ordered: 'yes' }, ['p5', 'p4', 'p3', 'p2', 'p1']],
  [{ minNetFen: '1' }, ['p5', 'p4', 'p3', 'p2', 'p1']],
  [{ seenFrom: '2026-03-01' }, ['p5', 'p4', 'p3', 'p2', 'p1']],
])('goes on page by page along %p', async (query, expected) => {
  const people = [1, 2, 3, 4, 5]
  await shop.work(...people.map((n) => seen(`p${n}`, n)))
  await shop.work(...people.map((n) => bought(`p${n}`, n * 100, n + 10)))
  const found: (string | null)[] = []
  let cursor: string | null = null
  do {
    const page: List = await list({ ...query, limit: '2', ...(cursor === null ? {} : { cursor }) })
    found.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(found).toEqual(expected)
})

// Guarantee: whatever is asked, one page examines so many customers and no more, and says where to go on.
test('given more customers than one page looks through, then it says how far it has come', async () => {
  await shop.work(seen('wanted', 0))
  const { customers } = shop.collections()
  const [model] = await shop.living()
  if (model === undefined) {
    throw new Error('somebody is there')
  }
  const others = Array.from({ length: MAX_SCANNED + 5 }, (_, n) => ({
    ...model,
    _id: `cus_${String(n).padStart(6, '0')}` as Id<'cus'>,
    ordersPaid: 1,
    lastSeenAt: minutes(1 + n),
  }))
  await customers.insertMany(others)
  const rows = customerListRepository(shop.database.db)
  const plan = planList({ by: 'all' }, { ordered: 'no' })
  const first = await rows.page(plan, { after: null, limit: 5 })
  expect(first.found).toEqual([])
  expect(first.reached).not.toBeNull()
  const second = await rows.page(plan, { after: first.reached, limit: 5 })
  expect(second.found.map(({ _id }) => _id)).toEqual([model._id])
  expect(second.reached).toBeNull()
  expect(await list({ ordered: 'no' })).toMatchObject({ items: [], totalIsCapped: true })
})
