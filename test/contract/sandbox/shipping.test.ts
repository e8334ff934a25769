import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type Json, type World } from './support/clients.js'
import { openEnvelope } from './support/decode.js'
import { payDesk } from './support/pay-desk.js'
import { startReceiver, type Receiver } from './support/receiver.js'

const DAY_MS = 24 * 3_600_000

let sandbox: Sandbox
let receiver: Receiver
let world: World
let desk: ReturnType<typeof payDesk>

beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({
    retrySpeed: 100_000,
    targets: { mini: `${receiver.url}/callbacks/mini` },
  })
  world = clients(sandbox)
  desk = payDesk(world, receiver)
  await world.control('/pay/refund-rules', { delayMs: null, gapMs: 0 }, 'PUT')
})
beforeEach(async () => {
  await world.control('/shipping/rules', { managed: true, ingestMs: 60_000 }, 'PUT')
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

async function call(name: string, body: object): Promise<Json> {
  const { access_token: token } = await world.json(
    `${world.keys.MINI_API_BASE}/cgi-bin/stable_token`,
    {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: world.keys.MINI_APP_ID,
        secret: world.keys.MINI_APP_SECRET,
      }),
    },
  )
  const url = `${world.keys.MINI_API_BASE}/wxa/sec/order/${name}?access_token=${String(token)}`
  return world.json(url, { method: 'POST', body: JSON.stringify(body) })
}
type Order = Awaited<ReturnType<typeof paidOrder>>

async function paidOrder(total = 1900) {
  const order = await desk.paid(total)
  const { payer } = (await desk.query(order.no)) as { payer?: { openid: string } }
  return { ...order, openid: payer?.openid ?? '' }
}
/** Old enough to be known to shipping management. */
async function takenIn(total = 1900) {
  const order = await paidOrder(total)
  await world.control('/clock/advance', { ms: 60_000 })
  return order
}
const parcel = { tracking_no: '323244567777', express_company: 'DHL', item_desc: '茉莉青提 2 份' }
let second = 0

/** As in the documents' example. */
function upload(order: Order, more: object = {}) {
  second += 1
  return {
    order_key: { order_number_type: 2, transaction_id: order.transactionId },
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [parcel],
    upload_time: `2026-11-20T13:29:${String(second).padStart(2, '0')}.120+08:00`,
    payer: { openid: order.openid },
    ...more,
  }
}
const codeOf = async (body: object) => (await call('upload_shipping_info', body)).errcode
const orderOf = async (order: Order) =>
  (await call('get_order', { transaction_id: order.transactionId }))['order'] as Json
const pushes = () =>
  receiver.received
    .filter(({ path }) => path === '/callbacks/mini')
    .map(({ body }) => {
      const { Encrypt } = JSON.parse(body) as { Encrypt: string }
      return JSON.parse(openEnvelope(Encrypt, world.keys.MINI_PUSH_AES_KEY).message) as Json
    })

// Guarantee: who uploads right after the payment meets what the real platform answers.
test('given a payment that is too young, then 10060001; a minute later it is taken', async () => {
  const order = await paidOrder()
  expect(await call('upload_shipping_info', upload(order))).toMatchObject({
    errcode: 10060001,
    errmsg: expect.stringMatching(/^支付单不存在/),
  })
  expect(await call('get_order', { transaction_id: order.transactionId })).toMatchObject({
    errcode: 10060001,
  })
  await world.control('/clock/advance', { ms: 60_000 })
  const body = upload(order, {
    order_key: { order_number_type: 1, mchid: world.keys.PAY_MCH_ID, out_trade_no: order.no },
  })
  expect(await call('upload_shipping_info', body)).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await orderOf(order)).toMatchObject({
    transaction_id: order.transactionId,
    merchant_trade_no: order.no,
    merchant_id: world.keys.PAY_MCH_ID,
    paid_amount: 1900,
    openid: order.openid,
    order_state: 2,
    in_complaint: false,
    shipping: {
      delivery_mode: 1,
      logistics_type: 1,
      finish_shipping: true,
      finish_shipping_count: 1,
      shipping_list: [{ tracking_no: parcel.tracking_no, goods_desc: parcel.item_desc }],
    },
  })
})

