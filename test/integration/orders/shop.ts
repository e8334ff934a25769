import { callbackDoors, eventDecoder } from '../../../server/composition/callback-doors.js'
import { loadConfig } from '../../../server/config.js'
import {
  catalogErrors,
  catalogMigrations,
  catalogModule,
} from '../../../server/modules/catalog/index.js'
import { LIMITS } from '../../../server/limits.js'
import { customersMigrations } from '../../../server/modules/customers/customers.migrations.js'
import { customersRepository } from '../../../server/modules/customers/customers.repository.js'
import { customersStep } from '../../../server/modules/customers/customers.steps.js'
import { factsRepository } from '../../../server/modules/customers/facts.repository.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { identityService } from '../../../server/modules/customers/identity.service.js'
import { customerErrors, type CustomerFact } from '../../../server/modules/customers/index.js'
import { callbackRoutes } from '../../../server/modules/inbox/callbacks.routes.js'
import { inboxErrors, inboxMigrations } from '../../../server/modules/inbox/index.js'
import {
  couponErrors,
  couponMigrations,
  couponsModule,
} from '../../../server/modules/coupons/index.js'
import { ledgerMigrations, ledgerModule } from '../../../server/modules/ledger/index.js'
import { inboxRepository } from '../../../server/modules/inbox/inbox.repository.js'
import { inboxService } from '../../../server/modules/inbox/inbox.service.js'
import { inboxWorker } from '../../../server/modules/inbox/inbox.worker.js'
import {
  ALL_PERMISSIONS,
  auditRepository,
  auditService,
  operatorsMigrations,
} from '../../../server/modules/operators/index.js'
import { orderErrors, orderMigrations, ordersModule } from '../../../server/modules/orders/index.js'
import {
  billErrors,
  paymentErrors,
  paymentMigrations,
  paymentsModule,
  refundErrors,
} from '../../../server/modules/payments/index.js'
import { productErrors, stockMigrations, stockModule } from '../../../server/modules/stock/index.js'
import {
  storesMigrations,
  storesRepository,
  storesService,
} from '../../../server/modules/stores/index.js'
import {
  ordersVoucherDesk,
  voucherErrors,
  voucherMigrations,
  vouchersModule,
} from '../../../server/modules/vouchers/index.js'
import { payErrors } from '../../../server/integrations/wechat-pay/index.js'
import { offsetClock } from '../../../server/platform/clock/index.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import {
  outboxMigrations,
  outboxRelay,
  outboxStore,
  type AnySubscriber,
} from '../../../server/platform/outbox/index.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'
import {
  reconciliationErrors,
  reconciliationMigrations,
  reconciliationRoutes,
  roundsRepository,
  runRounds,
} from '../../../server/platform/reconciliation/index.js'
import { silentLog, testApp } from '../../support/app.js'
import { testEnvironment } from '../../support/environment.js'
import { useDatabase } from '../../support/database.js'
import { startOutside, type Outside } from '../integrations/outside.js'
import { callersOf } from './callers.js'
import { freePort } from '../../../scripts/processes/free-port.js'
import { factoryRules } from '../../support/factory-rules.js'

export const shopMigrations = [
  ...inboxMigrations,
  ...outboxMigrations,
  ...customersMigrations,
  ...operatorsMigrations,
  ...storesMigrations,
  ...catalogMigrations,
  ...stockMigrations,
  ...ledgerMigrations,
  ...paymentMigrations,
  ...orderMigrations,
  ...couponMigrations,
  ...voucherMigrations,
  ...reconciliationMigrations,
]

