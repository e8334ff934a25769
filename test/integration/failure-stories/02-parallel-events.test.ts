import { randomUUID } from 'node:crypto'
import { composeDeps, type Deps } from '../../../server/deps.js'
import { loadConfig } from '../../../server/config.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { serverEnvironment } from '../../../scripts/sandbox/index.js'
import { silentLog } from '../../support/app.js'
import { testMongoUri } from '../../support/database.js'
import { useSystem } from '../../support/system.js'

// Failure story 2: two callbacks, one increment lost, because the counter was read, changed and written back.
// Guarantee: N parallel events of one customer count N, whoever works them.
const system = useSystem({ suffix: '_parallel' })
const ORDERS = 120
const REQUESTS = 12
const others: Deps[] = []

beforeAll(async () => {
  const { sandbox, databaseName } = system.now
  const config = loadConfig({
    ...serverEnvironment(sandbox.credentials),
    MONGODB_URI: testMongoUri(),
    SESSION_SECRET: 'test-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    ADMIN_PASSWORD: 'test-admin-password',
    SANDBOX_URL: sandbox.url,
    ROLE: 'worker',
  })
  const here = { ...config, mongo: { ...config.mongo, dbName: databaseName } }
  for (let n = 0; n < 2; n += 1) {
    const deps = await composeDeps(here, { log: silentLog(), metrics: createMetrics() })
    await deps.start()
    others.push(deps)
  }
}, 180_000)
afterAll(async () => {
  await Promise.all(others.map((deps) => deps.stop()))
  await Promise.all(others.map((deps) => deps.close()))
})

test('failure story 2: orders that arrive at once, under three workers, are all counted', async () => {
  const requests = Array.from({ length: REQUESTS }, (_, request) =>
    Array.from({ length: ORDERS / REQUESTS }, (_unused, n) => paidOrder(`${request}-${n}`)),
  )
  await Promise.all(requests.map((events) => system.now.openApi().sendEvents(events)))
  await system.now.drain()
  const member = { member_no: 'M-1', source: 'pos-parallel' }
  const customerId = (await system.now.openApi().resolve(member)) ?? ''
  const { metrics } = await system.now.openApi().customer(customerId)
  expect(metrics).toMatchObject({ ordersPaid: ORDERS, netFen: ORDERS * 100 })
})

function paidOrder(orderNo: string) {
  const items = [{ sku: 'a', name: '桂花乌龙', qty: 1, amountFen: 100 }]
  return {
    id: randomUUID(),
    type: 'order.paid',
    occurredAt: new Date().toISOString(),
    source: 'pos-parallel',
    identifiers: { memberNo: 'M-1' },
    data: { orderNo, paidFen: 100, items, channel: 'pos' },
  }
}
