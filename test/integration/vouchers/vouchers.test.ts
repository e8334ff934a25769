import { voucherInvariants } from '../../../scripts/audit/vouchers.invariants.js'
import { eventually } from '../integrations/eventually.js'
import { customer, delivered, mini, order, paymentOf, poolOf } from '../orders/ordering.js'
import { useShop } from '../orders/shop.js'
import { balancesOf, refundsOf } from '../payments/books.js'
import {
  asking,
  bought,
  codeOf,
  redeem,
  takeBack,
  voucherOf,
  voucherOnShelf,
  vouchersOf,
} from './buying.js'

// Guarantee (orders-and-money.md 5, 6, 9 V): who has paid for vouchers has their codes; each use is redeemed once, wherever and
// however often somebody tries; every fen of it is owed, earned or given back, and the books say which.

const here = useShop()
const PRICE = 60_000
const DAY = 24 * 60 * 60_000
const MINUTE = 60_000

afterEach(async () => {
  for (const invariant of voucherInvariants) {
    expect(await invariant.find(here.shop.db)).toEqual([])
  }
})

/** Refunds go to WeChat, and come through. */
async function refundsEnd() {
  await here.shop.run('payments.send-refunds')
  await here.shop.settle()
  await here.shop.advance(4_000)
  await eventually(async () => {
    const path = '/pay/refunds?limit=50'
    const { refunds } = await here.outside.control<{ refunds: { status: string }[] }>('GET', path)
    return refunds.every(({ status }) => status !== 'PROCESSING')
  })
  await delivered(here.outside)
  await here.shop.settle()
}

const statusOf = async (openid: string, orderId: string) =>
  (await mini(here.shop, openid, 'GET', `/${orderId}`)).body.status
const timelineOf = async (key: string) =>
  (await here.shop.db.collection('timeline').find({ identifierKey: key }).sort({ at: 1 }).toArray())
    .map(({ type }) => type as string)
    .filter((type) => type.startsWith('voucher.'))
const operator = () => here.shop.asOperator()
const post = (url: string, payload: object, headers: Record<string, string> = operator()) =>
  here.shop.app.inject({ method: 'POST', url, payload, headers })

test('paid: the codes are there, the money is owed, nothing waits at a counter; redeemed: it is earned, and the order is done', async () => {
  const { openid, orderId, key, vouchers } = await bought(here, { qty: 2, priceFen: PRICE })
  expect(vouchers).toMatchObject([
    { state: 'active', owedFen: PRICE, usesLeft: 1, mayGive: true, mayRefund: true },
    { state: 'active', owedFen: PRICE, usesLeft: 1 },
  ])
  expect((await mini(here.shop, openid, 'GET', `/${orderId}`)).body).toMatchObject({
    status: 'paid',
  })
  expect(await balancesOf(here.shop)).toEqual({
    'wechat-pay': 2 * PRICE,
    'customer-prepaid': 2 * PRICE,
  })
  const [one, other] = vouchers.map(({ voucherId }) => voucherId)
  const code = await codeOf(here, openid, one)
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const stored = JSON.stringify(await here.shop.db.collection('vouchers').find().toArray())
  expect(stored).not.toContain(code.replaceAll('-', ''))

  const first = await redeem(here, { code: code.toLowerCase(), redeemId: 'r-1' })
  expect(first).toMatchObject({ status: 200, body: { voucherId: one, usesLeft: 0 } })
  expect(await redeem(here, { code, redeemId: 'r-1' })).toEqual(first)
  expect(await redeem(here, { code, redeemId: 'r-2' })).toMatchObject({
    status: 409,
    body: { code: 'voucher-already-redeemed' },
  })
  const again = await codeOf(here, openid, other)
  expect(await redeem(here, { code: again, redeemId: 'r-1' })).toMatchObject({
    status: 409,
    body: { code: 'redeem-id-reused' },
  })
  expect(await balancesOf(here.shop)).toEqual({
    'wechat-pay': 2 * PRICE,
    'customer-prepaid': PRICE,
    revenue: PRICE,
  })
  await redeem(here, { code: again })
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('completed')
  expect(await timelineOf(key)).toEqual(['voucher.redeemed', 'voucher.redeemed'])
  expect(await vouchersOf(here, openid, 'ended')).toHaveLength(2)
})