test.each<[string, (order: Order) => object, number]>([
  ['list that is no array', () => ({ shipping_list: parcel }), 47001],
  ['time with a blank', () => ({ upload_time: '2026-11-20 13:29:35+08:00' }), 47001],
  ['time without offset', () => ({ upload_time: '2026-11-20T13:29:35' }), 47001],
  ['kind of logistics', () => ({ logistics_type: 5 }), 10060005],
  ['split of pick-ups', () => ({ logistics_type: 4, delivery_mode: 2 }), 10060006],
  ['split without its end', () => ({ delivery_mode: 2 }), 10060007],
  ['two parcels in one', () => ({ shipping_list: [parcel, parcel] }), 10060024],
  ['parcel without goods', () => ({ shipping_list: [{ ...parcel, item_desc: '' }] }), 10060008],
  ['long goods', () => ({ shipping_list: [{ ...parcel, item_desc: '茶'.repeat(121) }] }), 10060009],
  ['express without number', () => ({ shipping_list: [{ item_desc: '茶' }] }), 10060011],
  [
    'contact in clear',
    () => ({ shipping_list: [{ ...parcel, contact: { receiver_contact: '18912341234' } }] }),
    10060014,
  ],
  [
    'SF without contact',
    () => ({ shipping_list: [{ ...parcel, express_company: 'SF' }] }),
    10060014,
  ],
  ['payer', () => ({ payer: { openid: 'oMnobody' } }), 10060031],
  ['order', () => ({ order_key: { order_number_type: 2, transaction_id: '42' } }), 10060001],
])('given a bad %s, then it is refused', async (_name, more, code) => {
  const order = await takenIn()
  expect(await codeOf(upload(order, more(order)))).toBe(code)
})

test('given a masked contact, then SF is taken', async () => {
  const order = await takenIn()
  const contact = { receiver_contact: '189****1234' }
  const list = [{ ...parcel, express_company: 'SF', contact }]
  expect(await codeOf(upload(order, { shipping_list: list }))).toBe(0)
})

// Guarantee: an upload is corrected once and never again.
test('given a shipped order, then one correction is taken, with news and a later time', async () => {
  const order = await takenIn()
  const first = upload(order)
  expect(await codeOf(first)).toBe(0)
  const other = [{ ...parcel, tracking_no: '1' }]
  expect(await codeOf({ ...first, shipping_list: other })).toBe(10060014)
  expect(await codeOf(upload(order))).toBe(10060023)
  expect(await codeOf(upload(order, { shipping_list: other }))).toBe(0)
  expect((await orderOf(order))['shipping']).toMatchObject({
    finish_shipping_count: 2,
    shipping_list: [{ tracking_no: '1' }],
  })
  expect(await codeOf(upload(order))).toBe(10060003)
})

test('given parts of a split delivery, then they add up and the last one ends it', async () => {
  const order = await takenIn()
  const part = (no: string, last: boolean) =>
    upload(order, {
      delivery_mode: 2,
      is_all_delivered: last,
      shipping_list: [{ ...parcel, tracking_no: no }],
    })
  expect(await codeOf(part('1', false))).toBe(0)
  expect(await orderOf(order)).toMatchObject({ order_state: 1 })
  expect(await codeOf(part('2', true))).toBe(0)
  expect(await orderOf(order)).toMatchObject({
    order_state: 2,
    shipping: { shipping_list: [{ tracking_no: '1' }, { tracking_no: '2' }] },
  })
  expect(await codeOf(part('3', false))).toBe(10060002)
})

