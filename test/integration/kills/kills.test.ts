import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../../scripts/processes/free-port.js'
import { openClient } from '../../../scripts/clients/open-client.js'
import { sandboxClient, type SandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { shopClient } from '../../../scripts/clients/shop-client.js'
import { consoleClient } from '../../../scripts/clients/console-client.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { createSandbox, serverEnvironment, type Sandbox } from '../../../scripts/sandbox/index.js'
import { useDatabase } from '../../support/database.js'
import { useServerProcesses } from '../../support/server-process.js'

// Guarantee: a process may be killed at any instant; after the restart every effect is there once. Real processes, kill -9.

const database = useDatabase([], { suffix: '_kills' })
const processes = useServerProcesses()
const KEY = 'kills-open-api-key-0123456789'
/** One of the staff that the sandbox's first world has. */
const STAFF = 'zhangsan'
const PASSWORD = 'kills-admin-password'

let folder: string
let sandbox: Sandbox
let control: SandboxClient
let port: number
let running: LiveServer | undefined

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-kills-'))
  port = await freePort()
  const url = `http://127.0.0.1:${port}`
  sandbox = await createSandbox({
    seed: 11,
    dataDir: folder,
    targets: { wecom: `${url}/callbacks/wecom`, mini: `${url}/callbacks/mini` },
    retrySpeed: 50,
  })
  control = sandboxClient(sandbox.url)
}, 180_000)
afterEach(async () => {
  await running?.kill()
  running = undefined
})
afterAll(async () => {
  await sandbox.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

type LiveServer = Readonly<{
  url: string
  /** Ends it as a power cut would: kill -9, nothing is finished. */
  kill(): Promise<void>
}>

async function start(role: 'all' | 'api'): Promise<LiveServer> {
  const child = processes.start({
    ...serverEnvironment(sandbox.credentials),
    MONGODB_URI: withDatabase(database.uri, database.name),
    SESSION_SECRET: 'kills-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
    ADMIN_PASSWORD: PASSWORD,
    OPEN_API_KEYS: `kills:${KEY}`,
    PORT: String(port),
    SANDBOX_URL: sandbox.url,
    ROLE: role,
  })
  const server = {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      child.kill('SIGKILL')
      await child.ended
    },
  }
  running = server
  await child.listening
  return server
}

const welcomes = (externalUserid: string) => control.messages(externalUserid)

async function newContact(name: string) {
  const person = await control.addPerson({ name })
  const scanned = await control.scan({ personId: person.personId, userid: STAFF })
  return { person, externalUserid: scanned.externalUserid }
}

const inboxStates = async () =>
  (await database.db.collection('inbox').find().toArray()).map(
    ({ type, state }) => `${String(type)}:${String(state)}`,
  )

test('killed after the callback was stored and restarted within 10 s: welcomed once, one customer', async () => {
  const first = await start('api')
  const { externalUserid } = await newContact('林晓棠')
  await waitUntil(async () => expect(await inboxStates()).toContain('contact.added:pending'), {
    withinMs: 60_000,
  })
  await first.kill()
  const second = await start('all')
  await waitUntil(async () => expect(await welcomes(externalUserid)).toHaveLength(1), {
    withinMs: 60_000,
  })
  await openClient(second.url, KEY).drain({ withinMs: 60_000 })
  expect(await welcomes(externalUserid)).toHaveLength(1)
  const corpId = sandbox.credentials.WECOM_CORP_ID
  expect(
    await openClient(second.url, KEY).resolve({ external_userid: externalUserid, corpId }),
  ).not.toBeNull()
  expect(await database.db.collection('customers').countDocuments({ state: 'living' })).toBe(1)
}, 180_000)

test('killed and restarted after 25 s: nothing is sent, the welcome is recorded as expired', async () => {
  const first = await start('api')
  const { externalUserid } = await newContact('陈意')
  await waitUntil(async () => expect(await inboxStates()).toContain('contact.added:pending'), {
    withinMs: 60_000,
  })
  await first.kill()
  await control.advanceClock(25_000)
  const second = await start('all')
  await openClient(second.url, KEY).drain({ withinMs: 60_000 })
  await waitUntil(
    async () =>
      expect(await database.db.collection('welcomes').countDocuments({ outcome: 'expired' })).toBe(
        1,
      ),
    { withinMs: 60_000 },
  )
  expect(await welcomes(externalUserid)).toHaveLength(0)
}, 180_000)

test('killed between the payment notification and the paid order: paid once, stock sold once, on the timeline once', async () => {
  const server = await start('all')
  const skuId = await aProduct(server.url)
  const person = await control.addPerson({ name: '黄欣' })
  const shop = shopClient(server.url)
  await shop.logIn(await control.loginCode(person.personId))
  const order = await shop.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: 1680 })
  const prepayId = await shop.pay(order.orderId)
  await server.kill()

  // The notification reaches a process that stores and works nothing.
  const storing = await start('api')
  await control.confirmPayment(prepayId)
  await waitUntil(async () => expect(await inboxStates()).toContain('payment.notified:pending'), {
    withinMs: 60_000,
  })
  expect((await shop.order(order.orderId)).status).toBe('pending-payment')
  await storing.kill()

  const working = await start('all')
  await openClient(working.url, KEY).drain({ withinMs: 60_000 })
  expect((await shop.order(order.orderId)).status).toBe('paid')
  const customerId = await openClient(working.url, KEY).resolve({
    openid: person.openid,
    appid: sandbox.credentials.MINI_APP_ID,
  })
  const timeline = await openClient(working.url, KEY).timeline(customerId ?? '')
  expect(timeline.items.filter(({ type }) => type === 'order.paid')).toHaveLength(1)
  expect(await database.db.collection('stock_pools').findOne({})).toMatchObject({
    held: 0,
    sold: 1,
  })
}, 180_000)