test('two tills at once, and one request sent twice at once: one redemption', async () => {
  const { openid, vouchers } = await bought(here, { priceFen: PRICE })
  const code = await codeOf(here, openid, vouchers[0]?.voucherId)
  const asked = ['a', 'b', 'a', 'c', 'b', 'd', 'a', 'e'].map((redeemId) =>
    redeem(here, { code, redeemId, storeCode: 'S1' }),
  )
  const answers = await Promise.all(asked)
  const won = answers.filter(({ status }) => status === 200)
  expect(new Set(won.map(({ body }) => body.redeemedAt)).size).toBe(1)
  const lost = answers.filter(({ status }) => status !== 200)
  expect(lost.every(({ body }) => body.code === 'voucher-already-redeemed')).toBe(true)
  expect(await here.shop.db.collection('voucher_redemptions').countDocuments()).toBe(1)
  expect(await balancesOf(here.shop)).toMatchObject({ revenue: PRICE })
})

test('a code is redeemed in its stores and in its time only; several uses count down', async () => {
  const { openid, vouchers } = await bought(here, { uses: 3, priceFen: 100, storeCodes: ['S1'] })
  const code = await codeOf(here, openid, vouchers[0]?.voucherId)
  expect((await redeem(here, { code, storeCode: 'S2' })).body.code).toBe('voucher-not-valid-here')
  expect((await redeem(here, { code: 'ACDE-FGHJ-KMNP' })).body.code).toBe('voucher-not-found')
  expect((await redeem(here, { code, uses: 2 })).body).toMatchObject({ usesLeft: 1 })
  expect((await redeem(here, { code, uses: 2 })).body.code).toBe('voucher-already-redeemed')
  expect(await balancesOf(here.shop)).toMatchObject({ revenue: 67, 'customer-prepaid': 33 })
  await here.shop.advance(31 * DAY)
  expect((await redeem(here, { code })).body.code).toBe('voucher-not-active')
})

test('at a counter: looked at, redeemed, and taken back by a manager on the same day', async () => {
  const { openid, orderId, vouchers } = await bought(here, { priceFen: PRICE })
  const code = await codeOf(here, openid, vouchers[0]?.voucherId)
  const elsewhere = here.shop.asOperator({ storeCodes: ['S2'] })
  const till = { code, storeCode: 'S1' }
  const seen = (await post('/api/vouchers/look-up', till)).json()
  expect(seen).toMatchObject({ voucher: { name: '双人下午茶', state: 'active' } })
  expect(seen).not.toHaveProperty('refusal')
  expect((await post('/api/vouchers/look-up', till, elsewhere)).json()).toMatchObject({
    refusal: 'voucher-not-valid-here',
  })
  const wanted = { ...till, redeemId: 'desk-1' }
  expect((await post('/api/vouchers/redeem', wanted, elsewhere)).statusCode).toBe(409)
  const headers = operator()
  const done = await post('/api/vouchers/redeem', wanted, headers)
  expect(done.json()).toMatchObject({ redemption: { mayUndo: true, operatorName: '林店长' } })
  expect((await post('/api/vouchers/redeem', wanted, headers)).json()).toEqual(done.json())
  const { redemptionId } = done.json<{ redemption: { redemptionId: string } }>().redemption
  const undo = `/api/vouchers/redemptions/${redemptionId}/undo`
  expect((await post(undo, {}, elsewhere)).statusCode).toBe(404)
  expect((await post(undo, {})).json()).toMatchObject({ voucher: { state: 'active' } })
  expect((await post(undo, {})).json()).toMatchObject({ code: 'redemption-undone' })
  expect((await post('/api/vouchers/redeem', wanted, headers)).json()).toMatchObject({
    code: 'redemption-undone',
  })
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, 'customer-prepaid': PRICE })
  await here.shop.settle()
  expect(await statusOf(openid, orderId)).toBe('paid')
  const next = await post('/api/vouchers/redeem', { ...till, redeemId: 'desk-2' })
  const second = next.json<{ redemption: { redemptionId: string } }>().redemption.redemptionId
  await here.shop.advance(DAY)
  expect((await post(`/api/vouchers/redemptions/${second}/undo`, {})).json()).toMatchObject({
    code: 'redemption-of-another-day',
  })
})

