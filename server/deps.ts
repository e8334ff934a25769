import type { AppParts } from './app.js'
import { businessModules } from './composition/business-modules.js'
import { callbackDoors, eventDecoder } from './composition/callback-doors.js'
import { allErrors, allMigrations, OPEN_API_SCOPES } from './composition/catalogues.js'
import { healthOf } from './composition/health.js'
import { openApiAuthenticator } from './composition/open-api-keys.js'
import { openEventRules } from './composition/open-event-rules.js'
import { platforms } from './composition/platforms.js'
import { SEALED_PLACES } from './composition/sealed-places.js'
import { workbenchSources } from './composition/workbench-sources.js'
import type { Config } from './config.js'
import { LIMITS, type Limits } from './limits.js'
import type { CustomerFact } from './modules/customers/index.js'
import { inboxModule } from './modules/inbox/index.js'
import { insightRoutes, workbenchService } from './modules/insights/index.js'
import { ALL_PERMISSIONS } from './modules/operators/index.js'
import { followClock, systemClock } from './platform/clock/index.js'
import { blindIndex, blindIndexKey, piiCipher, type PiiCipher } from './platform/crypto/index.js'
import { jobRoutes, jobRunner, startJobs } from './platform/jobs/index.js'
import { keyUse, rotateKeysJob } from './platform/key-rotation/index.js'
import type { Log } from './platform/log/index.js'
import type { Metrics } from './platform/metrics/index.js'
import {
  connect,
  runMigrations,
  transactions,
  type Db,
  type Migration,
} from './platform/mongo/index.js'
import { outboxRelay, outboxStore, type AnySubscriber } from './platform/outbox/index.js'
import { wakeSignal } from './platform/queue/index.js'
import {
  reconciliationRoutes,
  roundsRepository,
  runRounds,
} from './platform/reconciliation/index.js'

export type Deps = Readonly<{
  app: AppParts
  /** Unless the role is `api`: worker, relay and jobs. */
  start(): Promise<void>
  /** Takes nothing new and finishes what is in hand. */
  stop(): Promise<void>
  close(): Promise<void>
  /** One turn of worker and relay, for tests that tick by hand. */
  tick(): Promise<number>
  /** The same by parts, and what a loop does beside its turns. */
  hand: Readonly<{
    inbox(): Promise<number>
    /** Events with a welcome code only, and all others. */
    fastInbox(): Promise<number>
    normalInbox(): Promise<number>
    outbox(): Promise<number>
    jobs(): Promise<number>
    /** Frees what silent workers held. */
    reap(): Promise<void>
  }>
  db: Db
}>

export type DepsOptions = Readonly<{
  log: Log
  metrics: Metrics
  limits?: Limits
  /** Instead of all that there are: for tests of a later version. */
  migrations?: readonly Migration[]
}>

/** Connects, migrates and puts everything together. Throws what an operator must mend as an AppError with a detail. */
export async function composeDeps(config: Config, options: DepsOptions): Promise<Deps> {
  const { uri, dbName } = config.mongo
  const { mongoPoolSize: maxPoolSize, mongoTimes: times } = options.limits ?? LIMITS
  const db = await connect(uri, { maxPoolSize, times, ...(dbName === undefined ? {} : { dbName }) })
  // A worker may start on the old shape, a request never: readiness waits for this too.
  await runMigrations(db, options.migrations ?? allMigrations)
  const cipher = piiCipher(config.secrets.piiKeys)
  await keyUse({ db, keyIds: keyIdsOf(config) })
    .admit()
    .catch(async (error: unknown) => {
      await db.close()
      throw error
    })
  const phoneKey = await blindIndexKey(db, cipher)
  const { deps, prepare } = wire(config, { ...options, db, cipher, phoneKey })
  await prepare()
  return deps
}

const keyIdsOf = ({ secrets }: Config): string[] => [...secrets.piiKeys.keys()]

type Wiring = DepsOptions & Readonly<{ db: Db; cipher: PiiCipher; phoneKey: Buffer }>

/**
 * The one place where the parts of a process meet. Asks no database: `db` need not be open yet, which is how the types
 * of the interface are made.
 */
