import { randomUUID } from 'node:crypto'
import type { System } from './system.js'

/** One of the staff that the sandbox's first world has. */
const STAFF = 'zhangsan'

/** What customers, tills and other systems do all day: a contact, a log-in, an order with payment, a till order, reads. */
export async function playVisit({
  control,
  asOperator,
  asCustomer,
  openApi,
  drain,
}: System): Promise<void> {
  const desk = await asOperator()
  const { skus } = await desk.createProduct({
    name: '桂花乌龙',
    category: '奶茶',
    kind: 'goods',
    status: 'on-shelf',
    skus: [{ name: '中杯', code: 'GH-M', priceFen: 1680, stock: 10 }],
  })
  const person = await control.addPerson({ name: '林晓棠' })
  await control.scan({ personId: person.personId, userid: STAFF })
  const shop = await asCustomer(person.personId)
  const skuId = skus[0]?.skuId ?? ''
  const order = await shop.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: 1680 })
  await control.confirmPayment(await shop.pay(order.orderId))
  await openApi().sendEvents([tillOrder()])
  await drain()
  await shop.order(order.orderId)
  await shop.orders()
  const member = { member_no: 'M-1', source: 'pos-visit' }
  const customerId = (await openApi().resolve(member)) ?? ''
  await openApi().customer(customerId)
  await openApi().timeline(customerId)
}

function tillOrder() {
  const items = [{ sku: 'a', name: '桂花乌龙', qty: 1, amountFen: 900 }]
  return {
    id: randomUUID(),
    type: 'order.paid',
    occurredAt: new Date().toISOString(),
    source: 'pos-visit',
    identifiers: { memberNo: 'M-1' },
    data: { orderNo: 'A1', paidFen: 900, items, channel: 'pos' },
  }
}
