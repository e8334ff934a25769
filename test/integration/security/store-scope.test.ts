import { randomUUID } from 'node:crypto'
import { newSource, paid } from '../open-api/till.js'
import { doorsOf, holdersOf } from './doors.js'
import { useHouse, type Headers } from './house.js'
import { soldIn } from './vouchers-of-stores.js'

const house = useHouse({ suffix: '_store_scope' })

const PASSWORD = 'a-long-password'
const ROLES = ['admin', 'operator', 'read-only', 'store-manager', 'staff']
const WITHIN = { withinMs: 60_000 }
/** Whatever names a thing of the other store. */
const MARKS = ['S002', 'HANGZHOU', '杭州湖滨店', 'zhaoliu', '赵柳', 'BORDER', 'S999', '湖滨门口']

type Thing = Readonly<{ orderId: string; channelCodeId: string; voucherId: string }>
let here: Thing
let there: Thing
const callers = new Map<string, Headers>()

async function thing(storeCode: string, staff: string, code: string): Promise<string> {
  const console = await house.now.system.asOperator()
  const made = await console.createChannelCode({ name: code, userids: [staff] })
  expect(made.storeName).toBe(storeCode === 'S001' ? '南山店' : '杭州湖滨店')
  return made.channelCodeId
}

beforeAll(async () => {
  const { system, ask, logIn } = house.now
  await system.control.seed({
    departments: [{ id: 3, name: '杭州湖滨店' }],
    staff: [{ userid: 'zhaoliu', name: '赵柳', departments: [3] }],
  })
  const console = await system.asOperator()
  await console.saveStore({ storeCode: 'S001', name: '南山店', department: '2' })
  const there_ = { storeCode: 'S002', name: '杭州湖滨店', address: 'HANGZHOU', department: '3' }
  await console.saveStore(there_)
  await console.runJob('wecom.sync-staff', WITHIN)
  const source = newSource()
  const sale = (orderNo: string, storeCode?: string) => {
    const event = paid({ source, orderNo })
    return { ...event, data: { ...event.data, ...(storeCode === undefined ? {} : { storeCode }) } }
  }
  await system
    .openApi()
    .sendEvents([
      sale('A-1', 'S001'),
      sale('BORDER-1', 'S002'),
      sale('BORDER-2', 'S002'),
      sale('BORDER-3', 'S999'),
      sale('BORDER-4'),
    ])
  await system.drain()
  const { items } = await console.orders({ limit: 20 })
  const orderOf = (no: string) => items.find(({ orderNo }) => orderNo === no)?.orderId ?? 'none'
  here = {
    orderId: orderOf('A-1'),
    channelCodeId: await thing('S001', 'zhangsan', '南山门口'),
    voucherId: await soldIn(system.deps.db, 'S001'),
  }
  there = {
    orderId: orderOf('BORDER-1'),
    channelCodeId: await thing('S002', 'zhaoliu', '湖滨门口'),
    voucherId: await soldIn(system.deps.db, 'S002'),
  }

  const headers = await logIn()
  for (const role of ROLES.filter((one) => one !== 'staff')) {
    const username = `${role}.s1`
    const payload = { username, name: role, role, storeCodes: ['S001'], password: PASSWORD }
    await ask('POST', '/api/operators', { headers, payload })
    callers.set(role, await logIn({ username, password: PASSWORD }))
  }
  callers.set('staff', await house.now.staff('lisi'))
}, 180_000)

/** How each route that somebody of one store may use is kept to it. */
const KEPT: Readonly<
  Record<string, 'narrowed' | 'asked with a store' | 'the same in every store' | 'own session'>
