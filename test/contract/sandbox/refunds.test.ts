import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'
import { payDesk, REFUNDS } from './support/pay-desk.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

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

const queried = async (no: unknown) => (await world.pay('GET', `${REFUNDS}/${String(no)}`)).value
const settle = (outRefundNo: unknown, outcome: string) =>
  world.control('/pay/refunds/settle', { outRefundNo, outcome })

// Guarantee: accepted is not succeeded; notice and query then say the same.
test('given a paid order, when it is given back, then PROCESSING first, and the notice and the query tell the end', async () => {
  const order = await desk.paid()
  const { status, value } = await desk.refund(order, 900)
  expect(status).toBe(200)
  expect(value).toEqual({
    refund_id: expect.stringMatching(/^50300\d{24}$/),
    out_refund_no: expect.any(String),
    transaction_id: order.transactionId,
    out_trade_no: order.no,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
    status: 'PROCESSING',
    funds_account: 'AVAILABLE',
    amount: {
      total: 1900,
      refund: 900,
      from: [],
      payer_total: 1900,
      payer_refund: 900,
      settlement_refund: 900,
      settlement_total: 1900,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: 5,
    },
    promotion_detail: [],
  })
  expect(await desk.query(order.no)).toMatchObject({
    trade_state: 'REFUND',
    transaction_id: order.transactionId,
    amount: { total: 1900, payer_total: 1900 },
  })
  await settle(value['out_refund_no'], 'SUCCESS')
  await desk.idle()
  const [notice] = desk.notices()
  expect(notice).toMatchObject({
    event_type: 'REFUND.SUCCESS',
    summary: '退款成功',
    resource_type: 'encrypt-resource',
  })
  expect(notice?.resource).toEqual({
    originalType: 'refund',
    mchid: world.keys.PAY_MCH_ID,
    transaction_id: order.transactionId,
    out_trade_no: order.no,
    refund_id: value['refund_id'],
    out_refund_no: value['out_refund_no'],
    refund_status: 'SUCCESS',
    success_time: expect.stringMatching(/\+08:00$/),
    user_received_account: '支付用户零钱',
    amount: { total: 1900, refund: 900, payer_total: 1900, payer_refund: 900 },
  })
  expect(await queried(value['out_refund_no'])).toMatchObject({
    status: 'SUCCESS',
    success_time: notice?.resource['success_time'],
  })
})

test.each([
  ['CLOSED', 'REFUND.CLOSED', '退款关闭'],
  ['ABNORMAL', 'REFUND.ABNORMAL', '退款异常'],
])('given the end %s, then its notice has no success_time', async (end, eventType, summary) => {
  const order = await desk.paid()
  const { value } = await desk.refund(order, 1900)
  await settle(value['out_refund_no'], end)
  await desk.idle()
  const [notice] = desk.notices()
  expect(notice).toMatchObject({ event_type: eventType, summary, resource: { refund_status: end } })
  expect(notice?.resource).not.toHaveProperty('success_time')
  expect(await queried(value['out_refund_no'])).toMatchObject({ status: end })
})

// Guarantee: the sandbox's clock alone ends a refund.
test('given a delay, when the clock passes it, then the refund ends by itself', async () => {
  await world.control('/pay/refund-rules', { delayMs: 3_600_000 }, 'PUT')
  const order = await desk.paid()
  const { value } = await desk.refund(order, 1900)
  expect(await queried(value['out_refund_no'])).toMatchObject({ status: 'PROCESSING' })
  const { refundsUnderWay } = await world.control<{ refundsUnderWay: number }>('/idle')
  expect(refundsUnderWay).toBeGreaterThan(0)
  await world.control('/clock/advance', { ms: 3_600_000 })
  await until('the notice', () => desk.notices().length === 1)
  expect(await queried(value['out_refund_no'])).toMatchObject({ status: 'SUCCESS' })
})

test('given the switches refundAbnormal and refundClosed, then the refund ends so', async () => {
  await world.control('/pay/refund-rules', { delayMs: 0 }, 'PUT')
  for (const [kind, end] of [
    ['refundAbnormal', 'ABNORMAL'],
    ['refundClosed', 'CLOSED'],
  ]) {
    const order = await desk.paid()
    await world.control('/faults', { kind, times: 1, match: order.no })
    const { value } = await desk.refund(order, 1900)
    await until(`${kind}`, async () => (await queried(value['out_refund_no']))['status'] === end)
  }
})

// Guarantee: one number, one refund, however often it is asked for.
test('given the same number again, then equal parameters answer how it stands and others are refused', async () => {
  const order = await desk.paid()
  const body = desk.refundBody(order, 900)
  const first = await world.pay('POST', REFUNDS, body)
  const reordered = Object.fromEntries(Object.entries(body).reverse())
  expect((await world.pay('POST', REFUNDS, reordered)).value).toEqual(first.value)
  await settle(body.out_refund_no, 'SUCCESS')
  expect((await world.pay('POST', REFUNDS, body)).value).toMatchObject({ status: 'SUCCESS' })
  const other = { ...body, amount: { ...body.amount, refund: 901 } }
  const refused = await world.pay('POST', REFUNDS, other)
  expect([refused.status, refused.value]).toEqual([
    400,
    { code: 'INVALID_REQUEST', message: '订单金额或退款金额与之前请求不一致，请核实后再试' },
  ])
  const { total } = await world.control<{ total: number }>(`/pay/refunds?outTradeNo=${order.no}`)
  expect(total).toBe(1)
})

