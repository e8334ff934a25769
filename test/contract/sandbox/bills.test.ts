import { gunzipSync } from 'node:zlib'
import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'
import { billDesk, rows, sha1 } from './support/bill-desk.js'
import { payDesk } from './support/pay-desk.js'
import { startReceiver, type Receiver } from './support/receiver.js'

let sandbox: Sandbox
let receiver: Receiver
let world: World
let desk: ReturnType<typeof payDesk>
let bills: ReturnType<typeof billDesk>

beforeAll(async () => {
  receiver = await startReceiver()
  receiver.answerWith(() => ({ status: 204, body: '' }))
  sandbox = await createSandbox({ retrySpeed: 100_000 })
  world = clients(sandbox)
  desk = payDesk(world, receiver)
  bills = billDesk(world)
  await world.control('/pay/refund-rules', { delayMs: null, gapMs: 0 }, 'PUT')
})
beforeEach(async () => {
  await world.control('/faults', { faults: [] }, 'PUT')
  await bills.toNextDayAt(9 * 3_600_000)
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

const TRADE_HEAD =
  '\ufeff交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'

// Guarantee: the bill tells every payment and refund of the day, in the published format.
test('given a day of trade, then the next day at 10:00 its bill has every payment and refund', async () => {
  const date = await bills.today()
  const first = await desk.paid(129_902)
  const second = await desk.paid(1_900)
  const { value: refund } = await desk.refund(second, 900)
  await world.control('/pay/refunds/settle', {
    outRefundNo: refund['out_refund_no'],
    outcome: 'SUCCESS',
  })
  const { openid } = (
    await world.control<{ payments: { outTradeNo: string; openid: string }[] }>('/payments')
  ).payments.find(({ outTradeNo }) => outTradeNo === first.no) ?? { openid: '' }
  await bills.toNextDayAt(10 * 3_600_000)

  const reply = await bills.trade(date)
  expect(reply.status).toBe(200)
  const bill = await bills.download(reply)
  expect(sha1(bill.bytes)).toBe(bill.sha1)
  expect(bill.response.headers.get('wechatpay-signature')).toBeNull()
  expect(bill.lines[0]).toBe(TRADE_HEAD)
  const [payment, , given] = rows(bill.lines)
  const { MINI_APP_ID: appid, PAY_MCH_ID: mchid } = world.keys
  expect(payment).toEqual([
    expect.stringMatching(new RegExp(`^${date} \\d\\d:\\d\\d:\\d\\d$`)),
    appid,
    mchid,
    '0',
    '',
    first.transactionId,
    first.no,
    openid,
    'JSAPI',
    'SUCCESS',
    'OTHERS',
    'CNY',
    '1299.02',
    '0.00',
    '0',
    '0',
    '0.00',
    '0.00',
    '',
    '',
    '茉莉青提',
    '',
    '7.79000',
    '0.60%',
    '1299.02',
    '0.00',
    '',
  ])
  expect(given?.slice(9)).toEqual([
    'REFUND',
    'OTHERS',
    'CNY',
    '0.00',
    '0.00',
    refund['refund_id'],
    refund['out_refund_no'],
    '9.00',
    '0.00',
    'ORIGINAL',
    'SUCCESS',
    '茉莉青提',
    '',
    '-0.05000',
    '0.60%',
    '0.00',
    '9.00',
    '',
  ])
  expect(bill.lines.slice(-3)).toEqual([
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    '`3,`1318.02,`9.00,`0.00,`7.85000,`1318.02,`9.00',
    '',
  ])
})

test('given the types SUCCESS and REFUND, then each has its own columns and rows', async () => {
  const date = await bills.today()
  const order = await desk.paid(1_900)
  await desk.refund(order, 900)
  await bills.toNextDayAt(10 * 3_600_000)
  const success = await bills.download(await bills.trade(date, '&bill_type=SUCCESS'))
  expect(success.lines[0]).toBe(
    '\ufeff交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注',
  )
  expect(rows(success.lines).map((cells) => cells.length)).toEqual([20])
  const refunds = await bills.download(await bills.trade(date, '&bill_type=REFUND'))
  expect(refunds.lines[0]).toContain('代金券金额,退款申请时间,退款成功时间,微信退款单号')
  const [row = []] = rows(refunds.lines)
  expect(row).toHaveLength(29)
  // It was not settled when the bill was written.
  expect([row[15], row[21]]).toEqual(['', 'PROCESSING'])
})

// Guarantee: a bill never changes once it is there, whatever happens to its refunds later.
test('given a refund that ends after the bill was written, then the bill still says PROCESSING', async () => {
  const date = await bills.today()
  const order = await desk.paid(1_900)
  const { value } = await desk.refund(order, 900)
  await bills.toNextDayAt(10 * 3_600_000)
  const before = await bills.download(await bills.trade(date))
  await world.control('/clock/advance', { ms: 1_000 })
  await world.control('/pay/refunds/settle', {
    outRefundNo: value['out_refund_no'],
    outcome: 'SUCCESS',
  })
  const after = await bills.download(await bills.trade(date))
  expect(after.sha1).toBe(before.sha1)
})

// Guarantee: the fund flow adds up to the balance; fees and withdrawals are rows of their own.
test('given payments, a refund, a closed refund and a withdrawal, then the fund flow adds up to the balance', async () => {
  const date = await bills.today()
  const before = (await desk.balance()).availableFen
  const order = await desk.paid(10_000)
  const { value } = await desk.refund(order, 3_333)
  const closed = await desk.refund(order, 1_000)
  await world.control('/pay/refunds/settle', {
    outRefundNo: closed.value['out_refund_no'],
    outcome: 'CLOSED',
  })
  await world.control('/pay/withdraw', { amountFen: 500 })
  const after = (await desk.balance()).availableFen
  await bills.toNextDayAt(10 * 3_600_000)
  const bill = await bills.download(await bills.flow(date, '&account_type=BASIC'))
  expect(bill.lines[0]).toBe(
    '\ufeff记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
  )
  const flows = rows(bill.lines)
  expect(flows.map((cells) => cells.slice(3, 7))).toEqual([
    ['交易', '交易', '收入', '100.00'],
    ['交易', '扣除交易手续费', '支出', '0.60'],
    ['退款', '退款', '支出', '33.13'],
    ['退款', '退款', '支出', '9.94'],
    ['退款', '退款关闭退回', '收入', '9.94'],
    ['提现', '提现', '支出', '5.00'],
  ])
  expect([flows[0]?.[1], flows[0]?.[10]]).toEqual([order.transactionId, order.no])
  expect([flows[2]?.[1], flows[2]?.[9], flows[2]?.[10]]).toEqual([
    value['refund_id'],
    '退款总金额33.33元;含手续费0.20元',
    value['out_refund_no'],
  ])
  const fen = (text = '') => Math.round(Number(text) * 100)
  const moved = flows.reduce(
    (sum, cells) => sum + (cells[5] === '收入' ? 1 : -1) * fen(cells[6]),
    0,
  )
  expect(before + moved).toBe(after)
  expect(fen(flows.at(-1)?.[7])).toBe(after)
  expect(new Set(flows.map((cells) => cells[2])).size).toBe(flows.length)
  expect(bill.lines.slice(-3, -1)).toEqual([
    '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
    '`6,`2,`109.94,`4,`48.67',
  ])
  expect((await bills.flow(date, '&account_type=FEES')).value).toMatchObject({
    code: 'NO_STATEMENT_EXIST',
  })
})

test('given a day before 10:00, without trade, unfinished or long ago, then each is refused in its own words', async () => {
  const date = await bills.today()
  await desk.paid()
  expect(await bills.trade(date)).toMatchObject({ status: 400, value: { code: 'INVALID_REQUEST' } })
  await bills.toNextDayAt(10 * 3_600_000 - 60_000)
  expect(await bills.trade(date)).toMatchObject({
    status: 400,
    value: { code: 'STATEMENT_CREATING' },
  })
  await world.control('/clock/advance', { ms: 60_000 })
  expect((await bills.trade(date)).status).toBe(200)
  const empty = await bills.today()
  await bills.toNextDayAt(10 * 3_600_000)
  expect(await bills.trade(empty)).toMatchObject({
    status: 400,
    value: { code: 'NO_STATEMENT_EXIST' },
  })
  expect((await bills.trade('2020-01-01')).value).toMatchObject({ code: 'INVALID_REQUEST' })
  expect((await bills.trade('2026-02-30')).value).toMatchObject({ code: 'PARAM_ERROR' })
  expect((await bills.trade(date, '&bill_type=SOME')).value).toMatchObject({ code: 'PARAM_ERROR' })
})

test('given GZIP, then the file is compressed and the hash is that of its text; an address lives five minutes', async () => {
  const date = await bills.today()
  await desk.paid()
  await bills.toNextDayAt(10 * 3_600_000)
  const reply = await bills.trade(date, '&tar_type=GZIP')
  const bill = await bills.download(reply)
  expect(sha1(gunzipSync(bill.bytes))).toBe(bill.sha1)
  await world.control('/clock/advance', { ms: 5 * 60_000 + 1_000 })
  const url = new URL(String(reply.value['download_url']))
  const late = await bills.asked(`${url.pathname}${url.search}`)
  expect([late.status, late.value['code']]).toEqual([400, 'INVALID_REQUEST'])
})

test('given a preview, then the control panel reads a day that is not over yet', async () => {
  const date = await bills.today()
  const { no } = await desk.paid()
  const { lines, more } = await world.control<{ lines: string[]; more: boolean }>(
    `/pay/bills/preview?date=${date}&bill=trade`,
  )
  expect(lines[1]).toContain(no)
  expect(more).toBe(false)
})
