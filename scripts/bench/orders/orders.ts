import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '../../processes/free-port.js'
import { consoleClient } from '../../clients/console-client.js'
import { sandboxClient, type SandboxClient } from '../../clients/sandbox-client.js'
import { shopClient, type ShopClient } from '../../clients/shop-client.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'
import type { Bench } from '../catalogue.js'
import { figure } from '../figure.js'
import { withDatabase } from '../stage.js'
import { percentile } from '../statistics.js'

const PRICE_FEN = 1680
const STOCK = 1_000_000
const PEOPLE = 24
const BAR_S = 3
const ALL_PAID_MS = 60_000
const SIZES = {
  full: { perSecond: 5, orders: 150, crowd: 200 },
  quick: { perSecond: 5, orders: 10, crowd: 10 },
} as const

/**
 * Customers order, ask for payment and pay at the sandbox, which tells of it; from the order's due time to its being paid in
 * the store. First at times fixed beforehand, then as many at once as there are customers. The floor sends three requests
 * that do nothing, two to the server and one to the sandbox, at the same times and in the same crowd.
 */
export const orders: Bench = async (stage) => {
  const { perSecond, orders: count, crowd } = SIZES[stage.isQuick ? 'quick' : 'full']
  const database = stage.freshDatabase('orders')
  // known beforehand: it is where WeChat tells of payments
  const PORT = String(await freePort())
  const server = await stage.startServer(database, { SANDBOX_URL: stage.sandboxUrl, PORT })
  const db = await connect(withDatabase(stage.mongoUri, database), { appName: 'bench' })
  const sandbox = sandboxClient(stage.sandboxUrl)
  const paidAt = watchPaid(db)
  try {
    const skuId = await shelve(server.url, stage.environment(database)['ADMIN_PASSWORD'] ?? '')
    const phones = await logIn(sandbox, server.url)
    const buy = (n: number) =>
      buyOne(phones[n % PEOPLE] ?? shopClient(server.url), { sandbox, skuId })
    const nothing = () => doNothing(server.url, stage.sandboxUrl)
    const buyUntilPaid = async (n: number) => paidAt.of((await buy(n)).orderId)
    await inCrowd(PEOPLE, buyUntilPaid) // warm

    const open = await atTimes({ count, perSecond }, buy)
    const whole = await Promise.all(
      open.map(async ({ dueAt, answer }) => (await paidAt.of(answer.orderId)) - dueAt),
    )
    const floor = await atTimes({ count, perSecond }, nothing)
    const asked = open.map(({ answer }) => answer.answeredMs)
    stage.note(`orders: ${count} orders at ${perSecond} a second are paid`)
    const startedAt = performance.now()
    await inCrowd(crowd, buyUntilPaid)
    const rate = crowd / ((performance.now() - startedAt) / 1_000)
    const floorAt = performance.now()
    await inCrowd(crowd, nothing)
    const floorRate = crowd / ((performance.now() - floorAt) / 1_000)
    const floorMs = floor.map(({ dueAt, answeredAt }) => answeredAt - dueAt)
    const floorName = 'three requests that do nothing'
    const at = `${perSecond} orders a second`
    return [
      figure({
        name: `from the order to its being paid, p99 at ${at}`,
        value: percentile(whole, 0.99) / 1_000,
        unit: 's',
        floor: { name: floorName, value: percentile(floorMs, 0.99) / 1_000 },
        bar: { of: 'value', atMost: BAR_S },
      }),
      figure({
        name: `the same, half of them, at ${at}`,
        value: percentile(whole, 0.5) / 1_000,
        unit: 's',
        floor: { name: floorName, value: percentile(floorMs, 0.5) / 1_000 },
      }),
      figure({
        name: `answer to the order itself, p99 at ${at}`,
        value: percentile(asked, 0.99),
        unit: 'ms',
        floor: { name: floorName, value: percentile(floorMs, 0.99) },
      }),
      figure({
        name: `orders paid by ${PEOPLE} customers at once`,
        value: rate,
        unit: 'orders/s',
        floor: { name: floorName, value: floorRate },
      }),
    ]
  } finally {
    await paidAt.stop()
    await server.stop()
    await db.close()
  }
}

