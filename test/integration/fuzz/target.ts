import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildApp, type App } from '../../../server/app.js'
import { loadConfig, type Config } from '../../../server/config.js'
import { composeDeps, type Deps } from '../../../server/deps.js'
import { ordersVoucherDesk } from '../../../server/modules/vouchers/index.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { blindIndex, blindIndexKey, piiCipher } from '../../../server/platform/crypto/index.js'
import { newId } from '../../../server/platform/ids/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { silentLog } from '../../support/app.js'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'

export const OPEN_KEY = 'fuzz-open-api-key-0123456789'
export const PAY_KEY_ID = 'PUB_KEY_ID_0116000000002026000000000000000001'
/** Nobody listens there: no route under test calls a platform before it answers. */
const NOWHERE = 'http://127.0.0.1:9'
const START_MS = 60_000

export type Target = Readonly<{
  app: App
  deps: Deps
  config: Config
  /** WeChat Pay's side of the key that the server checks with. */
  payPrivateKeyPem: string
  /** Somebody who has bought twice, and where the second page of a list and of their timeline begins. */
  customerId: string
  listCursor: string
  timelineCursor: string
  /** Codes that may be redeemed twenty times each, in the store S-1. */
  codes: readonly string[]
}>

/** The real server on a database of its own, whose secrets we know; nothing in it runs by itself. */
export function useTarget(suffix: string): { readonly now: Target } {
  const database = useDatabase([], { suffix })
  let target: Target | undefined
  beforeAll(async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-fuzz-'))
    const publicKeyFile = path.join(folder, 'pay.pem')
    fs.writeFileSync(publicKeyFile, keys.publicKey.export({ type: 'spki', format: 'pem' }))
    const uri = new URL(database.uri)
    uri.pathname = `/${database.name}`
    const config = loadConfig(
      testEnvironment({
        MONGODB_URI: uri.href,
        OPEN_API_KEYS: `fuzz:${OPEN_KEY}`,
        PAY_PUBLIC_KEY_ID: PAY_KEY_ID,
        PAY_PUBLIC_KEY_FILE: publicKeyFile,
        ...{ WECOM_API_BASE: NOWHERE, MINI_API_BASE: NOWHERE, PAY_API_BASE: NOWHERE },
      }),
    )
    const deps = await composeDeps(config, { log: silentLog(), metrics: createMetrics() })
    const app = await buildApp({ ...deps.app, pages: [] })
    await app.ready()
    const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const codes = await someCodes(deps, config)
    const customers = await someCustomers(app, deps)
    target = { app, deps, config, payPrivateKeyPem: pem, codes, ...customers }
  }, START_MS)
  afterAll(async () => {
    await target?.app.close()
    await target?.deps.stop()
    await target?.deps.close()
  }, START_MS)
  return {
    get now() {
      if (target === undefined) {
        throw new Error('the server is started in beforeAll: use it inside tests')
      }
      return target
    },
  }
}

/** The codes of an order of vouchers, as their paying would have made them. */
async function someCodes({ db }: Deps, { secrets }: Config): Promise<string[]> {
  const cipher = piiCipher(secrets.piiKeys)
  const phoneIndex = blindIndex(await blindIndexKey(db, cipher))
  const desk = ordersVoucherDesk({ db, cipher, phoneIndex, clock: systemClock })
  const now = new Date()
  const identifierKey = 'openid:wx1:o1' as const
  const voucher = { validDays: 30, uses: 20, storeCodes: ['S-1'], atExpiry: 'lapse' } as const
  const line = { code: 'V', name: '下午茶', qty: 40, priceFen: 2000, amountFen: 80_000, voucher }
  const order = {
    status: 'paid',
    ...{ orderId: newId('ord'), orderNo: 'V1', source: 'huike', revision: 0 },
    ...{ identifierKey, items: [line], totalFen: 80_000, paidFen: 80_000 },
    ...{ refundedFen: 0, createdAt: now, paidAt: now, closeAttempts: 0, history: [] },
  } as const
  await transactions(db)((tx) => desk.issue(order, { tx }))
  const rows = db.collection<{ code: string }>('vouchers').find()
  return (await rows.toArray()).map(({ code }) => cipher.decrypt(code))
}

/** Sells twice to each of two members, works the events by hand, and asks for first pages of one entry. */
async function someCustomers(app: App, deps: Deps) {
  const headers = { authorization: `Bearer ${OPEN_KEY}` }
  const events = ['A1', 'A2', 'B1', 'B2'].map((orderNo) => ({
    ...{ id: orderNo, type: 'order.paid', source: 'pos', occurredAt: new Date().toISOString() },
    identifiers: { memberNo: `M${orderNo.startsWith('A') ? 1 : 2}` },
    data: { orderNo, paidFen: 100, items: [] },
  }))
  const url = '/open/v1/events'
  await app.inject({ method: 'POST', url, headers, payload: { events } })
  while ((await deps.tick()) > 0) {
    // until nothing is left
  }
  const ask = async <Body>(path: string) =>
    (await app.inject({ url: `/open/v1${path}`, headers })).json<Body>()
  const { customerId } = await ask<{ customerId: string }>(
    '/customers/resolve?member_no=M1&source=pos',
  )
  const { nextCursor: listCursor } = await ask<{ nextCursor: string }>('/customers?limit=1')
  const page = `/customers/${customerId}/timeline?limit=1`
  const { nextCursor: timelineCursor } = await ask<{ nextCursor: string }>(page)
  return { customerId, listCursor, timelineCursor }
}
