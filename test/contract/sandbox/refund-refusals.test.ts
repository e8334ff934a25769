import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'
import { payDesk, REFUNDS } from './support/pay-desk.js'
import { startReceiver, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World
let desk: ReturnType<typeof payDesk>

beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({ retrySpeed: 100_000, callbackTimeoutMs: 5_000 })
  world = clients(sandbox)
  desk = payDesk(world, receiver)
})
beforeEach(async () => {
  receiver.answerWith(() => ({ status: 204, body: '' }))
  await world.control('/faults', { faults: [] }, 'PUT')
  await world.control('/pay/refund-rules', { delayMs: null, gapMs: 60_000 }, 'PUT')
  receiver.received.length = 0
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

const settle = (outRefundNo: unknown, outcome: string) =>
  world.control('/pay/refunds/settle', { outRefundNo, outcome })

test('given parts of an order, then no more than was paid goes back, a minute apart; a closed part counts no more', async () => {
  const order = await desk.paid()
  const first = await desk.refund(order, 1000)
  const tooSoon = await desk.refund(order, 100)
  expect([tooSoon.status, tooSoon.value['code']]).toEqual([429, 'FREQUENCY_LIMITED'])
  await world.control('/clock/advance', { ms: 60_000 })
  const tooMuch = await desk.refund(order, 901)
  expect([tooMuch.status, tooMuch.value['code']]).toEqual([400, 'INVALID_REQUEST'])
  await settle(first.value['out_refund_no'], 'CLOSED')
  expect((await desk.refund(order, 1900)).status).toBe(200)
  await world.control('/clock/advance', { ms: 60_000 })
  const done = await desk.refund(order, 1)
  expect(done.value).toEqual({ code: 'INVALID_REQUEST', message: '订单已全额退款' })
})

test('given fifty parts, then the fifty-first part is refused', async () => {
  await world.control('/pay/refund-rules', { gapMs: 0 }, 'PUT')
  const order = await desk.paid()
  for (let part = 0; part < 50; part += 1) {
    expect((await desk.refund(order, 1)).status).toBe(200)
  }
  const { status, value } = await desk.refund(order, 1)
  expect([status, value['code']]).toEqual([400, 'INVALID_REQUEST'])
})

test('given an order paid more than a year ago, then it cannot be given back', async () => {
  const order = await desk.paid()
  await world.control('/clock/advance', { ms: 365 * 24 * 3_600_000 + 1 })
  const { status, value } = await desk.refund(order, 1)
  expect([status, value['code']]).toEqual([400, 'INVALID_REQUEST'])
})

test.each([
  ['number', { out_refund_no: 'no spaces' }, 400, 'PARAM_ERROR'],
  ['reason', { reason: '退'.repeat(81) }, 400, 'PARAM_ERROR'],
  ['notify_url', { notify_url: 'https://huike.example/pay?a=1' }, 400, 'PARAM_ERROR'],
  ['amount', { amount: { refund: 0, total: 1900, currency: 'CNY' } }, 400, 'PARAM_ERROR'],
  ['total', { amount: { refund: 1, total: 1901, currency: 'CNY' } }, 400, 'INVALID_REQUEST'],
  ['currency', { amount: { refund: 1, total: 1900 } }, 400, 'PARAM_ERROR'],
  ['account', { funds_account: 'POCKET' }, 400, 'PARAM_ERROR'],
  ['order', { out_trade_no: 'none_0001' }, 404, 'RESOURCE_NOT_EXISTS'],
  ['pair of ids', { transaction_id: '4200000000' }, 404, 'RESOURCE_NOT_EXISTS'],
])('given a bad %s, then the refund is refused', async (_name, more, status, code) => {
  const order = await desk.paid()
  const reply = await desk.refund(order, 1, more)
  expect([reply.status, reply.value['code']]).toEqual([status, code])
})

test('given an unpaid order or an unknown refund, then both are refused', async () => {
  const { no } = await desk.ordered()
  const unpaid = await desk.refund({ no, total: 1900 }, 1)
  expect([unpaid.status, unpaid.value['code']]).toEqual([400, 'INVALID_REQUEST'])
  const unknown = await world.pay('GET', `${REFUNDS}/none`)
  expect([unknown.status, unknown.value['code']]).toEqual([404, 'RESOURCE_NOT_EXISTS'])
})

// Guarantee: the balance is real: what came in less the fee, and a refund takes what it gives back.
test('given payments, refunds and a withdrawal, then the balance follows to the fen and NOT_ENOUGH is its lack', async () => {
  const before = (await desk.balance()).availableFen
  const order = await desk.paid(10_000)
  expect((await desk.balance()).availableFen).toBe(before + 9_940)
  const { value } = await desk.refund(order, 3_333)
  expect((await desk.balance()).availableFen).toBe(before + 9_940 - 3_333 + 20)
  await settle(value['out_refund_no'], 'CLOSED')
  expect((await desk.balance()).availableFen).toBe(before + 9_940)
  const { available_amount: available } = (
    await world.pay('GET', '/v3/merchant/fund/balance/BASIC')
  ).value
  expect(available).toBe(before + 9_940)

  await world.control('/pay/withdraw', { amountFen: before + 9_940 })
  await world.control('/clock/advance', { ms: 60_000 })
  const body = desk.refundBody(order, 10_000)
  const refused = await world.pay('POST', REFUNDS, body)
  expect([refused.status, refused.value['code']]).toEqual([403, 'NOT_ENOUGH'])
  await world.control('/pay/deposit', { amountFen: 9_940 })
  expect((await world.pay('POST', REFUNDS, body)).status).toBe(200)
  expect((await desk.balance()).availableFen).toBe(0)
})

test.each([
  ['notEnough', 403, 'NOT_ENOUGH'],
  ['userAccountAbnormal', 403, 'USER_ACCOUNT_ABNORMAL'],
])('given the switch %s, then %i %s once and nothing has happened', async (kind, status, code) => {
  const order = await desk.paid()
  await world.control('/faults', { kind, times: 1, match: order.no })
  const body = desk.refundBody(order, 1900)
  const refused = await world.pay('POST', REFUNDS, body)
  expect([refused.status, refused.value['code']]).toEqual([status, code])
  expect(await desk.query(order.no)).toMatchObject({ trade_state: 'SUCCESS' })
  expect((await world.pay('POST', REFUNDS, body)).status).toBe(200)
})