test('given to a friend: only the friend redeems, with a code of their own, and a refund goes to the payer', async () => {
  const { openid, orderId, key, vouchers } = await bought(here, { priceFen: PRICE })
  const { voucherId } = vouchers[0] ?? { voucherId: 'none' }
  const friend = await customer(here.shop, here.outside)
  const old = await codeOf(here, openid, voucherId)
  const { body: offer } = await asking<{ token: string; until: string }>(
    ...([here, openid, ['POST', `/${voucherId}/offer`] as const] as const),
  )
  const path = `/${voucherId}/offer`
  const { token } = offer
  expect(await redeem(here, { code: old })).toMatchObject({ body: { code: 'voucher-not-active' } })
  expect((await takeBack(here, { openid, orderId })).json()).toMatchObject({
    code: 'voucher-not-refundable',
  })
  const knock = (who: string, what: string, payload = { token }) =>
    asking<{ code?: string; name?: string; isGift?: boolean }>(
      ...([here, who, ['POST', `${path}/${what}`] as const, payload] as const),
    )
  expect((await knock(friend.openid, 'look', { token: 'guessed' })).body.code).toBe(
    'voucher-offer-unknown',
  )
  expect((await knock(friend.openid, 'look')).body).toMatchObject({ name: '双人下午茶' })
  expect((await knock(openid, 'accept')).body.code).toBe('voucher-is-yours')
  expect((await knock(friend.openid, 'accept')).body).toMatchObject({ isGift: true })
  expect((await knock(friend.openid, 'accept')).status).toBe(200)
  expect((await voucherOf(here, friend.openid, voucherId)).mayGive).toBe(false)
  expect(await vouchersOf(here, openid)).toEqual([])
  expect(await vouchersOf(here, openid, 'given')).toMatchObject([{ isMine: false }])
  expect(await voucherOf(here, openid, voucherId)).not.toHaveProperty('code')
  expect((await redeem(here, { code: old })).body.code).toBe('voucher-not-found')
  const code = await codeOf(here, friend.openid, voucherId)
  expect((await redeem(here, { code })).status).toBe(200)
  await here.shop.settle()
  expect(await timelineOf(key)).toEqual(['voucher.given'])
  expect((await timelineOf(friend.key)).sort()).toEqual(['voucher.received', 'voucher.redeemed'])
})

test('an offer that nobody takes, or that is taken back, leaves the voucher as it was', async () => {
  const { openid, vouchers } = await bought(here, { priceFen: PRICE })
  const { voucherId } = vouchers[0] ?? { voucherId: 'none' }
  const path = `/${voucherId}/offer`
  const offered = await asking<{ token: string }>(here, openid, ['POST', path])
  expect((await asking(here, openid, ['DELETE', path])).body).toMatchObject({ state: 'active' })
  const friend = await customer(here.shop, here.outside)
  const accept = ['POST', `${path}/accept`] as const
  const { token } = offered.body
  expect((await asking(here, friend.openid, accept, { token })).body.code).toBe(
    'voucher-offer-over',
  )
  await asking(here, openid, ['POST', path])
  await here.shop.advance(48 * 60 * MINUTE)
  expect((await asking(here, friend.openid, accept, { token })).body.code).toBe(
    'voucher-offer-unknown',
  )
  await here.shop.run('vouchers.end')
  expect((await redeem(here, { code: await codeOf(here, openid, voucherId) })).status).toBe(200)
})

test('refunded by code: what is left of it, to whoever paid; never what was redeemed', async () => {
  const { openid, orderId, paymentId, vouchers } = await bought(here, { qty: 3, priceFen: PRICE })
  const ids = vouchers.map(({ voucherId }) => voucherId)
  const code = await codeOf(here, openid, ids[0])
  await redeem(here, { code })
  expect((await takeBack(here, { openid, orderId }, [ids[0] ?? ''])).json()).toMatchObject({
    code: 'voucher-not-refundable',
  })
  const part = await takeBack(here, { openid, orderId }, [ids[1] ?? ''])
  expect(part.json()).toMatchObject({ status: 'paid', refunds: [{ amountFen: PRICE }] })
  const whole = await post(
    `/api/orders/${orderId}/refunds`,
    { amountFen: 3 * PRICE, reason: '?' },
    {
      ...operator(),
      'idempotency-key': 'too-much-1',
    },
  )
  expect(whole.json()).toMatchObject({ code: 'refund-exceeds-order' })
  const goods = await post(
    `/api/orders/${orderId}/refunds`,
    { amountFen: 100, reason: '?' },
    {
      ...operator(),
      'idempotency-key': 'as-goods-1',
    },
  )
  expect(goods.json()).toMatchObject({ code: 'refund-exceeds-order' })
  expect((await voucherOf(here, openid, ids[1])).state).toBe('refund-pending')
  expect(await balancesOf(here.shop)).toMatchObject({
    'customer-prepaid': PRICE,
    'refunds-payable': PRICE,
    revenue: PRICE,
  })
  await refundsEnd()
  expect((await voucherOf(here, openid, ids[1])).state).toBe('refunded')
  expect((await takeBack(here, { openid, orderId })).statusCode).toBe(200)
  await here.shop.advance(2 * MINUTE)
  await refundsEnd()
  expect(await refundsOf(here.shop, orderId)).toMatchObject([
    { state: 'succeeded', paymentId },
    { state: 'succeeded', paymentId },
  ])
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, revenue: PRICE })
  expect(await statusOf(openid, orderId)).toBe('completed')
})

