import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { CustomerMerged } from '../../../server/modules/customers/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { decideBatch } from '../../../server/platform/pipeline/index.js'
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
  unionid,
  useShop,
} from './shop.js'

const shop = useShop()

/** Sums, times and sizes computed anew from identifiers and timeline, beside what is stored. */
async function recomputed() {
  const { customers, identifiers } = shop.collections()
  const [people, owned, entries] = await Promise.all([
    customers.find({ state: 'living' }).toArray(),
    identifiers.find().toArray(),
    shop.timeline().find().toArray(),
  ])
  return people.map((customer) => {
    const theirs = owned.filter(({ ownerId }) => ownerId === customer._id)
    const keys = theirs.map(({ _id }) => _id)
    const orders = entries.filter(
      ({ type, identifierKey }) => type === 'order.paid' && keys.includes(identifierKey),
    )
    const times = orders.map(({ at }) => at.getTime()).sort((a, b) => a - b)
    const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
    const { identifierCount, ordersPaid, paidFen, firstPaidAt, lastPaidAt } = customer
    return {
      stored: { identifierCount, ordersPaid, paidFen, firstPaidAt, lastPaidAt },
      fromFacts: {
        identifierCount: theirs.length,
        ordersPaid: orders.length,
        paidFen: sum(orders.map(({ netFen = 0 }) => netFen)),
        firstPaidAt: times.length === 0 ? undefined : new Date(times[0] ?? 0),
        lastPaidAt: times.length === 0 ? undefined : new Date(times.at(-1) ?? 0),
      },
      fromIdentifiers: sum(theirs.map((identifier) => identifier.paidFen)),
    }
  })
}

async function expectSumsRight(): Promise<void> {
  for (const { stored, fromFacts, fromIdentifiers } of await recomputed()) {
    expect(stored).toEqual(fromFacts)
    expect(fromIdentifiers).toBe(stored.paidFen)
  }
}

async function timelineOf(customerId: string): Promise<string[]> {
  const query = { after: null, limit: 50, group: null }
  const found = await shop.shop().queries.timeline(customerId, query)
  if (!found.ok || found.value.at !== 'here') {
    throw new Error('the customer lives')
  }
  return found.value.value.map(({ type }) => type)
}

// Guarantee: every fact is at exactly one living customer, before and after a merge (failure story 18).
test('failure story 18: a merge keeps the sums, the first and last order and both histories', async () => {
  await shop.work(paid([openid('o1')], 1200, minutes(0)), paid([contact('w1')], 800, minutes(9)))
  await shop.work(paid([contact('w1')], 500, minutes(4)))
  await shop.work(login('o1', 'u1', { occurredAt: minutes(2) }), scan('w1', 'u1'))
  const [customer, ...others] = await shop.living()
  expect(others).toEqual([])
  expect(customer).toMatchObject({
    ordersPaid: 3,
    paidFen: 2500,
    firstPaidAt: minutes(0),
    lastPaidAt: minutes(9),
    identifierCount: 3,
  })
  const types = await timelineOf(customer?._id ?? '')
  expect(types).toEqual(['order.paid', 'order.paid', 'customer.logged-in', 'order.paid'])
  const merged = await shop.collections().customers.find({ state: 'merged' }).toArray()
  expect(merged).toMatchObject([{ ordersPaid: 0, paidFen: 0, identifierCount: 0 }])
  await expectSumsRight()
})

test('orders and a merge in one batch end in the same sums', async () => {
  await shop.work(paid([openid('o1')], 100), paid([contact('w1')], 200))
  await shop.work(
    paid([openid('o1')], 10, minutes(1)),
    login('o1', 'u1'),
    paid([contact('w1')], 20, minutes(2)),
    scan('w1', 'u1', '林晓'),
    paid([contact('w1')], 30, minutes(3)),
  )
  expect(await shop.living()).toMatchObject([{ paidFen: 360, ordersPaid: 5, name: '林晓' }])
  await expectSumsRight()
})

test('the name of the later contact wins a merge, whichever customer survives', async () => {
  const named = (name: string, at: Date, seen: Parameters<typeof factEvent>[0]) =>
    factEvent(seen, { at, profile: { name, avatar: `https://img.example/${name}` } })
  await shop.work(named('新名', minutes(5), [contact('w1')]))
  await shop.work(named('旧名', minutes(1), [openid('o1')]))
  await shop.work(login('o1', 'u1'))
  await shop.work(scan('w1', 'u1'))
  expect(await shop.living()).toMatchObject([
    { name: '新名', avatar: 'https://img.example/新名', nameKeys: ['新', '名', '新名'] },
  ])
})

test('a name that arrives late changes nothing; a newer one is found by its parts', async () => {
  await shop.work(factEvent([contact('w1')], { at: minutes(5), profile: { name: '林晓' } }))
  await shop.work(factEvent([contact('w1')], { at: minutes(1), profile: { name: '旧名' } }))
  expect(await shop.living()).toMatchObject([{ name: '林晓', nameAt: minutes(5) }])
  await shop.work(factEvent([contact('w1')], { at: minutes(6), profile: { name: '林晓雨' } }))
  expect(await shop.living()).toMatchObject([
    { name: '林晓雨', nameKeys: expect.arrayContaining(['晓雨']) },
  ])
})

