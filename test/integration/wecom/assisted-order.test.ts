import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { AssistedOrder, PayCode } from '../../../server/modules/orders/assisted.contract.js'
import { useSystem } from '../../support/system.js'
import { sidebarOf } from './sidebar-log-in.js'

// Guarantee: what staff order in a chat is the customer's from the first moment, is paid once whichever way they choose, and
// is nobody else's to see.

const system = useSystem({ suffix: '_assisted_order' })
jest.setTimeout(120_000)

const WITHIN = { withinMs: 60_000 }
const PRICE_FEN = 1680
const anything = z.unknown()

type Sidebar = Awaited<ReturnType<typeof sidebarOf>>

/** A contact of this member of staff, and something to sell. */
async function chat(userid: string) {
  const { control, asOperator, drain } = system.now
  const desk = await asOperator()
  const { skus } = await desk.createProduct({
    ...{ name: '桂花乌龙', category: '奶茶', kind: 'goods', status: 'on-shelf' },
    skus: [{ name: '中杯', code: `GH-${randomUUID()}`, priceFen: PRICE_FEN, stock: 10 }],
  })
  const { personId, externalUserid } = await control.addPerson({
    ...{ name: '林晓棠', unionidVisible: true },
  })
  await control.scan({ personId, userid })
  await drain()
  const items = [{ skuId: skus[0]?.skuId ?? '', qty: 2 }]
  return { desk, personId, body: { externalUserid, items, totalFen: 2 * PRICE_FEN } }
}

const place = (sidebar: Sidebar, body: object, key: string = randomUUID()) =>
  sidebar.post('/api/sidebar/orders', body, { 'idempotency-key': key })

async function ordered(sidebar: Sidebar, body: object) {
  const answer = await place(sidebar, body)
  expect(answer.status).toBe(201)
  return AssistedOrder.parse(await answer.json())
}

async function codeOf(sidebar: Sidebar, orderId: string) {
  const answer = await sidebar.get(`/api/sidebar/orders/${orderId}/code`)
  return { status: answer.status, body: await answer.json() }
}

async function paid(sidebar: Sidebar, orderId: string) {
  await waitUntil(async () => {
    const answer = await sidebar.get(`/api/sidebar/orders/${orderId}`)
    expect(AssistedOrder.parse(await answer.json()).order.status).toBe('paid')
  }, WITHIN)
}

test('the customer scans the code and pays; the order is theirs, and the trail names who placed it', async () => {
  const sidebar = await sidebarOf(system.now, 'zhangsan')
  const { body, personId, desk } = await chat('zhangsan')
  const key = randomUUID()
  const first = AssistedOrder.parse(await (await place(sidebar, body, key)).json())
  const again = AssistedOrder.parse(await (await place(sidebar, body, key)).json())
  expect(again).toEqual(first)
  const { orderId } = first.order
  expect(first).toMatchObject({ order: { status: 'pending-payment' }, placedBy: '张三' })

  const code = PayCode.parse((await codeOf(sidebar, orderId)).body)
  expect(code.picture).toMatch(/^<svg/)
  expect(PayCode.parse((await codeOf(sidebar, orderId)).body).codeUrl).toBe(code.codeUrl)
  const { codeUrl } = code
  await system.now.control.send('POST', '/pay/confirm', anything, { body: { codeUrl, personId } })
  await paid(sidebar, orderId)

  const detail = await desk.order(orderId)
  expect(detail).toMatchObject({ status: 'paid', assistedBy: '张三' })
  expect(detail.customer?.name).toBe('林晓棠')
  const { db } = system.now.deps
  const trail = db.collection('audit_entries').find({ 'subject.id': orderId })
  expect(await trail.toArray()).toMatchObject([
    { action: 'order.assist', after: { totalFen: 2 * PRICE_FEN } },
  ])
  const [payment] = await db.collection('payments').find({ orderId }).toArray()
  expect(payment).toMatchObject({ way: 'native', openid: expect.any(String) })
})

test('the customer pays in the mini-program after the code was shown: the code is closed, paid once', async () => {
  const sidebar = await sidebarOf(system.now, 'zhangsan')
  const { body, personId, desk } = await chat('zhangsan')
  const { orderId } = (await ordered(sidebar, body)).order
  const { codeUrl } = PayCode.parse((await codeOf(sidebar, orderId)).body)
  const phone = await system.now.asCustomer(personId)
  await system.now.drain()
  const prepayId = await phone.pay(orderId)
  const scan = { body: { codeUrl, personId }, accept: [409] }
  const late = await system.now.control.send('POST', '/pay/confirm', anything, scan)
  expect(late.status).toBe(409)
  await system.now.control.confirmPayment(prepayId)
  await paid(sidebar, orderId)
  const { payments } = await desk.order(orderId)
  expect(payments.map(({ state }) => state).sort()).toEqual(['closed', 'paid'])
  expect((await codeOf(sidebar, orderId)).body).toMatchObject({ code: 'order-is-paid' })
})

test("a colleague's customer cannot be ordered for, nor a colleague's order be seen or cancelled", async () => {
  const [own, other] = [
    await sidebarOf(system.now, 'zhangsan'),
    await sidebarOf(system.now, 'lisi'),
  ]
  const { body } = await chat('zhangsan')
  const refused = await place(other, body)
  expect(refused.status).toBe(404)
  expect(await refused.json()).toMatchObject({ code: 'chat-customer-unknown' })
  const elsewhere = await place(own, { ...body, storeCode: 'S-9' })
  expect(await elsewhere.json()).toMatchObject({ code: 'store-not-yours' })
  const { orderId } = (await ordered(own, body)).order
  expect((await other.get(`/api/sidebar/orders/${orderId}`)).status).toBe(404)
  expect((await codeOf(other, orderId)).status).toBe(404)
  expect((await other.post(`/api/sidebar/orders/${orderId}/cancel`, {})).status).toBe(404)
  const cancelled = await own.post(`/api/sidebar/orders/${orderId}/cancel`, {})
  expect(AssistedOrder.parse(await cancelled.json()).order.status).toBe('closed')
  expect((await codeOf(own, orderId)).body).toMatchObject({ code: 'order-not-open' })
})
