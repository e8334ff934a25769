import { newId, type Id } from '../../../server/platform/ids/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { mini, onShelf, order, paymentOf, poolOf } from './ordering.js'
import { useShop } from './shop.js'

const here = useShop()

const BUYERS = 40
const LEAVERS = 10

type Wanted = Readonly<{ openid?: string; key?: string; qty?: number }>

const buy = (skuId: Id<'sku'>, { openid = newId('cus'), key, qty = 1 }: Wanted = {}) =>
  order(here.shop, openid, { skuId, qty, totalFen: 1680 * qty, ...(key && { key }) })

const count = (collection: string) => here.shop.db.collection(collection).countDocuments()

// Guarantee: orders that share a commit leave what each would have left alone: row, payment, key, hold, guard, outbox row.
test('everybody has all of their documents', async () => {
  const { skuId } = await onShelf(here.shop, { stock: BUYERS })
  const answers = await Promise.all(Array.from({ length: BUYERS }, () => buy(skuId)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const collections = ['orders', 'payments', 'order_keys', 'stock_holds', 'open_orders', 'outbox']
  expect(await Promise.all(collections.map(count))).toEqual(collections.map(() => BUYERS))
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: BUYERS, available: 0 })
  for (const { body } of answers) {
    const [payment] = await here.shop.payments.payments.ofOrder(body.orderId)
    const stored = await here.shop.orders.orders.get(body.orderId, { storeCodes: null })
    expect(stored).toMatchObject({ ok: true, value: { order: { paymentId: payment?.paymentId } } })
  }
})

// Guarantee: what a batch decides is in the order of arrival; a large wish that no longer fits stops nobody behind it.
test('a wish that does not fit is refused, smaller ones behind it are not', async () => {
  const { skuId } = await onShelf(here.shop, { stock: 10 })
  const answers = await Promise.all([
    ...Array.from({ length: 6 }, () => buy(skuId)),
    buy(skuId, { qty: 9 }),
    ...Array.from({ length: 4 }, () => buy(skuId)),
  ])
  expect(answers.map(({ status }) => status)).toEqual([
    ...[201, 201, 201, 201, 201, 201],
    409,
    ...[201, 201, 201, 201],
  ])
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 10, available: 0 })
})

test('one key many times among others is one order', async () => {
  const { skuId } = await onShelf(here.shop, { stock: 100 })
  const [openid, key] = [newId('cus'), newId('ord')]
  const answers = await Promise.all(
    Array.from({ length: BUYERS }, (_, n) =>
      n % 2 === 0 ? buy(skuId, { openid, key }) : buy(skuId),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const mine = new Set(answers.filter((_, n) => n % 2 === 0).map(({ body }) => body.orderId))
  expect(mine.size).toBe(1)
  expect(await count('orders')).toBe(1 + BUYERS / 2)
})

// Guarantee: one order that cannot be written fails alone, and leaves nothing.
test('a poisonous order is halved out', async () => {
  const { shop } = here
  const { skuId } = await onShelf(shop, { stock: 100 })
  const poison = 'o-poison'
  const store = shop.db.getClient().db(shop.db.name)
  await store.command({ collMod: 'payments', validator: { openid: { $ne: poison } } })
  try {
    const answers = await Promise.all(
      Array.from({ length: BUYERS }, (_, n) => buy(skuId, n === 17 ? { openid: poison } : {})),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(BUYERS - 1)
    expect(answers[17]?.status).toBe(500)
  } finally {
    await store.command({ collMod: 'payments', validator: {} })
  }
  expect(await count('orders')).toBe(BUYERS - 1)
  expect(await poolOf(shop, skuId)).toMatchObject({ held: BUYERS - 1 })
})

// Guarantee: within a process nobody is sent away because others crowd around the same SKU: who cancels or has paid takes a
// turn between two batches of buyers.
test('cancels and payments in a rush of buyers succeed at the first try', async () => {
  const { shop } = here
  const { skuId } = await onShelf(shop, { stock: 1_000 })
  const before = await Promise.all(
    Array.from({ length: 2 * LEAVERS }, async () => {
      const openid = newId('cus')
      return { openid, orderId: (await buy(skuId, { openid })).body.orderId }
    }),
  )
  let isOver = false
  const crowd = Promise.all(
    Array.from({ length: BUYERS }, async () => {
      const answers: number[] = []
      do {
        answers.push((await buy(skuId)).status)
      } while (!isOver)
      return answers
    }),
  )
  const ends = await Promise.all(
    before.map(({ openid, orderId }, n) =>
      n % 2 === 0
        ? mini(shop, openid, 'POST', `/${orderId}/cancel`).then(({ status }) => status)
        : paid(orderId).then(() => 200),
    ),
  ).finally(() => {
    isOver = true
  })
  expect(ends).toEqual(before.map(() => 200))
  const statuses = (await crowd).flat()
  expect(statuses).toEqual(statuses.map(() => 201))
  const pool = await poolOf(shop, skuId)
  expect(pool).toMatchObject({ held: statuses.length, sold: LEAVERS })
}, 60_000)

/** As a notification does: the payment is told of, and the relay takes it to the order. */
async function paid(orderId: Id<'ord'>): Promise<void> {
  const { shop } = here
  const { paymentId, amountFen } = await paymentOf(shop, orderId)
  const markPaid = shop.orders.subscribers.find(({ name }) => name === 'orders.mark-paid')
  const { handle, inTurn } = markPaid ?? {}
  if (handle === undefined || inTurn === undefined) {
    throw new Error('payments take their turn')
  }
  const told = { paymentId, orderId, amountFen, transactionId: `tx-${orderId}` }
  const payment = { ...told, paidAt: shop.clock.now() }
  await inTurn(payment, () =>
    transactions(shop.db)((tx) => handle(payment, { eventId: paymentId, attempt: 1, tx })),
  )
}
