import type { Config } from '../config.js'
import { sandboxSms } from '../integrations/sms/index.js'
import { apiKeysModule } from '../modules/api-keys/index.js'
import { catalogModule } from '../modules/catalog/index.js'
import { couponsModule } from '../modules/coupons/index.js'
import { customersModule, type CustomerFact } from '../modules/customers/index.js'
import { importsModule } from '../modules/imports/index.js'
import { inboxSweep, type Inbox } from '../modules/inbox/index.js'
import { ledgerModule } from '../modules/ledger/index.js'
import { auditRepository } from '../modules/operators/audit.repository.js'
import { auditService } from '../modules/operators/audit.service.js'
import { operatorsModule } from '../modules/operators/index.js'
import { ordersModule } from '../modules/orders/index.js'
import { paymentsModule } from '../modules/payments/index.js'
import { privacyModule } from '../modules/privacy/index.js'
import { shippingModule } from '../modules/shipping/index.js'
import { stockModule } from '../modules/stock/index.js'
import { storeEdits } from '../modules/stores/store-edits.js'
import { storesRepository } from '../modules/stores/stores.repository.js'
import { storesRoutes } from '../modules/stores/stores.routes.js'
import { storesService } from '../modules/stores/stores.service.js'
import { ordersVoucherDesk, vouchersModule } from '../modules/vouchers/index.js'
import { wecomModule } from '../modules/wecom/index.js'
import { systemClock, type Clock } from '../platform/clock/index.js'
import type { PiiCipher } from '../platform/crypto/index.js'
import type { Log } from '../platform/log/index.js'
import type { Metrics } from '../platform/metrics/index.js'
import type { Db, InTransaction } from '../platform/mongo/index.js'
import { outboxSweep, type OutboxStore } from '../platform/outbox/index.js'
import type { AnyStep } from '../platform/pipeline/index.js'
import { reconciliationSweep, type RunRound } from '../platform/reconciliation/index.js'
import type { Platforms } from './platforms.js'
import { recentOrders } from './recent-orders.js'

type Parts = Readonly<{
  config: Config
  db: Db
  cipher: PiiCipher
  clock: Clock
  log: Log
  metrics: Metrics
  inTransaction: InTransaction
  outbox: OutboxStore
  inbox: Inbox
  platform: Platforms
  phoneIndex: (phone: string) => string
  /** How long WeCom's events wait until their second is over. */
  settleMs: number
  runRound: RunRound
  /** Wakes the relay when something has left outbox rows behind. */
  wakeOutbox(): void
  /** Asks for a run of a job as soon as possible. */
  requestJob(name: string): Promise<boolean>
}>

