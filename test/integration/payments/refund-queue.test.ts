import { z } from 'zod'
import { RefundPage } from '../../../server/modules/orders/refund-queue.contract.js'
import {
  RefundTotals,
  RefundView,
} from '../../../server/modules/payments/refunds/refunds.contract.js'
import {
  customer,
  delivered,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'
import { eventually } from '../integrations/eventually.js'
import { refundsOf } from './books.js'

// Guarantee: whoever works on refunds sees every one of them with its order and customer, in the group of whoever moves
// next, and the sums above the queue are the sums of the queue.

const here = useShop()
const MINUTE = 60_000
const PRICE = 1680
const NOTHING = { count: 0, amountFen: 0 }

async function owed(reason = '缺货') {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE, stock: 3 })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: PRICE })
  const { orderId } = body
  const { paymentId } = await paymentOf(here.shop, orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${orderId}/payment`)
  await payAtWechat(here.outside, paymentId, buyer.personId)
  await here.shop.settle()
  const url = `/api/orders/${orderId}/refunds`
  const headers = { ...here.shop.asOperator(), 'idempotency-key': `give-back-${orderId}` }
  const answer = await here.shop.app.inject({ method: 'POST', url, headers, payload: { reason } })
  expect(answer.statusCode).toBe(201)
  const [refund] = await refundsOf(here.shop, orderId)
  return { ...buyer, orderId, refundId: refund?.refundId ?? 'rfd_none' }
}

async function ask<Schema extends z.ZodType>(method: 'GET' | 'POST', url: string, schema: Schema) {
  const headers = here.shop.asOperator()
  const answer = await here.shop.app.inject({ method, url, headers })
  return schema.parse(answer.json())
}
const queue = (query: string) => ask('GET', `/api/refunds?${query}`, RefundPage)
const totals = () => ask('GET', '/api/refunds/totals', RefundTotals)
const Problem = z.object({ code: z.string(), status: z.int() })
const fault = (kind: string, times = 1) => {
  const match = '/v3/refund/domestic/refunds'
  return here.outside.control('POST', '/faults', { area: 'pay', kind, match, times })
}
const send = async () => {
  await here.shop.run('payments.send-refunds')
  await here.shop.settle()
}
async function ended() {
  await here.shop.advance(4_000)
  await eventually(async () => {
    const { refunds } = await here.outside.control<{ refunds: { status: string }[] }>(
      'GET',
      '/pay/refunds?limit=50',
    )
    return refunds.every(({ status }) => status !== 'PROCESSING')
  })
  await delivered(here.outside)
  await here.shop.settle()
}

test('one of each: failed, waiting for its pause, taken by WeChat, with order and sums', async () => {
  await fault('userAccountAbnormal')
  const failed = await owed('门店售罄')
  await send()
  await fault('notEnough')
  const waiting = await owed()
  await send()
  const accepted = await owed()
  await send()
  const one = { count: 1, amountFen: PRICE }
  expect(await totals()).toEqual({
    ...{ needsPerson: one, retrying: one, accepted: one },
    endedToday: NOTHING,
  })
  const person = await queue('group=needs-person')
  expect(person).toMatchObject({
    items: [{ state: 'failed', reason: '门店售罄', order: { orderId: failed.orderId } }],
    nextCursor: null,
  })
  expect(person.items[0]?.order?.orderNo).toMatch(/\w+/)
  expect(person.items[0]?.order?.customer?.customerId).toMatch(/^cus_/)
  expect((await queue('group=retrying')).items.map(({ refundId }) => refundId)).toEqual([
    waiting.refundId,
  ])
  expect((await queue('group=accepted')).items.map(({ refundId }) => refundId)).toEqual([
    accepted.refundId,
  ])
  await ended()
  expect(await totals()).toMatchObject({ accepted: NOTHING, endedToday: one })
  expect((await queue('group=ended-today')).items).toMatchObject([
    { refundId: accepted.refundId, state: 'succeeded', maySendNow: false },
  ])
}, 60_000)

test('all of them page by page, newest first, each once', async () => {
  const made: string[] = []
  for (let n = 0; n < 3; n += 1) {
    made.unshift((await owed()).refundId)
    await here.shop.advance(1_000)
  }
  const first = await queue('group=all&limit=2')
  const rest = await queue(`group=all&limit=2&cursor=${first.nextCursor ?? ''}`)
  expect([...first.items, ...rest.items].map(({ refundId }) => refundId)).toEqual(made)
  expect(rest.nextCursor).toBeNull()
  await send()
  await ended()
  const today = await queue('group=ended-today&limit=2')
  const later = await queue(`group=ended-today&limit=2&cursor=${today.nextCursor ?? ''}`)
  const seen = [...today.items, ...later.items].map(({ refundId }) => refundId)
  expect(seen.sort()).toEqual(made.sort())
}, 60_000)

test('a pause is shortened once, not within a minute of a try, and the money comes', async () => {
  const { refundId } = await owed()
  await fault('notEnough', 2)
  await send()
  await here.shop.advance(MINUTE)
  await send() // the next pause is five minutes
  const url = `/api/refunds/${refundId}/send-now`
  expect(await ask('POST', url, Problem)).toEqual({ code: 'refund-asked-lately', status: 409 })
  await here.shop.advance(2 * MINUTE)
  expect((await queue('group=retrying')).items).toMatchObject([{ maySendNow: true, tries: 2 }])
  const both = await Promise.all([1, 2].map(() => ask('POST', url, z.looseObject({}))))
  expect(both.filter(({ code }) => code === undefined)).toHaveLength(1)
  expect(await audited('refund.send-now')).toHaveLength(1)
  await send()
  await ended()
  expect((await queue('group=ended-today')).items).toMatchObject([{ refundId, attempt: 1 }])
  expect(await ask('POST', url, Problem)).toMatchObject({ code: 'refund-not-waiting' })
}, 60_000)

test('a refund of nobody is not found; one that failed is tried again and said so', async () => {
  const nobody = `/api/refunds/rfd_${'0'.repeat(22)}/send-now`
  expect(await ask('POST', nobody, Problem)).toMatchObject({ code: 'refund-not-found' })
  await fault('userAccountAbnormal')
  const { refundId } = await owed()
  await send()
  const again = await ask('POST', `/api/refunds/${refundId}/retry`, RefundView)
  expect(again).toMatchObject({ state: 'requested', tries: 0 })
  expect(await audited('refund.retry')).toMatchObject([
    { before: { state: 'failed' }, after: { state: 'requested' } },
  ])
})

test('the customer reads where the money is, and nothing of what WeChat said to us', async () => {
  await fault('notEnough')
  const { openid, orderId } = await owed()
  await send()
  const own = async () => (await mini(here.shop, openid, 'GET', `/${orderId}`)).body
  expect(await own()).toMatchObject({
    status: 'refund-pending',
    refunds: [{ state: 'asking', amountFen: PRICE }],
  })
  expect(JSON.stringify(await own())).not.toContain('balance-low')
  await here.shop.advance(MINUTE)
  await send()
  expect(await own()).toMatchObject({ refunds: [{ state: 'accepted' }] })
  await ended()
  expect(await own()).toMatchObject({ status: 'refunded', refunds: [{ state: 'returned' }] })
  const { body } = await mini(here.shop, openid, 'GET', '')
  expect(body.items).toMatchObject([{ status: 'refunded', refunds: [{ state: 'returned' }] }])
}, 60_000)

const audited = (action: string) =>
  here.shop.db.collection('audit_entries').find({ action }).toArray()
