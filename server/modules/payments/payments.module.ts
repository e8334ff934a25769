import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { AnyStep } from '../../platform/pipeline/index.js'
import type { RunRound } from '../../platform/reconciliation/index.js'
import { askWechat } from './ask-wechat.js'
import { incidentsRepository } from './incidents.repository.js'
import { incidentRoutes } from './incidents.routes.js'
import { paymentFigures } from './payment-figures.repository.js'
import { paymentJobs } from './payments.jobs.js'
import type { EventInbox, PayGateway } from './payments.ports.js'
import { paymentsRepository } from './payments.repository.js'
import { paymentsService } from './payments.service.js'
import { paymentStep } from './payments.steps.js'
import { paymentsPersonalData } from './personal-data.repository.js'
import { reconcilePayments } from './reconcile-payments.js'

type Deps = Readonly<{
  db: Db
  gateway: PayGateway
  /** The same for work that can wait: it leaves a part of WeChat's limits to the others. */
  background: Pick<PayGateway, 'queryByOutTradeNo'>
  runRound: RunRound
  inbox: EventInbox
  clock: Clock
  log: Logger
  mchid: string
  appid: string
  /** `<NOTIFY_BASE_URL>/callbacks/pay/transactions` */
  notifyUrl: string
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
  const routes: readonly FastifyPluginAsyncZod[] = [incidentRoutes(incidents)]
  return {
    payments: paymentsService({ payments: rows, gateway, wechat, clock, appid, notifyUrl }),
    incidents,
    figures: paymentFigures(db),
    /** Stands before the customers' step. */
    step: <Fact>(): AnyStep<Fact> =>
      paymentStep<Fact>({ payments: rows, incidents, clock, merchant }),
    personalData: paymentsPersonalData(db),
    jobs: paymentJobs({ payments: rows, wechat, reconcile, clock, log }),
    routes,
  }
}