/** The business: every module with what it needs of the others, along the arrows; who needs something upwards gets a port. */
export function businessModules(parts: Parts) {
  const { config, db, cipher, clock, metrics, inbox, platform, phoneIndex, requestJob } = parts
  const audit = auditService({ entries: auditRepository(db), clock })
  const storeRows = storesRepository(db)
  const stores = storesService({ stores: storeRows, clock })
  const customers = customersModule({
    db,
    cipher,
    clock,
    phoneIndex,
    inbox,
    audit,
    mini: platform.mini,
    brand: stores,
    erased: {
      isErased: (customerId) => privacy.isErased(customerId),
      isBeingErased: (subjects) => privacy.isBeingErased(subjects),
    },
    config,
    inTransaction: parts.inTransaction,
    requestJob,
    outbox: parts.outbox,
    wakeOutbox: parts.wakeOutbox,
    relations: {
      relationsOf: (keys) => wecom.relations.relationsOf(keys),
      tagsOf: (keys) => wecom.relations.tagsOf(keys),
      contactsOf: (asked, limit) => wecom.relations.contactsOf(asked, limit),
    },
  })
  const { identity, reader } = customers
  const shared = { ...parts, audit, stores, identity, reader }
  const wecom = wecomModule({
    ...shared,
    settleMs: parts.settleMs,
    platform: platform.wecom,
    background: platform.background.wecom,
    unionidScope: config.wecom.unionidScope,
    metrics,
    customers,
    blocks: { isBlocked: (keys) => privacy.isBlocked(keys) },
    jobs: { request: requestJob },
    sms: config.sandbox === null ? null : sandboxSms(config.sandbox.url),
    secret: config.secrets.session,
    orders: { recentOf: (facts, limit) => recent.recentOf(facts, limit) },
  })
  const { catalog, routes: catalogRoutes } = catalogModule(shared)
  const { stock, routes: stockRoutes, watch: watchPools } = stockModule({ ...shared, catalog })
  const { ledger, ...books } = ledgerModule(parts)
  const pay = paymentsModule({
    ...shared,
    ledger,
    gateway: platform.pay,
    background: platform.background.pay,
    mchid: config.pay.mchId,
    appid: config.mini.appId,
    notifyUrl: `${config.pay.notifyBaseUrl}/callbacks/pay/transactions`,
    refundNotifyUrl: `${config.pay.notifyBaseUrl}/callbacks/pay/refunds`,
  })
  const { payments, refunds, incidents } = pay
  const coupons = couponsModule({ ...shared, catalog, ledger })
  const trade = { ...shared, catalog, stock, payments, refunds, incidents, ledger }
  const orders = ordersModule({
    ...trade,
    ...{ chats: wecom, coupons: coupons.desk, vouchers: ordersVoucherDesk(shared) },
  })
  const vouchers = vouchersModule({ ...shared, ledger, orders: orders.orders })
  const recent = recentOrders(orders.orders)
  const shipping = shippingModule({
    ...shared,
    payers: payments,
    gateway: platform.background.mini,
    mchid: config.pay.mchId,
  })
  const operators = operatorsModule({
    ...shared,
    clock: systemClock,
    secret: config.secrets.session,
    publicUrl: config.process.publicUrl,
    sandboxUrl: config.sandbox?.url ?? null,
    brand: stores,
    staffLogin: platform.wecom,
    staffDirectory: wecom.staffDirectory,
    loginUrls: platform.loginUrls,
    jssdk: platform.wecom,
  })
  const privacy = privacyModule({
    ...shared,
    brand: stores,
    person: customers.person,
    fixPhones: customers.person.fixShared,
    isBusy: orders.personalData.isBusy,
    holders: [
      customers.personalData,
      orders.personalData,
      coupons.personalData,
      vouchers.personalData,
      pay.personalData,
      wecom.personalData,
    ],
    sweeps: [inboxSweep({ db, cipher }), outboxSweep({ db, cipher }), reconciliationSweep(db)],
  })
  const apiKeys = apiKeysModule({ ...shared, reservedNames: [...config.openApi.keys.keys()] })
  const imports = importsModule({
    ...shared,
    ordersStep: orders.step,
    customersStep: customers.step,
    guards: inbox,
    stores: stores.all,
    orderIdOf: orders.idOf,
    withdrawFacts: customers.withdraw,
    previewJoins: customers.previewJoins,
    retractSource: customers.retractSource,
    withdrawOrders: orders.withdraw,
    onCommitted: parts.wakeOutbox,
  })
  // The customers' step comes last: it turns the facts of the others into people.
  const steps: readonly AnyStep<CustomerFact>[] = [
    ...wecom.steps,
    ...pay.steps<CustomerFact>(),
    orders.step,
    shipping.step<CustomerFact>(),
    customers.ownerlessStep,
    customers.step,
  ]

  return {
    ...{ audit, customers, wecom, pay, orders, recent, operators, apiKeys, steps, watchPools },
    subscribers: [
      ...wecom.subscribers,
      ...orders.subscribers,
      ...shipping.subscribers,
      ...vouchers.subscribers,
    ],
    jobs: [
      ...customers.jobs,
      ...wecom.jobs,
      ...orders.jobs,
      ...shipping.jobs,
      ...coupons.jobs,
      ...vouchers.jobs,
      ...books.jobs,
      ...pay.jobs,
      ...privacy.jobs,
      ...imports.jobs,
    ],
    routes: [
      ...customers.routes,
      ...wecom.routes,
      ...catalogRoutes,
      ...stockRoutes,
      ...books.routes,
      ...pay.routes,
      ...orders.routes,
      ...shipping.routes,
      ...coupons.routes,
      ...vouchers.routes,
      ...imports.routes,
      ...operators.routes,
      ...apiKeys.routes,
      ...privacy.routes,
      storesRoutes(stores, storeEdits({ ...shared, stores: storeRows })),
    ],
  }
}
