import {
  contact,
  factEvent,
  login,
  minutes,
  openid,
  paid,
  scan,
  told,
  useShop,
} from '../customers/shop.js'

// Failure story 18. Guarantee: after merges and splits every order is at exactly one living customer, counted once.

const shop = useShop()

type Told = { identifierKey: string; netFen?: number }

/** Orders on the timelines of everybody alive, and what their counters say. */
async function seenAtPeople() {
  const people = await shop.living()
  const { keysOf } = shop.shop().identity
  const entries = (await shop.timeline().find({ type: 'order.paid' }).toArray()) as Told[]
  const seen = await Promise.all(
    people.map(async ({ _id, ordersPaid, paidFen }) => {
      const keys: readonly string[] = await keysOf(_id)
      const theirs = entries.filter(({ identifierKey }) => keys.includes(identifierKey))
      const fen = theirs.reduce((sum, { netFen = 0 }) => sum + netFen, 0)
      return { count: theirs.length, fen, ordersPaid, paidFen }
    }),
  )
  return { all: entries.length, seen }
}

async function expectEachOnce(orders: number): Promise<void> {
  const { all, seen } = await seenAtPeople()
  expect(all).toBe(orders)
  expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(orders)
  for (const { count, fen, ordersPaid, paidFen } of seen) {
    expect([ordersPaid, paidFen]).toEqual([count, fen])
  }
}

test('failure story 18: orders before, between and after two merges and a split are each at one living customer', async () => {
  const phone = { phone: '13912346021', phoneVerified: true }
  await shop.work(scan('w1'), paid([contact('w1')], 100), login('o1'), paid([openid('o1')], 250))
  await shop.work(told(phone))
  await expectEachOnce(2)

  await shop.work(factEvent([contact('w1'), openid('o1')]), paid([contact('w1')], 70))
  await shop.work(told({ openid: 'o1', appid: 'wx1', ...phone }))
  await expectEachOnce(3)

  // somebody else proves the phone: it leaves with what is its own
  await shop.work(login('o2', 'u2'), told({ openid: 'o2', appid: 'wx1', ...phone }))
  await shop.work(paid([openid('o2')], 300, minutes(9)))
  await expectEachOnce(4)
  const { history } = shop.collections()
  expect((await history.find().toArray()).map(({ kind }) => kind)).toContain('split')
})

test('failure story 18: the same order told again after a merge is counted once', async () => {
  const order = paid([contact('w1')], 100)
  await shop.work(scan('w1'), login('o1'), order)
  await shop.work(factEvent([contact('w1'), openid('o1')]))
  await shop.work({ ...order, key: 'told-again' })
  await expectEachOnce(1)
})