async function shelve(url: string, password: string): Promise<string> {
  const desk = consoleClient(url)
  await desk.logIn({ username: 'admin', password })
  const sku = { name: '中杯', code: 'bench', priceFen: PRICE_FEN, stock: STOCK }
  const draft = { name: '桂花乌龙', category: '茶饮', kind: 'goods', status: 'on-shelf' }
  const { skus } = await desk.createProduct({ ...draft, skus: [sku] })
  return skus[0]?.skuId ?? ''
}

async function logIn(sandbox: SandboxClient, url: string): Promise<ShopClient[]> {
  const phones: ShopClient[] = []
  for (let n = 0; n < PEOPLE; n += 1) {
    const { personId } = await sandbox.addPerson({ name: `顾客${n}` })
    const phone = shopClient(url)
    await phone.logIn(await sandbox.loginCode(personId))
    phones.push(phone)
  }
  return phones
}

async function buyOne(
  phone: ShopClient,
  { sandbox, skuId }: Readonly<{ sandbox: SandboxClient; skuId: string }>,
) {
  const askedAt = performance.now()
  const items = [{ skuId, qty: 1 }]
  const { orderId } = await phone.placeOrder({ items, totalFen: PRICE_FEN })
  const answeredMs = performance.now() - askedAt
  await sandbox.confirmPayment(await phone.pay(orderId))
  return { orderId, answeredMs }
}

async function doNothing(server: string, sandbox: string): Promise<void> {
  for (const url of [`${server}/healthz`, `${sandbox}/control/clock`, `${server}/healthz`]) {
    await (await fetch(url)).text()
  }
}

/** At times fixed beforehand, whoever is still waiting. */
async function atTimes<Value>(
  { count, perSecond }: Readonly<{ count: number; perSecond: number }>,
  work: (n: number) => Promise<Value>,
) {
  const startedAt = performance.now()
  const under: Promise<{ dueAt: number; answeredAt: number; answer: Value }>[] = []
  for (let n = 0; n < count; n += 1) {
    const dueAt = startedAt + (n * 1_000) / perSecond
    await pause(Math.max(0, dueAt - performance.now()))
    under.push(work(n).then((answer) => ({ dueAt, answer, answeredAt: performance.now() })))
  }
  return Promise.all(under)
}

/** By as many at once as there are customers, each one order after the other. */
async function inCrowd(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  const each = Array.from({ length: Math.min(PEOPLE, count) }, async (_, first) => {
    for (let n = first; n < count; n += PEOPLE) {
      await work(n)
    }
  })
  await Promise.all(each)
}

const Paid = z.object({ _id: z.string(), status: z.string() })

/** When each order became paid in the store, by this process's clock. */
function watchPaid(db: Db) {
  const seen = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  const isPaid = { $match: { 'fullDocument.status': 'paid' } }
  const stream = db.collection('orders').watch([isPaid], { fullDocument: 'updateLookup' })
  stream.on('change', (change) => {
    const order = 'fullDocument' in change ? Paid.safeParse(change.fullDocument) : undefined
    if (order?.success === true && !seen.has(order.data._id)) {
      const at = performance.now()
      seen.set(order.data._id, at)
      waiting.get(order.data._id)?.(at)
    }
  })
  return {
    /** Throws when it takes longer than anybody would wait. */
    of: (orderId: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('an order is not paid')), ALL_PAID_MS)
        const told = (at: number) => {
          clearTimeout(late)
          resolve(at)
        }
        const at = seen.get(orderId)
        return at === undefined ? void waiting.set(orderId, told) : told(at)
      }),
    stop: () => stream.close(),
  }
}