export function wire(config: Config, wiring: Wiring) {
  const { log, metrics, db, cipher, phoneKey, limits = LIMITS } = wiring
  const onError = (error: unknown) => log.warn({ err: error }, 'background work failed')
  const followed = config.sandbox === null ? null : followClock(config.sandbox.url, onError)
  const clock = followed ?? systemClock

  const inTransaction = transactions(db)
  const wake = {
    fast: wakeSignal(),
    normal: wakeSignal(),
    outbox: wakeSignal(),
    fastOutbox: wakeSignal(),
  }
  // Services need the outbox before the subscribers, which need services, exist.
  const subscribers: AnySubscriber[] = []
  const outbox = outboxStore({ db, cipher, subscribers: () => subscribers })
  const intake = inboxModule({
    ...{ db, cipher, clock, outbox, wake, log },
    backlogLimit: limits.backlog,
    gapTimes: limits.gap,
    reconciling: {
      jobs: ['wecom.reconcile-contacts', 'payments.reconcile'],
      request: (job) => runner.request(job),
    },
  })
  const { inbox } = intake
  const platform = platforms({ config, db, cipher, clock, log, metrics, limits })

  const rounds = roundsRepository(db)
  const business = businessModules({
    ...{ config, db, cipher, clock, log, metrics, inTransaction, outbox, inbox, platform },
    phoneIndex: blindIndex(phoneKey),
    settleMs: limits.settleMs,
    runRound: runRounds({ rounds, clock }),
    wakeOutbox: () => wake.outbox.signal(),
    requestJob: (name) => runner.request(name),
  })
  const { audit, customers, wecom, pay, orders, recent, operators, apiKeys, steps } = business
  subscribers.push(...business.subscribers)

  const relay = outboxRelay({
    store: outbox,
    subscribers: () => subscribers,
    inTransaction,
    wake: wake.outbox,
    fastWake: wake.fastOutbox,
    leaseMs: limits.outboxLeaseMs,
    parallel: limits.outboxParallel,
    idleMs: limits.outboxIdleMs,
    onAttempt: (outcome) => metrics.queueAttempts.inc({ queue: 'outbox', outcome }),
    log,
  })
  const worker = intake.worker<CustomerFact>({
    steps,
    decode: eventDecoder(config),
    inTransaction,
    leaseMs: limits.inboxLeaseMs,
    idleMs: limits.inboxIdleMs,
    onCommitted() {
      wake.outbox.signal()
      wake.fastOutbox.signal()
    },
    onAttempts: (outcome, count) => metrics.queueAttempts.inc({ queue: 'inbox', outcome }, count),
    log,
  })
  const keys = keyUse({ db, keyIds: keyIdsOf(config) })
  const rotateKeys = rotateKeysJob({ db, cipher, keys, places: SEALED_PLACES })
  const jobs = [...intake.jobs, ...business.jobs, rotateKeys]
  const runner = jobRunner({ db, clock, log, jobs, leaseMs: limits.jobLeaseMs })

  const health = healthOf({
    metrics,
    clock,
    log,
    events: intake.health,
    outbox,
    welcome: wecom.welcomeFigures,
    payments: pay.figures,
    refunds: orders.refundFigures,
    runner,
    reconciliations: rounds,
    keys: keys.readings,
    platforms: {
      recentCalls: platform.callLog.recent,
      health: platform.health,
      conversionRight: wecom.conversionRight,
    },
  })

  const workbench = workbenchService({
    clock,
    sources: workbenchSources({
      orders: orders.figures,
      recentOrders: recent.recentRows,
      customers: customers.figures,
      recentCustomers: customers.recentRows,
      relationSpans: wecom.relationSpans,
      inbox: intake,
      outbox,
      incidents: pay.incidents,
      refunds: pay.refunds,
    }),
  })
  const routes = intake.routes({
    doors: callbackDoors({ config, clock, pay: platform.pay, settleMs: limits.settleMs }),
    rules: openEventRules(customers.reader),
    audit,
    welcome: wecom.welcomeFigures,
  })

  const works = config.process.role !== 'api'
  const running: { stop(): void | Promise<void> }[] = []

  const deps: Deps = {
    db,
    app: {
      log,
      metrics,
      plugins: [
        ...routes,
        ...business.routes,
        insightRoutes(workbench),
        health,
        reconciliationRoutes(rounds),
        jobRoutes({ runner, audit: audit.record, wake: () => wake.outbox.signal() }),
      ],
      errorTables: allErrors,
      authenticators: {
        operator: operators.authenticate,
        customer: customers.authenticate,
        openApi: openApiAuthenticator({
          given: config.openApi.keys,
          scopes: OPEN_API_SCOPES,
          made: apiKeys.callerOf,
        }),
      },
      permissions: ALL_PERMISSIONS,
      scopes: OPEN_API_SCOPES,
      readiness: async () => {
        await db.db?.admin().command({ ping: 1 })
        return []
      },
      sandboxUrl: config.sandbox?.url ?? null,
      requestsPerMinute: limits.requestsPerMinute,
    },
    async start() {
      await followed?.refresh().catch(onError)
      running.push(
        inbox.watchBacklog(onError),
        customers.blockedList.watch(onError),
        customers.rules.watch(onError),
        business.watchPools(onError),
        keys.keepBeating(onError),
      )
      if (works) {
        running.push(
          worker.start(),
          relay.start(),
          startJobs(runner, log),
          intake.watchFastLane(onError),
        )
      }
    },
    async stop() {
      await Promise.all(running.map((part) => part.stop()))
    },
    async close() {
      followed?.stop()
      await platform.close()
      await db.close()
    },
    tick: async () => (await worker.tick()) + (await relay.tick()),
    hand: {
      inbox: worker.tick,
      fastInbox: () => worker.tickLane('fast'),
      normalInbox: () => worker.tickLane('normal'),
      outbox: relay.tick,
      jobs: runner.tick,
      async reap() {
        await worker.reap()
        await relay.reap()
      },
    },
  }
  return {
    deps,
    /** Once per start, on a migrated database. */
    async prepare(): Promise<void> {
      await operators.operators.ensureFirstAdmin(config.secrets.adminPassword)
      await runner.register()
      await customers.blockedList.refresh()
      await customers.rules.refresh()
    },
  }
}
