import { newId, type Id } from '../../../server/platform/ids/index.js'
import {
  connect,
  runMigrations,
  transactions,
  type Db,
} from '../../../server/platform/mongo/index.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { testMongoUri } from '../../support/database.js'
import { startOutside, type Outside } from '../integrations/outside.js'
import { onShelf } from './ordering.js'
import { openShop, shopMigrations, type Shop } from './shop.js'

const UNITS = 100
const BUYERS = 1_000
const RACE_MS = 600_000
/** Whoever meets the others asks again; when all buyers are through, nobody is in the way any more. */
const WITHIN_MS = 300_000

let outside: Outside
const dbs: Db[] = []
const shops: Shop[] = []
const watching: { stop(): Promise<void> }[] = []

/** Two processes' worth of services, each with connections, lanes and a gate of its own, on one database. */
beforeAll(async () => {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const dbName = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_race`
  outside = await startOutside()
  for (const appName of ['race-one', 'race-two']) {
    const db = await connect(testMongoUri(), { dbName, appName })
    if (dbs.length === 0) {
      await db.dropDatabase()
      await runMigrations(db, shopMigrations)
    }
    dbs.push(db)
    const shop = await openShop(db, outside)
    shops.push(shop)
    watching.push(shop.watchPools(() => undefined))
  }
}, 60_000)
afterAll(async () => {
  await Promise.all(watching.map((one) => one.stop()))
  await Promise.all(shops.map((shop) => shop.close()))
  await outside.close()
  await dbs[0]?.dropDatabase()
  await Promise.all(dbs.map((db) => db.close()))
})

type Books = Readonly<{ total: number; held: number; sold: number }>

/** The pool and the rows of its holds, at one moment. */
async function look(db: Db, skuId: Id<'sku'>) {
  const session = await db.startSession()
  try {
    session.startTransaction({ readConcern: { level: 'snapshot' } })
    const [pool] = await db.collection('stock_pools').find<Books>({ skuId }, { session }).toArray()
    const rows = await db
      .collection('stock_holds')
      .find<{ orderId: string; qty: number; state: string }>({ skuId }, { session })
      .toArray()
    const heldBy = rows.filter(({ state }) => state === 'held').map(({ orderId }) => orderId)
    const open = await db
      .collection<{ _id: string }>('orders')
      .countDocuments({ _id: { $in: heldBy }, status: 'pending-payment' }, { session })
    await session.abortTransaction()
    const units = (state: string) =>
      rows.filter((row) => row.state === state).reduce((sum, { qty }) => sum + qty, 0)
    return { pool, held: units('held'), sold: units('sold'), heldBy, open }
  } finally {
    await session.endSession()
  }
}

/** Invariant S: nothing below zero, pools say what the rows say, every held unit belongs to an open order. */
async function expectBalance(db: Db, skuId: Id<'sku'>) {
  const { pool, held, sold, heldBy, open } = await look(db, skuId)
  expect(pool).toMatchObject({ total: UNITS, held, sold })
  expect(held + sold).toBeLessThanOrEqual(UNITS)
  expect(open).toBe(heldBy.length)
}

/** Buys until it is told that nothing is left; answers the order. */
async function buyer(shop: Shop, skuId: Id<'sku'>, totalFen: number) {
  const openid = newId('cus')
  const holder = `openid:${shop.appid}:${openid}` as const
  const body = { items: [{ skuId, qty: 1 }], totalFen }
  const idempotencyKey = newId('ord')
  const placed = await waitUntil(
    () => shop.orders.orders.place({ ...{ holder, openid, body }, idempotencyKey }),
    { withinMs: WITHIN_MS },
  )
  if (!placed.ok) {
    expect(placed.code).toBe('sold-out')
  }
  return placed.ok ? { orderId: placed.value.orderId, holder } : null
}

// Guarantee: 1,000 buyers of 100 units in two processes, with orders cancelled and lapsed in between, buy exactly 100.
test(
  'a thousand buyers of a hundred units',
  async () => {
    const [one, two] = shops
    const [db] = dbs
    if (one === undefined || two === undefined || db === undefined) {
      throw new Error('the shops are open')
    }
    const { skuId, priceFen } = await onShelf(one, { stock: UNITS })
    const ends = { cancelled: 0, lapsed: 0, sold: 0 }
    let isOver = false
    const watcher = (async () => {
      let looks = 0
      while (!isOver) {
        await expectBalance(db, skuId)
        looks += 1
      }
      return looks
    })()

    /** Every seventh cancels, every fifth lapses, the others pay. */
    const finish = async (shop: Shop, bought: NonNullable<Awaited<ReturnType<typeof buyer>>>) => {
      const { orderId, holder } = bought
      const n = ends.cancelled + ends.lapsed + ends.sold
      if (n % 7 === 3) {
        ends.cancelled += 1
        await waitUntil(
          async () =>
            expect(await shop.orders.orders.cancel(orderId, holder)).toMatchObject({ ok: true }),
          { withinMs: WITHIN_MS },
        )
      } else if (n % 5 === 1) {
        ends.lapsed += 1
        await db
          .collection<{ _id: string }>('orders')
          .updateOne({ _id: orderId }, { $set: { closeDueAt: new Date(0) } })
      } else {
        ends.sold += 1
        await pay(shop, orderId)
      }
    }
    const wave = async (count: number) => {
      const buying = Array.from({ length: count }, async (_, n) => {
        const shop = n % 2 === 0 ? one : two
        const bought = await buyer(shop, skuId, priceFen)
        await (bought && finish(shop, bought))
      })
      const lapsing = Promise.all([one.run('orders.expire'), two.run('orders.expire')])
      await Promise.all([...buying, lapsing])
      await one.run('orders.expire')
    }
    try {
      await wave(BUYERS / 2)
      await wave(BUYERS / 4)
      await wave(BUYERS / 4)
      // whatever came back last is bought by those who try again
      for (let again = 0; again < 20 && ends.sold < UNITS; again += 1) {
        await wave(50)
      }
    } finally {
      isOver = true
    }
    expect(await watcher).toBeGreaterThan(0)
    await expectBalance(db, skuId)
    expect((await look(db, skuId)).pool).toMatchObject({ total: UNITS, held: 0, sold: UNITS })
    expect(await db.collection('orders').countDocuments({ status: 'paid' })).toBe(UNITS)
    expect(Math.min(ends.cancelled, ends.lapsed)).toBeGreaterThan(0)
  },
  RACE_MS,
)

/** As the outbox relay does when a payment has succeeded: again until it is through. */
async function pay(shop: Shop, orderId: Id<'ord'>) {
  const [payment] = await shop.payments.payments.ofOrder(orderId)
  const markPaid = shop.orders.subscribers.find(({ name }) => name === 'orders.mark-paid')
  if (payment === undefined || markPaid?.handle === undefined) {
    throw new Error('nothing to pay')
  }
  const { handle, inTurn = (_payload, work) => work() } = markPaid
  const { paymentId, amountFen } = payment
  const transactionId = `tx-${orderId}`
  const paid = { paymentId, orderId, transactionId, amountFen, paidAt: shop.clock.now() }
  const context = { eventId: paymentId, attempt: 1 }
  await waitUntil(
    () =>
      inTurn(paid, () =>
        transactions(shop.db)(async (tx) =>
          expect(await handle(paid, { ...context, tx })).toMatchObject({ kind: 'ok' }),
        ),
      ),
    { withinMs: WITHIN_MS },
  )
}