// Guarantee: managed money is frozen until the goods are received, and a refund may use it before.
test('given a managed mini-program, then the money is frozen until the customer confirms, and both steps are pushed', async () => {
  receiver.received.length = 0
  const before = await desk.balance()
  const order = await takenIn(10_000)
  expect(await desk.balance()).toMatchObject({
    availableFen: before.availableFen,
    pendingFen: before.pendingFen + 9_940,
  })
  expect(await world.control('/shipping/receive', { outTradeNo: order.no })).toMatchObject({
    error: 'not-shipped',
  })
  expect(await codeOf(upload(order))).toBe(0)
  await world.control('/shipping/receive', { outTradeNo: order.no })
  expect(await desk.balance()).toMatchObject({
    availableFen: before.availableFen + 9_940,
    pendingFen: before.pendingFen,
  })
  expect(await orderOf(order)).toMatchObject({ order_state: 4 })
  expect(await codeOf(upload(order))).toBe(10060004)
  await desk.idle()
  const told = pushes().filter((push) => push['merchant_trade_no'] === order.no)
  expect(told).toMatchObject([
    {
      Event: 'trade_manage_order_settlement',
      transaction_id: order.transactionId,
      estimated_settlement_time: expect.any(Number),
    },
    { Event: 'trade_manage_order_settlement', confirm_receive_method: 2 },
  ])
})

test('given nobody confirms, then the platform does after ten days', async () => {
  const order = await takenIn()
  await codeOf(upload(order))
  await world.control('/clock/advance', { ms: 10 * DAY_MS })
  expect(await orderOf(order)).toMatchObject({ order_state: 4 })
})

test('given frozen money, then a refund takes it; closed, it is frozen again; all given back, the order is refunded', async () => {
  const before = await desk.balance()
  const order = await takenIn(10_000)
  const frozen = await desk.balance()
  const { value } = await desk.refund(order, 10_000)
  expect(value['funds_account']).toBe('UNSETTLED')
  expect(await desk.balance()).toMatchObject({ pendingFen: before.pendingFen })
  expect(await orderOf(order)).toMatchObject({ order_state: 5 })
  const outRefundNo = value['out_refund_no']
  await world.control('/pay/refunds/settle', { outRefundNo, outcome: 'CLOSED' })
  expect(await desk.balance()).toEqual(frozen)
  expect(await orderOf(order)).toMatchObject({ order_state: 1 })
})

test('given a shipped order, then the customer is reminded once, for express alone', async () => {
  const order = await takenIn()
  const remind = async (one: Order) =>
    (
      await call('notify_confirm_receive', {
        transaction_id: one.transactionId,
        received_time: 1_700_000_000,
      })
    ).errcode
  expect(await remind(order)).toBe(10060004)
  await codeOf(upload(order))
  expect([await remind(order), await remind(order)]).toEqual([0, 10060003])
  const pickUp = await takenIn()
  await codeOf(upload(pickUp, { logistics_type: 4, shipping_list: [{ item_desc: '青提' }] }))
  expect(await remind(pickUp)).toBe(10060004)
})

test('given is_trade_managed, a list and a path, then each is answered', async () => {
  const appid = world.keys.MINI_APP_ID
  expect(await call('is_trade_managed', { appid })).toMatchObject({ is_trade_managed: true })
  await world.control('/shipping/rules', { managed: false }, 'PUT')
  expect(await call('is_trade_managed', { appid })).toMatchObject({ is_trade_managed: false })
  expect(await call('is_trade_managed', { appid: 'wx1' })).toMatchObject({ errcode: 40013 })
  expect(await call('set_msg_jump_path', { path: 'pages/orders' })).toMatchObject({ errcode: 0 })
  const order = await takenIn()
  const { order_list: orders, has_more: more } = await call('get_order_list', {
    openid: order.openid,
    order_state: 1,
  })
  expect(orders).toMatchObject([{ transaction_id: order.transactionId }])
  expect(more).toBe(false)
})