test('a merge is told to the modules above, with identifiers and no customer id', async () => {
  await shop.work(login('o1', 'u1'), scan('w1'))
  const plan = await decideBatch<CustomerFact>([shop.shop().step], [login('o1', 'u1')])
  expect(plan.outbox).toEqual([])
  const joining = told({ externalUserid: 'w1', unionid: 'u1' })
  const { outbox } = await decideBatch<CustomerFact>([shop.shop().step], [joining])
  expect(outbox).toEqual([CustomerMerged({ identifierKeys: ['external_userid:ww1:w1'] })])
})

// Guarantee: an entry under a key of another event is told once, and counted once, however many events bring it.
test('the same entry by two events adds nothing the second time, also in one batch', async () => {
  const order = paid([openid('o1')], 500)
  const again = { ...order, key: `${order.key}-again` }
  const third = { ...order, key: `${order.key}-third` }
  await shop.work(order, again)
  await shop.work(third)
  expect(await shop.living()).toMatchObject([{ ordersPaid: 1, paidFen: 500 }])
  expect(await shop.timeline().countDocuments()).toBe(1)
})

describe('record(): facts of outbox subscribers', () => {
  const entry = (entryId: string) => ({
    entryId,
    eventId: entryId,
    at: minutes(3),
    type: 'order.paid',
    source: 'huike',
    group: 'orders' as const,
    summary: '支付了订单',
    data: {},
    netFen: 900,
  })
  const fact = {
    identifierKey: openid('o1').key,
    timeline: [entry('ord_1:paid')],
    counters: { ordersPaid: 1, paidFen: 900, paidAt: minutes(3) },
  }
  const record = () =>
    transactions(shop.database.db)((tx) => shop.shop().identity.record(fact, { tx }))

  test('adds entry and counters once', async () => {
    await shop.work(login('o1', 'u1'))
    expect(await record()).toEqual({ ok: true, value: null })
    expect(await record()).toEqual({ ok: true, value: null })
    expect(await shop.living()).toMatchObject([
      { ordersPaid: 1, paidFen: 900, firstPaidAt: minutes(3), lastSeenAt: minutes(3) },
    ])
    await expectSumsRight()
  })

  test('refuses while the identifier is nobody’s yet, and writes nothing', async () => {
    expect(await record()).toEqual({ ok: false, code: 'customer-not-yet-known' })
    expect(await shop.timeline().countDocuments()).toBe(0)
  })
})

describe('many at once', () => {
  // Guarantee: whoever comes first founds the customer; nobody founds a second one, no order is lost.
  test('20 batches about one new identifier make one customer with all sums', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        shop.work(paid([openid('o1')], 100, minutes(index)), login('o1', 'u1')),
      ),
    )
    expect(await shop.living()).toMatchObject([
      {
        ordersPaid: 20,
        paidFen: 2000,
        identifierCount: 2,
        firstPaidAt: NOON,
        lastPaidAt: minutes(19),
      },
    ])
    const [link] = await shop.collections().links.find().toArray()
    expect(link?.count).toBe(20)
    await expectSumsRight()
  }, 180_000)

  // Guarantee: concurrent merges on one component lose nothing and end in one customer (failure story 16: A+B, B+C).
  test('failure story 16: ten customers that merge through one unionid while they order are one in the end', async () => {
    const people = Array.from({ length: 10 }, (_, index) => openid(`o${index}`, `wx${index}`))
    await shop.work(...people.map((person) => paid([person], 100)))
    expect(await shop.living()).toHaveLength(10)
    await Promise.all(
      people.flatMap((person) => [
        shop.work(factEvent([person, unionid('u1')])),
        shop.work(paid([person], 10, minutes(1))),
      ]),
    )
    expect(await shop.living()).toMatchObject([
      { identifierCount: 11, ordersPaid: 20, paidFen: 1100 },
    ])
    await expectSumsRight()
  }, 180_000)

  // Guarantee: two attachments that exclude each other never both happen, also when both were decided on the same state.
  test('two unionids for one openid at the same time: one joins, the other stays apart', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [person, first, second] = [`o${round}`, `u${round}`, `v${round}`]
      await shop.work(login(person))
      await Promise.all([
        shop.work(login(person, first)),
        shop.work(told({ openid: person, appid: 'wx1', unionid: second })),
      ])
      const owners = [
        await shop.resolve({ unionid: first }),
        await shop.resolve({ unionid: second }),
      ]
      expect(new Set(owners).size).toBe(2)
      expect(owners).toContain(await shop.resolve({ openid: person, appid: 'wx1' }))
    }
    await expectSumsRight()
  }, 180_000)
})

// Guarantee: metrics equal a recompute at any time, whatever was joined, held and ordered in whichever batches.
test('any facts in any batches: sums, sizes and slots are what identifiers and facts say', async () => {
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const somebody = () =>
    [
      openid(`o${draw(6)}`),
      openid(`p${draw(6)}`, 'wx2'),
      contact(`w${draw(6)}`),
      unionid(`u${draw(6)}`),
    ].filter(() => draw(2) === 0)
  for (let round = 0; round < 25; round += 1) {
    const events = Array.from({ length: 1 + draw(6) }, (_, index) => {
      const seen = somebody()
      const fallback = seen.length === 0 ? [unionid(`u${draw(6)}`)] : seen
      return paid(fallback, draw(1_000), minutes(round * 10 + index))
    })
    await shop.work(...events)
  }
  await expectSumsRight()
  const owned = await shop
    .collections()
    .identifiers.find({ ownerId: { $ne: null } })
    .toArray()
  const slots = owned.map(({ ownerId, type, scope }) => `${ownerId} ${type}:${scope}`)
  expect(new Set(slots).size).toBe(slots.length)
}, 180_000)