test('given notifyBeforeReply, then the notice is there before the answer, which still says PROCESSING', async () => {
  const order = await desk.paid()
  await desk.idle()
  await world.control('/faults', { kind: 'notifyBeforeReply', times: 1 })
  const { value } = await desk.refund(order, 1900)
  expect(value['status']).toBe('PROCESSING')
  expect(desk.notices().map(({ event_type: type }) => type)).toEqual(['REFUND.SUCCESS'])
})

test('given notifyNever, then the refund has succeeded and only a query tells', async () => {
  const order = await desk.paid()
  await world.control('/faults', { kind: 'notifyNever', times: 1 })
  const { value } = await desk.refund(order, 1900)
  expect(await settle(value['out_refund_no'], 'SUCCESS')).toMatchObject({ callbackId: null })
  await desk.idle()
  expect(desk.notices()).toHaveLength(0)
  expect(await queried(value['out_refund_no'])).toMatchObject({ status: 'SUCCESS' })
})

test('given that the answer is lost after the effect, then the same number answers the refund that stands', async () => {
  const order = await desk.paid()
  const body = desk.refundBody(order, 1900)
  await world.control('/faults', { kind: 'errorAfter', cut: true, match: REFUNDS, times: 1 })
  await expect(world.pay('POST', REFUNDS, body)).rejects.toThrow()
  const again = await world.pay('POST', REFUNDS, body)
  expect(again.value).toMatchObject({ status: 'PROCESSING', out_refund_no: body.out_refund_no })
})

test('given a server that keeps failing, then the notice comes 16 times', async () => {
  receiver.answerWith(() => ({ status: 500, body: '{"code":"FAIL"}' }))
  const order = await desk.paid()
  const { value } = await desk.refund(order, 1900)
  await settle(value['out_refund_no'], 'SUCCESS')
  await desk.idle()
  expect(desk.notices()).toHaveLength(16)
})

// Guarantee: card data is opened only with the key that was named, checked, and not kept.
test('given an abnormal refund, then it goes to the card that was named, encrypted, and is a success', async () => {
  const order = await desk.paid()
  const { value } = await desk.refund(order, 1900)
  const no = value['out_refund_no']
  const path = `${REFUNDS}/${String(value['refund_id'])}/apply-abnormal-refund`
  const body = {
    out_refund_no: no,
    type: 'USER_BANK_CARD',
    bank_type: 'ICBC_DEBIT',
    bank_account: desk.sealed('6222020200112233445'),
    real_name: desk.sealed('林小满'),
  }
  const serial = { 'wechatpay-serial': world.keys.payPublicKeyId }
  const early = await world.pay('POST', path, body, {}, serial)
  expect([early.status, early.value['code']]).toEqual([400, 'INVALID_REQUEST'])

  await settle(no, 'ABNORMAL')
  const noKey = await world.pay('POST', path, body)
  expect([noKey.status, noKey.value['code']]).toEqual([400, 'PARAM_ERROR'])
  const plain = { ...body, bank_account: '6222020200112233445' }
  expect((await world.pay('POST', path, plain, {}, serial)).value['code']).toBe('PARAM_ERROR')
  const otherBank = { ...body, bank_type: 'ICBC_CREDIT' }
  expect((await world.pay('POST', path, otherBank, {}, serial)).value['code']).toBe('PARAM_ERROR')

  const applied = await world.pay('POST', path, body, {}, serial)
  expect(applied.value).toMatchObject({
    status: 'PROCESSING',
    channel: 'OTHER_BANKCARD',
    user_received_account: '工商银行借记卡3445',
  })
  const kept = await world.control<{ refunds: unknown[] }>(`/pay/refunds?outTradeNo=${order.no}`)
  expect(JSON.stringify(kept)).not.toContain('6222020200112233445')
  await settle(no, 'SUCCESS')
  expect(await queried(no)).toMatchObject({ status: 'SUCCESS' })
})

test('given an abnormal refund, when it goes to the merchant, then its account says so', async () => {
  const order = await desk.paid()
  const { value } = await desk.refund(order, 1900)
  await settle(value['out_refund_no'], 'ABNORMAL')
  const path = `${REFUNDS}/${String(value['refund_id'])}/apply-abnormal-refund`
  const body = { out_refund_no: value['out_refund_no'], type: 'MERCHANT_BANK_CARD' }
  expect((await world.pay('POST', path, body)).value).toMatchObject({ status: 'PROCESSING' })
  await settle(value['out_refund_no'], 'SUCCESS')
  expect(await queried(value['out_refund_no'])).toMatchObject({
    status: 'SUCCESS',
    user_received_account: '商户结算银行账户',
  })
})
