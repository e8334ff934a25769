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

test('given the switches billWrongHash and billCreating, then each happens once', async () => {
  const date = await bills.today()
  await desk.paid()
  await bills.toNextDayAt(10 * 3_600_000)
  await world.control('/faults', { kind: 'billWrongHash', times: 1, match: date })
  const wrong = await bills.download(await bills.trade(date))
  expect(sha1(wrong.bytes)).not.toBe(wrong.sha1)
  await world.control('/faults', { kind: 'billCreating', times: 1, match: 'tradebill' })
  expect((await bills.trade(date)).value).toMatchObject({ code: 'STATEMENT_CREATING' })
  const right = await bills.download(await bills.trade(date))
  expect(sha1(right.bytes)).toBe(right.sha1)
})

// Guarantee: what is wrong in a bill stays wrong, and its hash and summary fit what it says.
test('given a changed amount, a missing row and extra rows, then both bills tell them each time', async () => {
  const date = await bills.today()
  const kept = await desk.paid(1_000)
  const changed = await desk.paid(2_000)
  const missing = await desk.paid(4_000)
  const spoil = (body: object) => world.control('/pay/bills/spoil', { date, ...body })
  await spoil({ kind: 'changed-amount', no: changed.no, amountFen: 2_001 })
  await spoil({ kind: 'missing-row', no: missing.transactionId })
  const extra = await spoil({ kind: 'extra-payment', amountFen: 777 })
  const refund = await spoil({ kind: 'extra-refund', amountFen: 55 })
  await bills.toNextDayAt(10 * 3_600_000)
  const bill = await bills.download(await bills.trade(date))
  expect(sha1(bill.bytes)).toBe(bill.sha1)
  expect(rows(bill.lines).map((cells) => [cells[5], cells[12], cells[14], cells[16]])).toEqual([
    [kept.transactionId, '10.00', '0', '0.00'],
    [changed.transactionId, '20.01', '0', '0.00'],
    [extra['no'], '7.77', '0', '0.00'],
    [expect.any(String), '0.00', refund['no'], '0.55'],
  ])
  expect(bill.lines.at(-2)).toMatch(/^`4,`37\.78,`0\.55,/)
  const flows = rows((await bills.download(await bills.flow(date))).lines)
  expect(flows.map((cells) => cells[1])).not.toContain(missing.transactionId)
  expect(flows.find((cells) => cells[1] === extra['no'])?.slice(3, 7)).toEqual([
    '交易',
    '交易',
    '收入',
    '7.77',
  ])
  expect(flows.find((cells) => cells[1] === changed.transactionId)?.[6]).toBe('20.01')
})

// Guarantee: WeChat knows what our systems never asked for; queries and bills tell it.
test('given a payment and a refund made elsewhere, then the bill has them and queries answer', async () => {
  const date = await bills.today()
  const own = await desk.paid(1_000)
  const foreign = await world.control('/pay/elsewhere', { amountFen: 300 })
  const refund = await world.control('/pay/refunds/elsewhere', {
    outTradeNo: own.no,
    amountFen: 400,
  })
  expect(await desk.query(String(foreign['outTradeNo']))).toMatchObject({
    trade_state: 'SUCCESS',
    transaction_id: foreign['transactionId'],
  })
  const path = `/v3/refund/domestic/refunds/${String(refund['outRefundNo'])}`
  expect((await bills.asked(path)).value).toMatchObject({ refund_id: refund['refundId'] })
  await bills.toNextDayAt(10 * 3_600_000)
  const bill = await bills.download(await bills.trade(date))
  expect(rows(bill.lines).map((cells) => [cells[5], cells[14]])).toEqual([
    [own.transactionId, '0'],
    [foreign['transactionId'], '0'],
    [own.transactionId, refund['refundId']],
  ])
})

test('given a bill of many rows, then they are made from their number, twice the same', async () => {
  const date = await bills.today()
  const wanted = { date, rows: 5_000, refundEvery: 100, outTradeNoPrefix: 'pay_' }
  await world.control('/pay/bills/synthetic', wanted, 'PUT')
  await bills.toNextDayAt(10 * 3_600_000)
  const bill = await bills.download(await bills.trade(date))
  expect(sha1(bill.bytes)).toBe(bill.sha1)
  expect((await bills.trade(date)).value['hash_value']).toBe(bill.sha1)
  const all = rows(bill.lines)
  expect(all).toHaveLength(5_050)
  expect(all[1]?.slice(5, 7)).toEqual([
    '4200900000000000000000000001',
    'pay_0000000000000000000001',
  ])
  expect(all[1]?.[12]).toBe('1.01')
  const flows = rows((await bills.download(await bills.flow(date))).lines)
  expect(flows).toHaveLength(10_050)
})
