import { postings } from '../../../server/modules/ledger/index.js'
import { businessDay, daysBefore } from '../../../server/platform/days/index.js'
import {
  customer,
  delivered,
  incidentsOf,
  mini,
  onShelf,
  order,
  payAtWechat,
  paymentOf,
} from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'
import { INVARIANTS } from '../../../scripts/audit/index.js'
import { eventually } from '../integrations/eventually.js'
import { balancesOf, refundsOf } from './books.js'

// Guarantee (orders-and-money.md 7): every business day is compared with WeChat's bills of it; what can be repaired takes the
// way of a notice, what nobody can explain waits for a person, and the same day again changes nothing.

const here = useShop()
const HOUR = 3_600_000
const PRICE = 1680
const FEE = 10
const JOB = 'payments.reconcile-bills'

/** Noon of a day that no test before has traded on or looks back at. */
beforeEach(async () => {
  const now = here.shop.clock.now()
  const noon = new Date(`${businessDay(daysBefore(now, -9))}T12:00:00+08:00`)
  await here.shop.advance(noon.getTime() - now.getTime())
})
const today = () => businessDay(here.shop.clock.now())
const stay = { isStopping: () => false }
/** The bill of today is ready tomorrow at ten. */
async function overnight() {
  const day = today()
  await here.shop.advance(23 * HOUR)
  return day
}

async function ordered() {
  const buyer = await customer(here.shop, here.outside)
  const { skuId } = await onShelf(here.shop, { priceFen: PRICE })
  const { body } = await order(here.shop, buyer.openid, { skuId, totalFen: PRICE })
  const { paymentId } = await paymentOf(here.shop, body.orderId)
  await mini(here.shop, buyer.openid, 'POST', `/${body.orderId}/payment`)
  return { ...buyer, orderId: body.orderId, paymentId }
}
async function paid({ isHeard = true } = {}) {
  const made = await ordered()
  if (!isHeard) {
    await here.outside.fault({ kind: 'notifyNever', area: 'pay', match: made.paymentId, times: 1 })
  }
  await payAtWechat(here.outside, made.paymentId, made.personId)
  await here.shop.settle()
  return made
}
const spoil = (date: string, kind: string, more: object = {}) =>
  here.outside.control('POST', '/pay/bills/spoil', { date, kind, ...more })
const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status
const differencesOf = async (day: string) =>
  (await here.shop.payments.bills.ofDay(day, 50)).map(
    ({ kind, what, billFen, ownFen, action, state }) => ({
      ...{ kind, what, billFen, ownFen, action, state },
    }),
  )
const compared = (day: string) => here.shop.payments.bills.day(day, stay)

// Guarantee (9, L): payments = debits of `wechat-pay` = bill, but for what is told to a person.
afterEach(async () => {
  const invariant = INVARIANTS.find(({ name }) => name === 'day-is-what-its-bill-says')
  expect(await invariant?.find(here.shop.db)).toEqual([])
})

/** All that a comparison may have changed. */
async function everything() {
  const names = ['payments', 'refunds', 'ledger_transfers', 'incidents', 'bill_differences']
  const rows = await Promise.all(
    names.map((name) => here.shop.db.collection(name).find().sort({ _id: 1 }).toArray()),
  )
  return rows.map((all) => all.map(({ run: _run, ...row }) => row))
}

test('a clean day: everything agrees, and fees and what came back of them are in the books', async () => {
  const { orderId } = await paid()
  await paid()
  const refund = await here.shop.app.inject({
    method: 'POST',
    url: `/api/orders/${orderId}/refunds`,
    headers: { ...here.shop.asOperator(), 'idempotency-key': 'give-back-1' },
    payload: { reason: '缺货' },
  })
  expect(refund.statusCode).toBe(201)
  await here.shop.run('payments.send-refunds')
  await here.shop.settle()
  const day = await overnight()
  expect(await here.shop.run(JOB)).toContain(`${day}：付款 2 笔、退款 1 笔`)
  expect(await here.shop.payments.bills.find(day)).toMatchObject({
    ...{ state: 'done', run: 1 },
    figures: {
      ...{ payments: 2, paymentsFen: 2 * PRICE, refunds: 1, refundsFen: PRICE },
      ...{ bookPayments: 2, bookPaymentsFen: 2 * PRICE, feesFen: 2 * FEE, feesBackFen: FEE },
    },
  })
  expect(await differencesOf(day)).toEqual([])
  expect(await incidentsOf(here.shop)).toEqual([])
  expect(await balancesOf(here.shop)).toMatchObject({ fees: FEE, 'wechat-pay': PRICE - FEE })
  expect(await here.shop.run(JOB)).toBeNull()
})

