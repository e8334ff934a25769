import { reportedOrderId } from '../../../server/modules/orders/reported.domain.js'
import { incidentsOf, onShelf } from './ordering.js'
import { useShop } from './shop.js'

const here = useShop()
const SOURCE = 'pos-1'
const at = new Date('2026-02-01T10:00:00+08:00')
const MEMBER = `member_no:${SOURCE}:88`

type Event = Readonly<{
  id: string
  type?: string
  data: object
  memberNo?: string | null
  source?: string
  occurredAt?: Date
}>

/** An event of the open API as its door stores it. */
async function tell({ id, type = 'order.paid', data, memberNo = '88', ...rest }: Event) {
  const { source = SOURCE, occurredAt = at } = rest
  const identifiers = memberNo === null ? {} : { memberNo }
  const event = { id, type, source, occurredAt: occurredAt.toISOString(), identifiers, data }
  const { orderNo } = data as { orderNo: string }
  await here.shop.inbox.insert({
    key: `open:${source}:${id}`,
    source,
    type,
    partitionKey: `order:${source}:${orderNo}`,
    occurredAt,
    payload: JSON.stringify({ event, isTrusted: true }),
  })
}
const paid = (orderNo: string, paidFen = 3000) => ({
  orderNo,
  storeCode: 'S404',
  paidFen,
  items: [{ sku: 'GH-M', name: '桂花乌龙', qty: 2, amountFen: 3360 }],
  channel: 'till',
})
const refunded = (orderNo: string, refundNo: string, refundFen: number) => ({
  type: 'order.refunded',
  data: { orderNo, refundNo, refundFen },
})
const orderOf = (orderNo: string) =>
  here.shop.db
    .collection<{ _id: string }>('orders')
    .findOne({ _id: reportedOrderId(SOURCE, orderNo) })
const countersOf = (key = MEMBER) =>
  here.shop.db.collection<{ _id: string }>('identifiers').findOne({ _id: key })
const rowOf = (id: string) => here.shop.rows.find(`open:${SOURCE}:${id}`)

test('a paid order becomes an order and an entry of its customer', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await here.shop.settle()
  expect(await orderOf('A17')).toMatchObject({
    status: 'paid',
    paidFen: 3000,
    identifierKey: MEMBER,
    storeCode: 'S404',
  })
  expect(await countersOf()).toMatchObject({
    ordersPaid: 1,
    paidFen: 3000,
    firstPaidAt: at,
    lastPaidAt: at,
  })
  const told = await here.shop.db.collection('timeline').find().toArray()
  expect(told).toMatchObject([
    {
      eventId: 'e1',
      type: 'order.paid',
      summary: '付款 ¥30.00 · 桂花乌龙等 2 件',
      data: { orderNo: 'A17' },
    },
  ])
})

test('the same content under another event id has no effect; other content is dead', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await tell({ id: 'e2', data: paid('A17') })
  await tell({ id: 'e3', data: paid('A17', 1) })
  await here.shop.settle()
  expect(await rowOf('e2')).toMatchObject({ state: 'done', outcome: 'duplicate' })
  expect(await rowOf('e3')).toMatchObject({ state: 'dead', reason: 'order-already-paid' })
  expect(await countersOf()).toMatchObject({ ordersPaid: 1, paidFen: 3000 })
})

test('the same order number of two tills is two orders', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await tell({ id: 'e1', data: paid('A17'), source: 'pos-2' })
  await here.shop.settle()
  expect(await here.shop.db.collection('orders').countDocuments()).toBe(2)
})

test('a refund before its order waits, moves no money, and is woken by the order', async () => {
  await tell({ id: 'r1', ...refunded('A17', 'R1', 1000) })
  await here.shop.settle()
  expect(await rowOf('r1')).toMatchObject({ state: 'waiting', waitFor: 'order:pos-1:A17' })
  await tell({ id: 'e1', data: paid('A17') })
  await here.shop.settle()
  expect(await rowOf('r1')).toMatchObject({ state: 'done' })
  expect(await orderOf('A17')).toMatchObject({ status: 'paid', refundedFen: 1000 })
  expect(await countersOf()).toMatchObject({ paidFen: 3000, refundedFen: 1000, ordersPaid: 1 })
})

test('refund and order in one batch, in the wrong order, end the same', async () => {
  await tell({ id: 'r1', ...refunded('A17', 'R1', 3000) })
  await tell({ id: 'e1', data: paid('A17') })
  await here.shop.settle()
  expect(await orderOf('A17')).toMatchObject({ status: 'refunded', refundedFen: 3000 })
})

test('a refund belongs to the buyer, whoever its own event names', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await tell({ id: 'r1', ...refunded('A17', 'R1', 1000), memberNo: '99' })
  await here.shop.settle()
  expect(await countersOf()).toMatchObject({ refundedFen: 1000 })
  expect(await countersOf(`member_no:${SOURCE}:99`)).toMatchObject({ refundedFen: 0 })
})

test('one refund number is one refund', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await tell({ id: 'r1', ...refunded('A17', 'R1', 1000) })
  await tell({ id: 'r2', ...refunded('A17', 'R1', 1000) })
  await tell({ id: 'r3', ...refunded('A17', 'R1', 999) })
  await here.shop.settle()
  expect(await orderOf('A17')).toMatchObject({ refundedFen: 1000 })
  expect(await rowOf('r2')).toMatchObject({ outcome: 'duplicate' })
  expect(await rowOf('r3')).toMatchObject({ state: 'dead', reason: 'refund-already-told' })
})

