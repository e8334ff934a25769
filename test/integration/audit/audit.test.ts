import { randomUUID } from 'node:crypto'
import type { mongo } from 'mongoose'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { audit, INVARIANTS } from '../../../scripts/audit/index.js'
import { useSystem } from '../../support/system.js'
import { sellVouchers, VOUCHER_STORE } from '../../support/voucher-sale.js'
import { playVisit } from '../../support/visit.js'

// Guarantee: the audit is clean after real traffic, and each of its invariants sees the damage that it is there for.
const system = useSystem({ suffix: '_audit' })
/** The source of the visit's order from outside. */
const TILL = 'pos-visit'
type Row = mongo.Document & { _id: string }
const rows = (name: string) => system.now.deps.db.collection<Row>(name)

beforeAll(async () => {
  await playVisit(system.now)
  const { orderId, phone, codes, voucherIds } = await sellVouchers(system.now, { qty: 3 })
  const redeemed = { code: codes[0], storeCode: VOUCHER_STORE, redeemId: randomUUID() }
  await system.now.openApi().send('POST', '/vouchers/redeem', z.unknown(), { body: redeemed })
  await phone.send('POST', `/orders/${orderId}/refund`, z.unknown(), {
    body: { reason: '不想要了', voucherIds: voucherIds.slice(1, 2) },
    headers: { 'idempotency-key': randomUUID() },
  })
  await system.now.openApi().sendEvents([refund()])
  await system.now.drain()
  // WeChat gives the voucher's money back in its own time: until its order knows, the two differ
  await waitUntil(
    async () => {
      expect(await rows('welcomes').countDocuments()).toBe(1)
      expect(await rows('refunds').countDocuments({ state: 'succeeded' })).toBe(1)
    },
    { withinMs: 60_000 },
  )
  await system.now.drain()
}, 120_000)

test('after a contact, an order with payment, vouchers redeemed and refunded, a till order and its refund nothing is broken', async () => {
  expect(await rows('payments').countDocuments({ state: 'paid' })).toBe(2)
  expect(await rows('order_refunds').countDocuments({ state: 'done' })).toBe(1)
  expect(await audit(system.now.deps.db)).toEqual([])
})

/** Damages one stored document; the answer mends it. */
type Damage = () => Promise<() => Promise<unknown>>
const changed =
  (name: string, filter: object, update: object): Damage =>
  async () => {
    const before = await rows(name).findOne(filter)
    if (before === null) {
      throw new Error(`nothing to damage in ${name}`)
    }
    await rows(name).updateOne({ _id: before._id }, update)
    return () => rows(name).replaceOne({ _id: before._id }, before)
  }
const added =
  (name: string, document: Row): Damage =>
  async () => {
    await rows(name).insertOne(document)
    return () => rows(name).deleteOne({ _id: document._id })
  }
const both =
  (...damages: readonly Damage[]): Damage =>
  async () => {
    const mends = await Promise.all(damages.map((damage) => damage()))
    return () => Promise.all(mends.map((mend) => mend()))
  }