// The instants are where chance puts them: in the middle of a batch, between commit and answer, between two rows.
// What a killed process was writing in a transaction stays locked until the database gives that up, after a minute.
test('killed again and again under load: every accepted event is worked once', async () => {
  const sent: string[] = []
  let server = await start('all')
  for (let round = 0; round < 3; round += 1) {
    const events = Array.from({ length: 150 }, (_, i) => paidOrder(`r${round}-${i}`))
    const accepting = Promise.all(
      chunks(events, 30).map(async (part) => {
        const results = await openClient(server.url, KEY)
          .sendEvents(part)
          .catch(() => [])
        sent.push(
          ...results.flatMap(({ id, status }) =>
            status === 'accepted' && id !== null ? [id] : [],
          ),
        )
      }),
    )
    await Promise.race([accepting, untilSome(sent, (round + 1) * 40)])
    await server.kill()
    await accepting
    server = await start('all')
  }
  await openClient(server.url, KEY).drain({ withinMs: 100_000 })
  const orders = await database.db.collection('orders').find({ source: 'pos-kill' }).toArray()
  const numbers = orders.map(({ orderNo }) => String(orderNo))
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers).toEqual(expect.arrayContaining(sent))
  const customerId = await openClient(server.url, KEY).resolve({
    member_no: 'M-1',
    source: 'pos-kill',
  })
  const customer = await openClient(server.url, KEY).customer(customerId ?? '')
  expect(customer.metrics).toMatchObject({
    ordersPaid: numbers.length,
    netFen: numbers.length * 100,
  })
}, 300_000)

function paidOrder(orderNo: string) {
  return {
    id: orderNo,
    type: 'order.paid',
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    source: 'pos-kill',
    identifiers: { memberNo: 'M-1' },
    data: {
      orderNo,
      paidFen: 100,
      items: [{ sku: 'a', name: '桂花乌龙', qty: 1, amountFen: 100 }],
      channel: 'pos',
    },
  }
}

async function untilSome(list: readonly unknown[], count: number): Promise<void> {
  await waitUntil(async () => expect(list.length).toBeGreaterThanOrEqual(count), {
    withinMs: 3_000,
  }).catch(() => undefined)
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}

/** One product with stock on the shelf, made through the console's routes; answers its SKU. */
async function aProduct(url: string): Promise<string> {
  const desk = consoleClient(url)
  await desk.logIn({ username: 'admin', password: PASSWORD })
  const product = await desk.createProduct({
    name: '桂花乌龙',
    category: '奶茶',
    kind: 'goods',
    status: 'on-shelf',
    skus: [{ name: '中杯', code: 'GH-M', priceFen: 1680, stock: 10 }],
  })
  const [sku] = product.skus
  return sku?.skuId ?? ''
}

function withDatabase(uri: string, name: string): string {
  const address = new URL(uri)
  address.pathname = `/${name}`
  return address.toString()
}