test('refunds above what was paid move no money and are an incident', async () => {
  await tell({ id: 'e1', data: paid('A17') })
  await tell({ id: 'r1', ...refunded('A17', 'R1', 2500) })
  await tell({ id: 'r2', ...refunded('A17', 'R2', 501) })
  await here.shop.settle()
  expect(await orderOf('A17')).toMatchObject({ status: 'paid', refundedFen: 2500 })
  expect(await countersOf()).toMatchObject({ refundedFen: 2500 })
  expect(await incidentsOf(here.shop)).toMatchObject([
    { kind: 'refund-exceeds-payment', amountFen: 501 },
  ])
  expect(await rowOf('r2')).toMatchObject({ state: 'done', outcome: 'incident' })
})

test('an order without identifiers counts for its store and is nobody’s', async () => {
  await tell({ id: 'e1', data: paid('A17'), memberNo: null })
  await here.shop.settle()
  expect(await orderOf('A17')).toMatchObject({ status: 'paid', paidFen: 3000 })
  expect(await orderOf('A17')).not.toHaveProperty('identifierKey')
  expect(await here.shop.db.collection('timeline').countDocuments()).toBe(0)
})

test('orders of our own shop are reported by nobody else', async () => {
  await tell({ id: 'e1', data: paid('A17'), source: 'huike' })
  await here.shop.settle()
  expect(await here.shop.rows.find('open:huike:e1')).toMatchObject({
    state: 'dead',
    reason: 'source-is-reserved',
  })
})

test('a whole batch costs the step a handful of commands, not some per order', async () => {
  for (let n = 0; n < 100; n += 1) {
    await tell({ id: `e${n}`, data: paid(`A${n}`), memberNo: `${n}` })
  }
  await here.shop.settle()
  expect(await here.shop.db.collection('orders').countDocuments({ status: 'paid' })).toBe(100)
})

describe('in the console', () => {
  type Page = {
    items: { orderNo: string; customer?: { customerId: string } }[]
    nextCursor: string | null
  }
  const list = async (query: string, operator = {}) => {
    const headers = here.shop.asOperator(operator)
    return (await here.shop.app.inject({ url: `/api/orders${query}`, headers })).json<Page>()
  }

  test('lists by source and number, page by page, with the customer', async () => {
    await tell({ id: 'e1', data: paid('A17') })
    await tell({ id: 'e2', data: paid('B18') })
    await here.shop.settle()
    const first = await list('?source=pos-1&limit=1')
    const second = await list(`?source=pos-1&limit=1&cursor=${first.nextCursor}`)
    expect([first.items[0]?.orderNo, second.items[0]?.orderNo].sort()).toEqual(['A17', 'B18'])
    expect(second.nextCursor).toBeNull()
    expect(await list('?search=A1')).toMatchObject({
      items: [{ orderNo: 'A17', customer: { customerId: expect.stringMatching(/^cus_/) } }],
    })
    expect((await list('?source=other')).items).toEqual([])
  })

  test('an operator of other stores does not see it, nor that it exists', async () => {
    await tell({ id: 'e1', data: paid('A17') })
    await here.shop.settle()
    expect((await list('', { storeCodes: ['S1'] })).items).toEqual([])
    const url = `/api/orders/${reportedOrderId(SOURCE, 'A17')}`
    const get = (operator = {}) =>
      here.shop.app.inject({ url, headers: here.shop.asOperator(operator) })
    expect((await get({ storeCodes: ['S1'] })).statusCode).toBe(404)
    expect((await get()).json()).toMatchObject({
      orderNo: 'A17',
      payments: [],
      history: [{ status: 'paid' }],
    })
  })

  test('store codes that nobody knows are listed', async () => {
    await tell({ id: 'e1', data: paid('A17') })
    await here.shop.settle()
    const url = '/api/orders/unknown-store-codes'
    const unknown = await here.shop.app.inject({ url, headers: here.shop.asOperator() })
    expect(unknown.json()).toEqual({ items: [{ storeCode: 'S404', orders: 1 }] })
    await here.shop.stores.upsert([{ storeCode: 'S404', name: '新店' }])
    const known = await here.shop.app.inject({ url, headers: here.shop.asOperator() })
    expect(known.json()).toEqual({ items: [] })
  })
})

test('a till with another price than the mini-program is listed once, with how often; its store sees it', async () => {
  const { code, skuId } = await onShelf(here.shop, { priceFen: 1680 })
  await here.shop.stores.upsert([{ storeCode: 'S001', name: '南山店' }])
  const sale = (orderNo: string, amountFen: number, storeCode = 'S001') => {
    const items = [{ sku: code, name: '桂花乌龙', qty: 2, amountFen }]
    return { id: orderNo, data: { orderNo, storeCode, paidFen: amountFen, items, channel: 'till' } }
  }
  const now = here.shop.clock.now().getTime()
  const later = (ms: number) => ({ occurredAt: new Date(now + ms) })
  await tell({ ...sale('P1', 3000), ...later(3) })
  await tell({ ...sale('P2', 2800), ...later(2) }) // of before, told later
  await tell({ ...sale('P3', 3360), ...later(4) }) // the same price
  await tell({ ...sale('P4', 1), ...later(-60 * 60_000) }) // of before the product was there
  await tell({ ...sale('P5', 3000, 'S002'), ...later(5) })
  await here.shop.settle()
  const listed = async (operator = {}) => {
    const headers = here.shop.asOperator(operator)
    const answer = await here.shop.app.inject({ url: '/api/price-differences', headers })
    return answer.json<{ items: object[] }>().items
  }
  const own = { source: SOURCE, storeCode: 'S001', storeName: '南山店', skuId, code, count: 2 }
  const first = { ...own, tillFen: 1500, shopFen: 1680, orderNo: 'P1' }
  expect(await listed()).toMatchObject([{ storeCode: 'S002', count: 1 }, first])
  expect(await listed({ storeCodes: ['S001'] })).toMatchObject([first])
})