> = {
  'GET /api/session': 'own session',
  'DELETE /api/session': 'own session',
  'GET /api/products': 'the same in every store',
  'GET /api/products/:productId': 'the same in every store',
  // Kept to the store by test/integration/orders/reported.test.ts.
  'GET /api/price-differences': 'asked with a store',
  'GET /api/product-sheet': 'the same in every store',
  'GET /api/product-categories': 'the same in every store',
  'GET /api/skus/:skuId/prices': 'the same in every store',
  // The lists of stock are kept to the store by test/integration/stock/desk.test.ts.
  'GET /api/stock': 'asked with a store',
  'GET /api/skus/:skuId/stock/journal': 'asked with a store',
  'PUT /api/skus/:skuId/stock/sold-out': 'asked with a store',
  'GET /api/sidebar/jssdk': 'the same in every store',
  // Only inside a chat of WeCom, for staff: a customer of the brand, whoever added them.
  'GET /api/sidebar/customer': 'the same in every store',
  'GET /api/sidebar/customer/identity': 'the same in every store',
  'POST /api/sidebar/phone-checks': 'the same in every store',
  'POST /api/sidebar/phone-checks/:checkId/proof': 'the same in every store',
  // Those that the caller has placed, for a store of theirs: test/integration/wecom/assisted-order.test.ts.
  'POST /api/sidebar/orders': 'asked with a store',
  'GET /api/sidebar/orders/:orderId': 'asked with a store',
  'GET /api/sidebar/orders/:orderId/code': 'asked with a store',
  'POST /api/sidebar/orders/:orderId/cancel': 'asked with a store',
  'GET /api/channel-codes': 'narrowed',
  'POST /api/channel-codes': 'narrowed',
  'PATCH /api/channel-codes/:channelCodeId': 'narrowed',
  'GET /api/channel-codes/:channelCodeId/qr.png': 'narrowed',
  'GET /api/orders': 'narrowed',
  'GET /api/orders/:orderId': 'narrowed',
  'GET /api/orders/unknown-store-codes': 'narrowed',
  'POST /api/orders/:orderId/fulfilment': 'narrowed',
  'POST /api/orders/:orderId/shipment': 'narrowed',
  'POST /api/orders/:orderId/address': 'narrowed',
  'GET /api/pickup': 'asked with a store',
  'GET /api/vouchers': 'narrowed',
  'GET /api/vouchers/:voucherId': 'narrowed',
  'GET /api/vouchers/redemptions': 'narrowed',
  'POST /api/vouchers/look-up': 'asked with a store',
  'POST /api/vouchers/redeem': 'asked with a store',
  'POST /api/vouchers/redemptions/:redemptionId/undo': 'narrowed',
  'GET /api/staff': 'narrowed',
  'GET /api/stores': 'narrowed',
}

// Guarantee: no route is given to people of one store without somebody saying how it is kept to that store.
test('the table has every route that people of one store may use', () => {
  const open = doorsOf('permission').filter(({ need }) => holdersOf(need).stores.length > 0)
  expect(Object.keys(KEPT).sort()).toEqual(open.map(({ door }) => door).sort())
})

/** An address of the route with the ids of this thing. */
const withIds = (url: string, { orderId, channelCodeId, voucherId }: Thing) =>
  url
    .replace(':orderId', orderId)
    .replace(':channelCodeId', channelCodeId)
    .replace(':voucherId', voucherId)

const narrowed = Object.entries(KEPT).flatMap(([door, how]) => (how === 'narrowed' ? [door] : []))
const reads = narrowed.filter((door) => door.startsWith('GET '))

// Guarantee: nothing of another store is shown, in no list, on no page of it and under no id.
describe.each(reads)('%s', (door) => {
  const url = door.slice('GET '.length)

  test.each(ROLES)('shows nothing of the other store to the %s of one', async (who) => {
    const headers = callers.get(who)
    const paths = url.includes(':')
      ? [withIds(url, there)]
      : [url, `${url}?limit=1`, `${url}?limit=100`]
    for (const path of paths) {
      const answer = await house.now.ask('GET', path, { headers })
      const text = answer.rawPayload.toString('latin1') + answer.body
      expect({ who, path, found: MARKS.filter((mark) => text.includes(mark)) }).toEqual({
        who,
        path,
        found: [],
      })
      if (url.includes(':') && answer.statusCode !== 403) {
        expect({ who, path, status: answer.statusCode }).toEqual({ who, path, status: 404 })
      }
    }
  })

  test('shows what is of the own store', async () => {
    const headers = callers.get('operator')
    const answer = await house.now.ask('GET', withIds(url, here), { headers })
    expect(answer.statusCode).toBe(200)
    const isList = !url.includes(':') && !url.endsWith('unknown-store-codes')
    expect(isList ? answer.json<{ items: object[] }>().items.length : 1).toBeGreaterThan(0)
  })
})

