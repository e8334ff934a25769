import type { Payment } from '../../../server/modules/payments/index.js'
import { newId } from '../../../server/platform/ids/index.js'
import {
  customer,
  incidentsOf,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'

const here = useShop()
const DAY = 86_400_000
const JOB = 'payments.reconcile'

async function prepaid() {
  const buyer = await customer(here.shop, here.outside)
  const { skuId, priceFen } = await onShelf(here.shop)
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: priceFen })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${body.orderId}/payment`)
  return { ...buyer, orderId: body.orderId, paymentId }
}
async function paidUnheard() {
  const made = await prepaid()
  await here.outside.fault({ kind: 'notifyNever', area: 'pay', match: made.paymentId, times: 1 })
  await payAtWechat(here.outside, made.paymentId, made.personId)
  return made
}

/** Payments of past days, as they are stored: WeChat has never heard of their numbers. */
async function stored(count: number, { state, agoMs }: { state: Payment['state']; agoMs: number }) {
  const createdAt = new Date(here.shop.clock.now().getTime() - agoMs)
  const rows = Array.from({ length: count }, () => ({
    ...{ _id: newId('pay'), orderId: newId('ord'), revision: 1, state, amountFen: 1680 },
    ...{ openid: 'o1', description: '茶', queries: 0, createdAt, expiresAt: createdAt },
    ...{ prepayAskedAt: createdAt, transactionId: newId('pay'), paidAt: createdAt },
  }))
  await here.shop.db.collection<{ _id: string }>('payments').insertMany(rows)
}

/** Runs the job as the runner does: with the cursor that the last run left. */
const job = { cursor: null as string | null }
async function run(): Promise<string | null> {
  const found = here.shop.payments.jobs.find(({ name }) => name === JOB)
  const saveCursor = async (cursor: string | null) => void (job.cursor = cursor)
  return (await found?.run({ cursor: job.cursor, saveCursor, isStopping: () => false })) ?? null
}
beforeEach(() => {
  job.cursor = null
})

const payEvents = () => here.shop.db.collection('inbox').countDocuments({ source: 'pay-query' })
const newestRound = async () => (await here.shop.rounds.list({ limit: 1 }))[0]

// Guarantee: money whose notification never came is found and takes the way of a notification, once.
test('given a payment that nobody told us, then the round finds it and the order is paid', async () => {
  const { openid, orderId } = await paidUnheard()
  expect(await run()).toBe('核对了 1 笔付款：不一致 1，微信没有 0')
  const round = await newestRound()
  expect(round).toMatchObject({
    subject: 'payments',
    state: 'done',
    seen: 1,
    changed: 1,
    repaired: 1,
  })
  expect(await here.shop.rounds.differencesOf(round?.roundId ?? 'rec_')).toMatchObject([
    {
      kind: 'changed',
      about: { type: 'order', id: orderId },
      note: '微信已支付，本店待支付',
      repair: 'sent',
    },
  ])
  await here.shop.settle()
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status).toBe('paid')
  expect(await run()).toBe('核对了 0 笔付款：不一致 0，微信没有 0')
})

test('the same difference found twice before it is worked is one event', async () => {
  await paidUnheard()
  await run()
  await run()
  expect(await payEvents()).toBe(1)
  await here.shop.settle()
  expect(await incidentsOf(here.shop)).toEqual([])
})

test('given a number that WeChat has closed, then the payment is closed here', async () => {
  const { orderId, paymentId } = await prepaid()
  await here.shop.gateway.close(paymentId)
  expect(await run()).toBe('核对了 1 笔付款：不一致 1，微信没有 0')
  await here.shop.settle()
  expect(await paymentOf(here.shop, orderId)).toMatchObject({ state: 'closed' })
})

// Guarantee: money that stands here and not at WeChat is told to a person, once, and nothing is taken back by itself.
test('given a payment of yesterday that WeChat does not know, then it is an incident', async () => {
  await stored(1, { state: 'paid', agoMs: DAY })
  expect(await run()).toBe('核对了 1 笔付款：不一致 0，微信没有 1')
  await here.shop.settle()
  await run()
  await here.shop.settle()
  expect(await incidentsOf(here.shop)).toMatchObject([
    { kind: 'payment-missing-at-wechat', amountFen: 1680 },
  ])
})

test('asked about are all open ones and those of yesterday, by Shanghai days', async () => {
  await stored(1, { state: 'prepaid', agoMs: 9 * DAY })
  await stored(2, { state: 'paid', agoMs: DAY })
  await stored(4, { state: 'paid', agoMs: 0 })
  await stored(8, { state: 'paid', agoMs: 2 * DAY })
  expect(await run()).toBe('核对了 3 笔付款：不一致 0，微信没有 2')
})

test('given more than a page, then all are asked about, each once', async () => {
  await stored(45, { state: 'paid', agoMs: DAY })
  await here.outside.control('DELETE', '/requests')
  expect(await run()).toBe('核对了 45 笔付款：不一致 0，微信没有 45')
  const path = '/requests?area=pay&api=out-trade-no&limit=1000'
  const { requests } = await here.outside.control<{ requests: { api: string }[] }>('GET', path)
  expect(new Set(requests.map(({ api }) => api)).size).toBe(45)
  expect(requests).toHaveLength(45)
})

// Guarantee: a platform that wants a pause is not waited for, and the round goes on where it was.
test('given a frequency limit, then the round stops, and the next run does the rest', async () => {
  await stored(30, { state: 'paid', agoMs: DAY })
  const { paymentId } = await prepaid()
  await here.outside.fault({ kind: 'frequencyLimit', area: 'pay', match: paymentId, times: 1 })
  expect(await run()).toContain('过一会儿接着来')
  expect(job.cursor).not.toBeNull()
  expect(await newestRound()).toMatchObject({ state: 'running', seen: 0 })
  expect(await run()).toBe('核对了 31 笔付款：不一致 0，微信没有 30')
  expect(job.cursor).toBeNull()
  expect(await here.shop.rounds.list({ limit: 10 })).toHaveLength(1)
})

describe('the report', () => {
  const get = (url: string, permissions?: readonly string[]) =>
    here.shop.app.inject({ url, headers: here.shop.asOperator(permissions && { permissions }) })

  test('lists rounds newest first, page by page', async () => {
    await run()
    await run()
    await run()
    const first = (await get('/api/reconciliations?limit=2')).json<Page>()
    expect(first.items).toHaveLength(2)
    const url = `/api/reconciliations?limit=2&cursor=${first.nextCursor}`
    const second = (await get(url)).json<Page>()
    expect(second).toMatchObject({ items: [{ state: 'done', seen: 0 }], nextCursor: null })
    expect(new Set([...first.items, ...second.items].map(({ roundId }) => roundId)).size).toBe(3)
  })

  test('shows one round with its differences, without a number of the payer', async () => {
    const { openid } = await paidUnheard()
    await run()
    const round = await newestRound()
    const shown = await get(`/api/reconciliations/${round?.roundId}`)
    expect(shown.json()).toMatchObject({
      round: { subject: 'payments', changed: 1, repaired: 1 },
      differences: [{ kind: 'changed', note: '微信已支付，本店待支付', repair: 'sent' }],
    })
    expect(shown.body).not.toContain(openid)
  })

  test('is for those who may see jobs', async () => {
    expect((await get('/api/reconciliations', ['orders.read'])).statusCode).toBe(403)
    expect((await here.shop.app.inject({ url: '/api/reconciliations' })).statusCode).toBe(401)
    const unknown = await get(`/api/reconciliations/${newId('rec')}`)
    expect(unknown.statusCode).toBe(404)
    expect((await get('/api/reconciliations/nonsense')).statusCode).toBe(400)
  })
})

type Page = { items: { roundId: string }[]; nextCursor: string | null }
