import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { AnyStep } from '../../platform/pipeline/index.js'
import type { RunRound } from '../../platform/reconciliation/index.js'
import { askWechat } from './ask-wechat.js'
import { billJobs } from './bills/bills.jobs.js'
import type { BillGateway } from './bills/bills.ports.js'
import { billsRepository } from './bills/bills.repository.js'
import { billRoutes } from './bills/bills.routes.js'
import { billsService } from './bills/bills.service.js'
import { reconcileBills } from './bills/reconcile-bills.js'
import { incidentsRepository } from './incidents.repository.js'
import { incidentRoutes } from './incidents.routes.js'
import { paymentFigures } from './payment-figures.repository.js'
import { paymentJobs } from './payments.jobs.js'
import type { Audit } from '../operators/index.js'
import type { Ledger } from '../ledger/index.js'
import type { EventInbox, PayGateway } from './payments.ports.js'
import { paymentsRepository } from './payments.repository.js'
import { paymentsService } from './payments.service.js'
import { paymentStep } from './payments.steps.js'
import { recordExternalRefund } from './refunds/external-refunds.js'
import { refundJobs } from './refunds/refunds.jobs.js'
import type { RefundGateway } from './refunds/refunds.ports.js'
import { refundsRepository } from './refunds/refunds.repository.js'
import { refundRoutes } from './refunds/refunds.routes.js'
import { refundsService } from './refunds/refunds.service.js'
import { refundStep } from './refunds/refunds.steps.js'
import { sendRefund } from './refunds/send-refunds.js'
import { paymentsPersonalData } from './personal-data.repository.js'
import { reconcilePayments } from './reconcile-payments.js'

type Deps = Readonly<{
  db: Db
  gateway: PayGateway
  /** The same for work that can wait: it leaves a part of WeChat's limits to the others. */
  background: BillGateway & RefundGateway
  runRound: RunRound
  /** Runs a job soon; false for a name that nobody knows. */
  requestJob(name: string): Promise<boolean>
  inbox: EventInbox
  ledger: Ledger
  audit: Pick<Audit, 'record'>
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
  log: Logger
  mchid: string
  appid: string
  /** `<NOTIFY_BASE_URL>/callbacks/pay/transactions` */
  notifyUrl: string
  /** `<NOTIFY_BASE_URL>/callbacks/pay/refunds` */
  refundNotifyUrl: string
}>

/** Payments and incidents, put together. */
export function paymentsModule(deps: Deps) {
  const { db, gateway, background, inbox, clock, log, mchid, appid, notifyUrl, runRound } = deps
  const rows = paymentsRepository(db)
  const incidents = incidentsRepository(db)
  const wechat = askWechat({ gateway, inbox, clock, log })
  const merchant = { mchid, appid }
  const reconcile = reconcilePayments({
    payments: rows,
    gateway: background,
    inbox,
    clock,
    merchant,
    runRound,
  })
  const refundRows = refundsRepository(db)
  const refundParts = { ...deps, refunds: refundRows, payments: rows, incidents }
  const refunds = refundsService(refundParts)
  const send = sendRefund({
    ...refundParts,
    gateway: background,
    notifyUrl: deps.refundNotifyUrl,
  })
  const billRows = billsRepository(db)
  const bills = reconcileBills({
    ...refundParts,
    bills: billRows,
    gateway: background,
    recordExternal: recordExternalRefund(refundParts),
    merchant,
  })
  const routes: readonly FastifyPluginAsyncZod[] = [
    incidentRoutes(incidents),
    refundRoutes(refunds),
    billRoutes(billsService({ ...deps, bills: billRows })),
  ]
  return {
    payments: paymentsService({ payments: rows, gateway, wechat, clock, appid, notifyUrl }),
    refunds,
    incidents,
    bills: { ...billRows, ...bills },
    figures: paymentFigures(db),
    /** Stand before the customers' step. */
    steps: <Fact>(): readonly AnyStep<Fact>[] => [
      paymentStep<Fact>({ payments: rows, incidents, ledger: deps.ledger, clock, merchant }),
      refundStep<Fact>(refundParts),
    ],
    personalData: paymentsPersonalData(db),
    jobs: [
      ...paymentJobs({ payments: rows, wechat, reconcile, clock, log }),
      ...refundJobs({ refunds: refundRows, sendRefund: send, clock }),
      ...billJobs(bills),
    ],
    routes,
  }
}