const KEY = Buffer.alloc(32, 7)
const cipher = piiCipher(new Map([['k1', KEY]]))
const log = silentLog()

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The modules of ordering as the product puts them together, ticked by hand, with the sandbox as WeChat. */
export async function openShop(db: Db, outside: Outside) {
  let offsetMs = 0
  const clock = offsetClock(() => offsetMs)
  const { credentials } = outside.sandbox
  const { MINI_APP_ID: appid, PAY_MCH_ID: mchid, PAY_API_V3_KEY, WECOM_CORP_ID } = credentials
  const config = loadConfig(
    testEnvironment({ MINI_APP_ID: appid, PAY_MCH_ID: mchid, PAY_API_V3_KEY, WECOM_CORP_ID }),
  )
  const port = await freePort()
  const inTransaction = transactions(db)
  const subscribers: AnySubscriber[] = []
  const wake = { fast: wakeSignal(), normal: wakeSignal() }
  const outbox = outboxStore({ db, cipher, subscribers: () => subscribers })
  const rows = inboxRepository({ db, cipher })
  const inbox = inboxService({ inbox: rows, outbox, wake, backlogLimit: LIMITS.backlog })
  const audit = auditService({ entries: auditRepository(db), clock })
  const stores = storesService({ stores: storesRepository(db), clock })
  const scopes = { unionidScope: 'main', corpId: WECOM_CORP_ID }
  const reader = identifierReader({ cipher, phoneIndex: blindIndex(KEY), ...scopes })
  const facts = factsRepository(db)
  const rules = factoryRules()
  const identity = identityService({
    ...{ customers: customersRepository(db), facts, reader, ...scopes },
  })
  const gateway = outside.pay({ clock })
  const rounds = roundsRepository(db)

  const own = { db, inTransaction, audit, clock }
  const { catalog, routes: catalogPlugins } = catalogModule(own)
  const stockParts = stockModule({ ...own, catalog, stores })
  const { stock, products, routes: productPlugins } = stockParts
  const { ledger, books, jobs: ledgerJobs } = ledgerModule({ db, inTransaction })
  const payments = paymentsModule({
    ...{ db, ledger, audit, outbox, inTransaction },
    gateway,
    background: gateway,
    runRound: runRounds({ rounds, clock }),
    requestJob: async () => true,
    inbox,
    clock,
    log,
    mchid,
    appid,
    notifyUrl: `http://127.0.0.1:${port}/callbacks/pay/transactions`,
    refundNotifyUrl: `http://127.0.0.1:${port}/callbacks/pay/refunds`,
  })
  const coupons = couponsModule({ ...own, outbox, log, catalog, identity, ledger })
  const phoneIndex = blindIndex(KEY)
  const orders = ordersModule({
    coupons: coupons.desk,
    cipher,
    vouchers: ordersVoucherDesk({ db, cipher, phoneIndex, clock }),
    db,
    inTransaction,
    outbox,
    clock,
    log,
    catalog,
    stock,
    payments: payments.payments,
    refunds: payments.refunds,
    ledger,
    audit,
    incidents: payments.incidents,
    identity,
    reader,
    stores,
    chats: { inFront: async () => null },
  })
  const vouchers = vouchersModule({
    ...{ db, cipher, phoneIndex, clock, inTransaction, outbox, log, ledger, audit, identity },
    ...{ stores, orders: orders.orders },
  })
  subscribers.push(...orders.subscribers, ...vouchers.subscribers)

  const worker = inboxWorker<CustomerFact>({
    leaseMs: LIMITS.inboxLeaseMs,
    inbox: rows,
    outbox,
    inTransaction,
    steps: [
      ...payments.steps<CustomerFact>(),
      orders.step,
      customersStep({ db, reader, rules, clock }),
    ],
    decode: eventDecoder(config),
    wake,
    onCommitted: () => undefined,
    log,
  })
  const relay = outboxRelay({
    leaseMs: LIMITS.outboxLeaseMs,
    parallel: LIMITS.outboxParallel,
    store: outbox,
    subscribers: () => subscribers,
    inTransaction,
    wake: wakeSignal(),
    fastWake: wakeSignal(),
    log,
  })
  const callers = callersOf({ appid })
  const app = await testApp({
    plugins: [
      ...catalogPlugins,
      ...productPlugins,
      ...payments.routes,
      ...orders.routes,
      ...coupons.routes,
      ...vouchers.routes,
      reconciliationRoutes(rounds),
      callbackRoutes({
        inbox,
        doors: callbackDoors({ config, clock, pay: gateway, settleMs: LIMITS.settleMs }),
      }),
    ],
    errorTables: [
      catalogErrors,
      productErrors,
      billErrors,
      paymentErrors,
      refundErrors,
      orderErrors,
      couponErrors,
      voucherErrors,
      inboxErrors,
      customerErrors,
      payErrors,
      reconciliationErrors,
    ],
    authenticators: callers.authenticators,
    permissions: ALL_PERMISSIONS,
    scopes: ['vouchers:redeem'],
  })
  await app.listen({ port, host: '127.0.0.1' })

  return {
    app,
    appid,
    db,
    clock,
    gateway,
    inbox,
    rows,
    stores,
    stock,
    watchPools: stockParts.watch,
    products,
    payments,
    orders,
    vouchers: vouchers.vouchers,
    ledger,
    books,
    rounds,
    identity,
    worker,
    asCustomer: callers.asCustomer,
    asOperator: callers.asOperator,

    /** Lets our clock and the sandbox's run ahead together. */
    async advance(ms: number): Promise<void> {
      offsetMs += ms
      await outside.control('POST', '/clock/advance', { ms })
    },

    /** Works until nothing is left: events, what they leave behind, and that again. */
    async settle(): Promise<void> {
      const deadline = Date.now() + 15_000
      do {
        await worker.tick()
        await relay.tick()
        if (Date.now() > deadline) {
          throw new Error(`not settled: ${JSON.stringify(await inbox.stats())}`)
        }
      } while (!(await inbox.drain(0)))
    },

    /** Runs a job once, as the runner would. */
    async run(name: string): Promise<string | null> {
      const modules = [payments, orders, coupons, vouchers]
      const job = [...modules.flatMap(({ jobs }) => jobs), ...ledgerJobs].find(
        (one) => one.name === name,
      )
      const context = { cursor: null, saveCursor: async () => undefined, isStopping: () => false }
      return (await job?.run(context)) ?? null
    },

    close: () => app.close(),
  }
}

/** A shop for the tests of a file: empty and without faults before each. */
export function useShop(): { readonly shop: Shop; readonly outside: Outside } {
  const database = useDatabase(shopMigrations)
  let parts: { shop: Shop; outside: Outside } | undefined
  beforeAll(async () => {
    const outside = await startOutside()
    parts = { shop: await openShop(database.db, outside), outside }
  })
  afterAll(async () => {
    await parts?.shop.close()
    await parts?.outside.close()
  })
  beforeEach(async () => {
    await database.empty()
    await parts?.outside.control('PUT', '/faults', { faults: [] })
  })
  const opened = () => {
    if (parts === undefined) {
      throw new Error('the shop is opened in beforeAll: use it inside tests and hooks')
    }
    return parts
  }
  return {
    get shop() {
      return opened().shop
    },
    get outside() {
      return opened().outside
    },
  }
}