const DAMAGES: Readonly<Record<string, Damage>> = {
  'event-is-somewhere': changed('inbox', { state: 'done' }, { $unset: { doneAt: '' } }),
  'nobody-waits-for-what-is-there': both(
    changed('inbox', { state: 'done' }, { $set: { state: 'waiting', waitFor: 'k-1' } }),
    added('inbox_guards', { _id: 'k-1', appearedAt: new Date() }),
  ),
  'done-events-are-counted': changed('inbox_counts', { done: { $gt: 0 } }, { $inc: { done: 1 } }),
  'delivery-is-somewhere': changed('outbox', { state: 'done' }, { $set: { token: 't' } }),
  'welcome-delivery-has-one-effect': changed('welcomes', {}, { $unset: { deliveryId: '' } }),
  'identifier-has-one-living-owner': changed(
    'customers',
    { state: 'living' },
    { $set: { state: 'empty' } },
  ),
  'customer-is-the-sum-of-its-identifiers': changed(
    'identifiers',
    { ordersPaid: 1 },
    { $inc: { paidFen: 1 } },
  ),
  'customer-has-one-value-per-hard-slot': async () => {
    const openid = await rows('identifiers').findOne({ type: 'openid', ownerId: { $ne: null } })
    const other = { ...openid, _id: `${String(openid?._id)}-2` }
    return added('identifiers', other)()
  },
  'customer-holds-its-founder': changed(
    'customers',
    { state: 'living' },
    { $set: { founderKey: 'openid:nobody:o1' } },
  ),
  'fact-has-a-known-identifier': changed(
    'timeline',
    {},
    { $set: { identifierKey: 'openid:nobody:o1' } },
  ),
  'link-counts-its-evidence': changed('links', {}, { $inc: { count: 1 } }),
  'pool-is-the-sum-of-its-holds': changed('stock_pools', { sold: 1 }, { $inc: { held: 1 } }),
  'pool-is-not-oversold': changed('stock_pools', { sold: 1 }, { $set: { total: 0 } }),
  'journal-adds-up-to-its-pool': changed('stock_journal', {}, { $inc: { delta: 1 } }),
  'hold-follows-its-order': changed('stock_holds', {}, { $set: { state: 'held' } }),
  'payment-is-applied-once': changed(
    'orders',
    { source: 'huike' },
    { $set: { paymentId: 'pay_other' } },
  ),
  'paid-order-has-its-payment': changed('payments', {}, { $set: { state: 'closed' } }),
  'order-is-the-sum-of-its-refunds': changed('order_refunds', {}, { $inc: { refundFen: 1 } }),
  'identifier-counts-its-orders': changed('orders', { source: TILL }, { $inc: { paidFen: 1 } }),
  'paid-order-is-told-once': changed(
    'timeline',
    { type: 'order.paid' },
    { $set: { type: 'order.placed' } },
  ),
  'order-costs-what-it-says': changed(
    'orders',
    { source: 'huike' },
    { $set: { 'items.0.discountFen': 1 } },
  ),
  'order-has-its-coupon': changed(
    'orders',
    { source: 'huike' },
    { $set: { coupon: { couponId: 'cpn_none', name: '券' } } },
  ),
  'coupon-has-its-order': added('coupons', { _id: 'cpn_1', state: 'locked', orderId: 'ord_1' }),
  'coupon-memo-is-in-the-books': added('coupons', {
    ...{ _id: 'cpn_1', state: 'used', orderId: 'ord_1', discountFen: 100 },
  }),
  'template-gave-out-what-it-says': added('coupon_templates', {
    ...{ _id: 'cpt_1', issued: 1, budgetCount: 10, issuedFen: 100 },
  }),
  'transfer-sums-to-zero': changed(
    'ledger_transfers',
    { moment: 'order-paid' },
    { $inc: { 'lines.0.debitFen': 1 } },
  ),
  'days-are-the-sum-of-their-transfers': added('ledger_days', {
    _id: '2026-01-01:revenue',
    debitFen: 0,
    creditFen: 1,
  }),
  'payment-is-in-the-books-once': changed(
    'ledger_transfers',
    { moment: 'payment-confirmed' },
    { $set: { moment: 'order-paid' } },
  ),
  'paid-order-is-in-the-books-once': changed(
    'ledger_transfers',
    { moment: 'order-paid' },
    { $set: { moment: 'none' } },
  ),
  'refunds-never-exceed-their-payment': changed(
    'payments',
    { state: 'paid' },
    { $set: { refundReservedFen: 1 } },
  ),
  'day-is-what-its-bill-says': added('bill_days', {
    _id: '2026-01-02',
    mchid: '1900000109',
    state: 'done',
    figures: { paymentsFen: 1 },
  }),
  'voucher-is-used-as-often-as-it-was-redeemed': changed(
    'voucher_redemptions',
    {},
    { $set: { undoneAt: new Date() } },
  ),
  'paid-order-has-its-codes': changed('vouchers', {}, { $set: { orderId: 'ord_other' } }),
  'what-vouchers-are-owed-is-in-the-books': changed(
    'ledger_transfers',
    { moment: 'voucher-redeemed' },
    { $set: { 'subjects.orderId': 'ord_other' } },
  ),
  'refunded-vouchers-are-their-refund': changed(
    'vouchers',
    { refundId: { $exists: true } },
    { $unset: { refundId: '' } },
  ),
  'voucher-has-one-code': changed('voucher_codes', {}, { $set: { voucherId: 'vch_other' } }),
  'refund-is-where-the-books-say': added('refunds', {
    _id: 'rfd_1',
    state: 'requested',
    amountFen: 1,
  }),
}

test('every invariant has a damage here', () => {
  expect(Object.keys(DAMAGES).sort()).toEqual(INVARIANTS.map(({ name }) => name).sort())
})

test.each(Object.entries(DAMAGES))('%s is seen when it is broken', async (name, damage) => {
  const mend = await damage()
  const found = await audit(system.now.deps.db)
  await mend()
  expect(found.map(({ invariant }) => invariant)).toContain(name)
  expect(found.every(({ subject, detail }) => subject !== '' && detail !== '')).toBe(true)
  expect(await audit(system.now.deps.db)).toEqual([])
})

/** A part of the till's order comes back. */
const refund = () => ({
  id: randomUUID(),
  type: 'order.refunded',
  occurredAt: new Date().toISOString(),
  source: TILL,
  identifiers: {},
  data: { orderNo: 'A1', refundNo: 'R1', refundFen: 300 },
})