test('money that nobody told us of is found in the bill and the order is paid', async () => {
  const { openid, orderId } = await paid({ isHeard: false })
  const day = await overnight()
  await compared(day)
  expect(await differencesOf(day)).toEqual([
    {
      ...{ kind: 'missing-here', what: 'payment', billFen: PRICE, ownFen: 0 },
      ...{ action: 'sent', state: 'open' },
    },
  ])
  await here.shop.settle()
  expect(['paid', 'refund-pending']).toContain(await statusOf(openid, orderId))
  expect(await here.shop.payments.bills.settle()).toBe(0)
  expect(await differencesOf(day)).toMatchObject([{ state: 'settled' }])
  await compared(day)
  expect(await here.shop.payments.bills.find(day)).toMatchObject({
    figures: { bookPayments: 1, bookPaymentsFen: PRICE },
  })
})

test('an amount that differs, a payment and a refund that nobody knows: a person is told, nothing is posted', async () => {
  const { paymentId } = await paid()
  const { transactionId = '' } = (await here.shop.payments.payments.find(paymentId as never)) ?? {}
  await spoil(today(), 'changed-amount', { no: transactionId, amountFen: 9_900, bill: 'trade' })
  await spoil(today(), 'extra-payment', { amountFen: 500, bill: 'trade' })
  await spoil(today(), 'extra-refund', { amountFen: 300, bill: 'trade' })
  const before = (await everything())[2]
  const day = await overnight()
  await compared(day)
  expect((await differencesOf(day)).sort((one, other) => one.billFen - other.billFen)).toEqual([
    {
      ...{ kind: 'missing-here', what: 'refund', billFen: -300, ownFen: 0 },
      ...{ action: 'incident', state: 'open' },
    },
    {
      ...{ kind: 'missing-here', what: 'payment', billFen: 500, ownFen: 0 },
      ...{ action: 'incident', state: 'open' },
    },
    {
      ...{ kind: 'amount-differs', what: 'payment', billFen: 9_900, ownFen: PRICE },
      ...{ action: 'incident', state: 'open' },
    },
  ])
  const kinds = (await incidentsOf(here.shop)).map(({ kind }) => kind)
  expect(kinds).toEqual(['bill-difference', 'bill-difference', 'bill-difference'])
  const posted = (await everything())[2] ?? []
  expect(posted.slice().filter(({ moment }) => moment !== 'fees-of-day')).toEqual(before)
})

test('what was given back on WeChat’s own page becomes a refund of ours, within what was paid', async () => {
  const { openid, orderId, paymentId } = await paid()
  const elsewhere = { outTradeNo: paymentId, amountFen: PRICE }
  await here.outside.control('POST', '/pay/refunds/elsewhere', elsewhere)
  await here.shop.advance(5_000)
  await eventually(async () => {
    const path = `/pay/refunds?limit=50&outTradeNo=${paymentId}`
    const { refunds } = await here.outside.control<{ refunds: { status: string }[] }>('GET', path)
    return refunds.every(({ status }) => status === 'SUCCESS')
  })
  await delivered(here.outside)
  const day = await overnight()
  await compared(day)
  expect(await differencesOf(day)).toMatchObject([
    { kind: 'missing-here', what: 'refund', action: 'recorded' },
  ])
  const [refund] = await refundsOf(here.shop, orderId)
  expect(refund).toMatchObject({ state: 'succeeded', amountFen: PRICE })
  expect(refund?.reasonKey).toMatch(/^external:\d+$/)
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('refunded')
  const balances = await balancesOf(here.shop)
  expect(balances).not.toHaveProperty('refunds-payable')
  expect(balances).not.toHaveProperty('revenue')
  await compared(day)
  expect(await refundsOf(here.shop, orderId)).toHaveLength(1)
  expect(await differencesOf(day)).toMatchObject([{ state: 'settled' }])
})

test('a payment of ours that the bill does not have is told to a person', async () => {
  const { paymentId } = await paid()
  await spoil(today(), 'missing-row', { no: paymentId })
  const day = await overnight()
  await compared(day)
  expect(await differencesOf(day)).toEqual([
    {
      ...{ kind: 'missing-there', what: 'payment', billFen: 0, ownFen: PRICE },
      ...{ action: 'incident', state: 'open' },
    },
  ])
  expect(await incidentsOf(here.shop)).toMatchObject([{ kind: 'bill-difference' }])
})

// Guarantee: nothing of a bill is believed before its hash is right.
test('a bill with a wrong hash is refused and asked for again', async () => {
  await paid()
  const day = await overnight()
  await here.outside.fault({ kind: 'billWrongHash', area: 'pay', times: 1 })
  await expect(compared(day)).rejects.toMatchObject({
    code: 'wechat-pay-bill-damaged',
    retriable: true,
  })
  expect(await here.shop.payments.bills.find(day)).toBeNull()
  expect(await compared(day)).toMatchObject({ state: 'done', figures: { payments: 1 } })
})