test('a whole order taken back before its use is refunded, and its codes are worth nothing', async () => {
  const { openid, orderId, skuId, vouchers } = await bought(here, { qty: 2, priceFen: PRICE })
  const code = await codeOf(here, openid, vouchers[0]?.voucherId)
  const answers = await Promise.all([takeBack(here, { openid, orderId }), redeem(here, { code })])
  const isRedeemed = answers[1].status === 200
  expect(isRedeemed ? answers[1].body.usesLeft : answers[1].body.code).toBe(
    isRedeemed ? 0 : 'voucher-not-active',
  )
  await refundsEnd()
  const left = await balancesOf(here.shop)
  expect(left).toEqual(isRedeemed ? { 'wechat-pay': PRICE, revenue: PRICE } : {})
  expect(await statusOf(openid, orderId)).toBe(isRedeemed ? 'completed' : 'refunded')
  expect(await poolOf(here.shop, skuId)).toMatchObject({ held: 0 })
})

test('unused at its end: refunded as promised, the codes of one order as one refund', async () => {
  const { openid, orderId, vouchers } = await bought(here, {
    qty: 3,
    priceFen: PRICE,
    validDays: 2,
  })
  await redeem(here, { code: await codeOf(here, openid, vouchers[0]?.voucherId) })
  await here.shop.run('vouchers.end')
  expect(await refundsOf(here.shop, orderId)).toEqual([])
  await here.shop.advance(2 * DAY)
  await here.shop.run('vouchers.end')
  await here.shop.run('vouchers.end')
  expect(await refundsOf(here.shop, orderId)).toMatchObject([{ amountFen: 2 * PRICE }])
  await refundsEnd()
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, revenue: PRICE })
  expect(await statusOf(openid, orderId)).toBe('completed')
})

test('unused at its end: lapsed as promised, after its owner could have been told', async () => {
  const sold = { priceFen: PRICE, validDays: 10, atExpiry: 'lapse' } as const
  const { openid, orderId, key, vouchers } = await bought(here, sold)
  const { voucherId } = vouchers[0] ?? { voucherId: 'none' }
  expect(await here.shop.run('vouchers.remind')).toBeNull()
  await here.shop.advance(4 * DAY)
  expect(await here.shop.run('vouchers.remind')).not.toBeNull()
  expect(await here.shop.run('vouchers.remind')).toBeNull()
  await here.shop.advance(6 * DAY)
  await here.shop.run('vouchers.end')
  await here.shop.settle()
  expect((await voucherOf(here, openid, voucherId)).state).toBe('lapsed')
  expect(await balancesOf(here.shop)).toEqual({ 'wechat-pay': PRICE, breakage: PRICE })
  expect(await timelineOf(key)).toEqual(['voucher.lapsed'])
  expect(await statusOf(openid, orderId)).toBe('completed')
})

test('at most forty codes an order, and none of a stranger’s vouchers', async () => {
  const { skuId, priceFen } = await voucherOnShelf(here)
  const { openid } = await customer(here.shop, here.outside)
  const many = await order(here.shop, openid, { skuId, qty: 41, totalFen: 41 * priceFen })
  expect(many).toMatchObject({ status: 422, body: { code: 'too-many-vouchers' } })
  const { vouchers, orderId } = await bought(here, { priceFen: PRICE })
  expect((await paymentOf(here.shop, orderId)).amountFen).toBe(PRICE)
  const strange = await asking(here, openid, ['GET', `/${vouchers[0]?.voucherId ?? ''}`])
  expect(strange).toMatchObject({ status: 404, body: { code: 'voucher-not-found' } })
})
