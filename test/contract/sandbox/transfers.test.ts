import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'
import { openResource } from './support/decode.js'
import { payDesk } from './support/pay-desk.js'
import { startReceiver, until, type Receiver } from './support/receiver.js'

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills'
const DAY_MS = 24 * 3_600_000

let sandbox: Sandbox
let receiver: Receiver
let world: World
let desk: ReturnType<typeof payDesk>

beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({ retrySpeed: 1_000_000, callbackTimeoutMs: 5_000 })
  world = clients(sandbox)
  desk = payDesk(world, receiver)
})
beforeEach(async () => {
  receiver.answerWith(() => ({ status: 204, body: '' }))
  receiver.received.length = 0
  await world.control('/faults', { faults: [] }, 'PUT')
  await world.control('/pay/transfer-rules', { delayMs: null, maxFen: 20_000 }, 'PUT')
  await world.control('/pay/deposit', { amountFen: 100_000 })
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

let bills = 0
async function billBody(more: object = {}) {
  bills += 1
  const { openid } = await world.person({ name: '林小满' })
  return {
    appid: world.keys.MINI_APP_ID,
    out_bill_no: `plf${String(bills).padStart(20, '0')}`,
    transfer_scene_id: '1000',
    openid,
    transfer_amount: 888,
    transfer_remark: '邀请好友奖励',
    notify_url: `${receiver.url}/callbacks/pay/transfers`,
    user_recv_perception: '活动奖励',
    transfer_scene_report_infos: [
      { info_type: '活动名称', info_content: '邀请好友下单' },
      { info_type: '奖励说明', info_content: '好友完成首单' },
    ],
    ...more,
  }
}
async function transferred(more: object = {}) {
  const body = await billBody(more)
  const reply = await world.pay('POST', BILLS, body)
  return { body, reply, no: body.out_bill_no }
}
const query = async (no: string) => (await world.pay('GET', `${BILLS}/out-bill-no/${no}`)).value
const confirm = (outBillNo: string) => world.control('/pay/transfers/confirm', { outBillNo })
const end = (outBillNo: string, outcome: string) =>
  world.control('/pay/transfers/end', { outBillNo, outcome })
const notices = () =>
  receiver.received.map(({ body }) => {
    const envelope = JSON.parse(body) as {
      event_type: string
      resource: Parameters<typeof openResource>[0] & { original_type: string }
    }
    const opened = openResource(envelope.resource, world.keys.PAY_API_V3_KEY) as object
    return { type: envelope.event_type, original: envelope.resource.original_type, ...opened }
  })

// Guarantee: a reward is paid when the customer took it, not when it was asked for.
test('given a transfer, then it waits for the customer, and the notice comes with the end alone', async () => {
  const before = (await desk.balance()).availableFen
  const { reply, no, body } = await transferred()
  expect(reply.value).toEqual({
    out_bill_no: no,
    transfer_bill_no: expect.stringMatching(/^1330\d{26}$/),
    create_time: expect.stringMatching(/\+08:00$/),
    state: 'WAIT_USER_CONFIRM',
    package_info: expect.any(String),
  })
  expect((await desk.balance()).availableFen).toBe(before - 888)
  expect(await confirm(no)).toMatchObject({ state: 'TRANSFERING' })
  expect(receiver.received).toHaveLength(0)
  await end(no, 'SUCCESS')
  await desk.idle()
  const { transfer_bill_no: id } = reply.value
  expect(notices()).toEqual([
    {
      type: 'MCHTRANSFER.BILL.FINISHED',
      original: 'mch_payment',
      out_bill_no: no,
      transfer_bill_no: id,
      state: 'SUCCESS',
      mch_id: world.keys.PAY_MCH_ID,
      transfer_amount: 888,
      openid: body.openid,
      create_time: expect.any(String),
      update_time: expect.any(String),
    },
  ])
  expect(await query(no)).toMatchObject({ state: 'SUCCESS', mch_id: world.keys.PAY_MCH_ID })
  const byId = await world.pay('GET', `${BILLS}/transfer-bill-no/${String(id)}`)
  expect(byId.value).toMatchObject({ out_bill_no: no, transfer_remark: '邀请好友奖励' })
})

test('given nobody taps for a day, then it fails with OVERDUE_CLOSE and the money is back', async () => {
  const before = (await desk.balance()).availableFen
  const { no } = await transferred()
  await world.control('/clock/advance', { ms: DAY_MS })
  await until('the end', async () => (await query(no))['state'] === 'FAIL')
  expect(await query(no)).toMatchObject({ fail_reason: 'OVERDUE_CLOSE' })
  expect((await desk.balance()).availableFen).toBe(before)
  expect(await confirm(no)).toMatchObject({ error: 'transfer-not-waiting' })
})

test('given a cancel, then CANCELING and CANCELLED; once the customer tapped it is too late', async () => {
  const { no } = await transferred()
  const path = (one: string) => `${BILLS}/out-bill-no/${one}/cancel`
  expect((await world.pay('POST', path(no), {})).value).toMatchObject({ state: 'CANCELING' })
  await end(no, 'CANCELLED')
  expect(await query(no)).toMatchObject({ state: 'CANCELLED', fail_reason: 'MCH_CANCEL' })
  const tapped = await transferred()
  await confirm(tapped.no)
  const late = await world.pay('POST', path(tapped.no), {})
  expect([late.status, late.value['code']]).toEqual([400, 'INVALID_REQUEST'])
})

// Guarantee: one number, one transfer.
test('given the same number again, then equal parameters answer how it stands and others are refused', async () => {
  const { body, reply } = await transferred()
  expect((await world.pay('POST', BILLS, body)).value).toEqual(reply.value)
  const other = await world.pay('POST', BILLS, { ...body, transfer_amount: 889 })
  expect(other.value['code']).toBe('ALREADY_EXISTS')
})

test.each([
  ['number', { out_bill_no: 'plf_1' }, 'PARAM_ERROR'],
  ['scene', { transfer_scene_id: '1009' }, 'INVALID_REQUEST'],
  ['report', { transfer_scene_report_infos: [] }, 'INVALID_REQUEST'],
  ['perception', { user_recv_perception: '工资' }, 'INVALID_REQUEST'],
  ['payee', { openid: 'oMnobody' }, 'INVALID_REQUEST'],
  ['appid', { appid: 'wx1' }, 'INVALID_REQUEST'],
  ['small amount', { transfer_amount: 9 }, 'PARAM_ERROR'],
  ['large amount', { transfer_amount: 20_001 }, 'INVALID_REQUEST'],
  ['remark', { transfer_remark: '奖'.repeat(33) }, 'PARAM_ERROR'],
])('given a bad %s, then the transfer is refused', async (_name, more, code) => {
  const { reply } = await transferred(more)
  expect([reply.status, reply.value['code']]).toEqual([400, code])
})

// Guarantee: from 2,000 yuan a name is needed, sealed, and it must be the payee's.
test('given 2,000 yuan, then the sealed name decides', async () => {
  await world.control('/pay/transfer-rules', { delayMs: 0, maxFen: 1_000_000 }, 'PUT')
  await world.control('/pay/deposit', { amountFen: 1_000_000 })
  const large = { transfer_amount: 200_000 }
  expect((await transferred(large)).reply.value['code']).toBe('PARAM_ERROR')
  const serial = { 'wechatpay-serial': world.keys.payPublicKeyId }
  for (const [name, state] of [
    ['林小满', 'SUCCESS'],
    ['别人', 'FAIL'],
  ] as const) {
    const body = await billBody({ ...large, user_name: desk.sealed(name) })
    expect((await world.pay('POST', BILLS, body, {}, serial)).status).toBe(200)
    await confirm(body.out_bill_no)
    await until(state, async () => (await query(body.out_bill_no))['state'] === state)
  }
})

test('given notEnough, transferFail and an empty account, then each is told', async () => {
  await world.control('/faults', { kind: 'notEnough', times: 1 })
  const body = await billBody()
  expect((await world.pay('POST', BILLS, body)).value['code']).toBe('NOT_ENOUGH')
  expect((await world.pay('POST', BILLS, body)).status).toBe(200)
  await world.control('/faults', { kind: 'transferFail', message: 'TRANSFER_RISK', times: 1 })
  await world.control('/pay/transfer-rules', { delayMs: 0 }, 'PUT')
  await confirm(body.out_bill_no)
  await until('FAIL', async () => (await query(body.out_bill_no))['state'] === 'FAIL')
  expect(await query(body.out_bill_no)).toMatchObject({ fail_reason: 'TRANSFER_RISK' })
  await world.control('/pay/withdraw', { amountFen: (await desk.balance()).availableFen })
  const { reply } = await transferred()
  expect([reply.status, reply.value['code']]).toEqual([403, 'NOT_ENOUGH'])
})

test('given a server that keeps failing, then the notice comes 65 times', async () => {
  receiver.answerWith(() => ({ status: 500, body: '' }))
  const { no } = await transferred()
  await confirm(no)
  await end(no, 'SUCCESS')
  await desk.idle()
  expect(receiver.received).toHaveLength(65)
})

test('given the page in place of wx.requestMerchantTransfer, then taking the money leads back', async () => {
  const { reply, no } = await transferred()
  const fields = {
    package: String(reply.value['package_info']),
    redirect_uri: 'http://127.0.0.1:9/m/#/pages/rewards',
  }
  const shown = await fetch(`${sandbox.url}/h5/transfer?${new URLSearchParams(fields).toString()}`)
  expect(await shown.text()).toContain('8.88')
  const tapped = await fetch(`${sandbox.url}/h5/transfer`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, answer: 'take' }),
    redirect: 'manual',
  })
  expect(tapped.headers.get('location')).toContain('transfer_result=ok')
  expect(await query(no)).toMatchObject({ state: 'TRANSFERING' })
})

test('given a transfer older than thirty days, then it is not found', async () => {
  const { no } = await transferred()
  await world.control('/clock/advance', { ms: 30 * DAY_MS + 1 })
  expect(await query(no)).toMatchObject({ code: 'NOT_FOUND' })
})