test('a bill that is not there yet is asked for again later', async () => {
  await paid()
  const day = await overnight()
  await here.outside.fault({ kind: 'billCreating', area: 'pay', times: 1 })
  expect(await compared(day)).toBeNull()
  expect(await here.shop.payments.bills.find(day)).toMatchObject({ state: 'waiting' })
  expect(await compared(day)).toMatchObject({ state: 'done', run: 1 })
})

test('a day without any trade is done', async () => {
  const day = await overnight()
  expect(await compared(day)).toMatchObject({ state: 'done', figures: { payments: 0 } })
})

test('the console turns the pages of days, newest first; one that never was is not found, one to come is not ready', async () => {
  const desk = here.shop.asOperator()
  const ask = (method: 'GET' | 'POST', path: string) =>
    here.shop.app.inject({ method, url: `/api/bills${path}`, headers: desk })
  const first = await overnight()
  await compared(first)
  const second = await overnight()
  await compared(second)
  type Page = { items: { day: string }[]; nextCursor: string | null }
  const newest = (await ask('GET', '?limit=1')).json<Page>()
  expect(newest.items).toMatchObject([{ day: second }])
  const older = (await ask('GET', `?limit=1&cursor=${newest.nextCursor}`)).json<Page>()
  expect(older.items).toMatchObject([{ day: first }])
  expect((await ask('GET', '?cursor=nonsense')).statusCode).toBe(400)

  expect((await ask('GET', `/${second}`)).json()).toMatchObject({ day: { day: second } })
  const never = await ask('GET', '/2020-02-29')
  expect(never.statusCode).toBe(404)
  expect(never.json()).toMatchObject({ code: 'bill-day-not-found' })
  expect((await ask('GET', '/2026-02-30')).statusCode).toBe(400)
  const early = await ask('POST', `/${today()}/runs`)
  expect(early.statusCode).toBe(409)
  expect(early.json()).toMatchObject({ code: 'bill-day-not-ready' })
  expect((await ask('POST', `/${second}/runs`)).statusCode).toBe(202)
})

test('the same day again, with all its differences, changes nothing', async () => {
  const { paymentId } = await paid()
  await paid()
  await spoil(today(), 'missing-row', { no: paymentId })
  await spoil(today(), 'extra-payment', { amountFen: 500 })
  const day = await overnight()
  await compared(day)
  await here.shop.settle()
  const before = await everything()
  await compared(day)
  await compared(day)
  await here.shop.settle()
  expect(await everything()).toEqual(before)
})

describe('a bill of many rows', () => {
  const ROWS = 2_500

  /** Rows that our books have, too, as the sandbox numbers them. */
  async function synthetic(): Promise<string> {
    const date = today()
    await here.outside.control('PUT', '/pay/bills/synthetic', { date, rows: ROWS })
    const from = new Date(`${date}T00:00:00+08:00`).getTime()
    const { mchid } = { mchid: here.outside.sandbox.credentials.PAY_MCH_ID }
    const transfers = Array.from({ length: ROWS }, (_, index) =>
      postings.paymentConfirmed({
        paymentId: 'pay_synthetic',
        cause: `42009${String(index).padStart(23, '0')}`,
        mchid,
        at: new Date(from + Math.floor((24 * HOUR * index) / ROWS)),
        amountFen: 100 + (index % 9_900),
        settlementFen: 100 + (index % 9_900),
      }),
    )
    const session = await here.shop.db.startSession()
    await session.withTransaction((tx) => here.shop.ledger.post(transfers, { tx }))
    await session.endSession()
    return overnight()
  }

  // Guarantee: wherever it is stopped, the day ends with the figures of one that was never stopped.
  test('goes on where it was stopped, in either bill, and counts every row once', async () => {
    const day = await synthetic()
    let turns = 0
    let stops = 0
    for (let done = null; done === null; stops += 1) {
      turns = 0
      done = await here.shop.payments.bills.day(day, { isStopping: () => (turns += 1) > 1 })
      expect(stops).toBeLessThan(20)
    }
    expect(stops).toBeGreaterThan(4)
    const stopped = await here.shop.payments.bills.find(day)
    expect(stopped).toMatchObject({ state: 'done', run: 1 })
    expect(stopped?.figures).toMatchObject({ payments: ROWS, bookPayments: ROWS })
    await compared(day)
    expect((await here.shop.payments.bills.find(day))?.figures).toEqual(stopped?.figures)
    expect(await differencesOf(day)).toEqual([])
  })
})