test('a search for an order of the other store, and paging through all, find nothing of it', async () => {
  const headers = callers.get('store-manager')
  for (const query of ['search=BORDER', 'search=BORDER-1', 'status=paid&limit=1']) {
    const answer = await house.now.ask('GET', `/api/orders?${query}`, { headers })
    const { items, nextCursor } = answer.json<{ items: object[]; nextCursor: string | null }>()
    expect(items.length).toBe(query.startsWith('search') ? 0 : 1)
    expect(nextCursor).toBeNull()
  }
})

// Guarantee: nothing of another store is changed, and nobody learns that it is there.
describe.each(['admin', 'operator'])('%s of one store', (role) => {
  test('cannot change a channel code of the other', async () => {
    const headers = callers.get(role)
    const url = `/api/channel-codes/${there.channelCodeId}`
    const payload = { welcomeText: 'taken over' }
    const answer = await house.now.ask('PATCH', url, { headers, payload })
    expect(answer.json()).toMatchObject({ status: 404, code: 'channel-code-not-found' })
    const unknown = await house.now.ask('PATCH', '/api/channel-codes/chn_0000000000000000000000', {
      headers,
      payload,
    })
    expect(Object.keys(unknown.json<object>())).toEqual(Object.keys(answer.json<object>()))
    const all = await (await house.now.system.asOperator()).channelCodes()
    expect(JSON.stringify(all)).not.toContain('taken over')
  })

  test('cannot make a channel code for staff of the other, and can for its own', async () => {
    const make = (userid: string) =>
      house.now.ask('POST', '/api/channel-codes', {
        headers: { ...callers.get(role), 'idempotency-key': randomUUID() },
        payload: { name: `by ${role}`, userids: [userid] },
      })
    expect((await make('zhaoliu')).json()).toMatchObject({ code: 'staff-not-found' })
    expect((await make('zhangsan')).statusCode).toBe(201)
    const codes = house.now.system.deps.db.collection('channel_codes')
    expect(await codes.countDocuments({ userids: 'zhaoliu' })).toBe(1)
  })
})

// Guarantee: a counter serves its own store: no code of another one shows an order there, and none is handed over.
describe.each(['admin', 'operator', 'store-manager', 'staff'])('the counter of the %s', (role) => {
  test('knows no code of the other store', async () => {
    const codes = house.now.system.deps.db.collection<{ _id: string }>('pickup_codes')
    const row = { orderId: there.orderId, at: new Date() }
    await codes.updateOne({ _id: 'S002:123456' }, { $set: row }, { upsert: true })
    const headers = callers.get(role)
    for (const storeCode of ['S002', 'S001']) {
      const url = `/api/pickup?storeCode=${storeCode}&code=123456`
      const answer = await house.now.ask('GET', url, { headers })
      expect(answer.json()).toMatchObject({ status: 404, code: 'pickup-code-unknown' })
    }
  })

  test('hands over no order of the other store', async () => {
    const act = (orderId: string) =>
      house.now.ask('POST', `/api/orders/${orderId}/fulfilment`, {
        headers: callers.get(role),
        payload: { act: 'hand-over' },
      })
    expect((await act(there.orderId)).json()).toMatchObject({ code: 'order-not-found' })
    expect((await act(here.orderId)).json()).toMatchObject({ code: 'order-not-ours-to-fulfil' })
    const ask = (orderId: string, what: string, payload: object) =>
      house.now.ask('POST', `/api/orders/${orderId}/${what}`, {
        ...{ headers: callers.get(role), payload },
      })
    const parcel = { company: '顺丰速运', trackingNo: 'SF12345' }
    expect((await ask(there.orderId, 'shipment', parcel)).json()).toMatchObject({
      code: 'order-not-found',
    })
    expect((await ask(there.orderId, 'address', {})).json()).toMatchObject({
      code: 'order-not-found',
    })
  })
})
