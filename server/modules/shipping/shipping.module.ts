import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { AnyStep } from '../../platform/pipeline/index.js'
import type { Audit } from '../operators/index.js'
import { reportShipment } from './report-shipment.js'
import { shippingJobs } from './shipping.jobs.js'
import type { Payers, ShippingGateway } from './shipping.ports.js'
import { shippingRepository } from './shipping.repository.js'
import { shippingRoutes } from './shipping.routes.js'
import { shippingService } from './shipping.service.js'
import { shippingStep } from './shipping.steps.js'
import { shippingSubscribers } from './shipping.subscribers.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  clock: Clock
  log: Logger
  audit: Pick<Audit, 'record'>
  payers: Payers
  gateway: ShippingGateway
  mchid: string
}>

/** Reports to WeChat that goods have reached their customers, put together. */
export function shippingModule(deps: Deps) {
  const shipments = shippingRepository(deps.db)
  const parts = { ...deps, shipments }
  const routes: readonly FastifyPluginAsyncZod[] = [shippingRoutes(shippingService(parts))]
  return {
    jobs: shippingJobs({ ...parts, report: reportShipment(parts) }),
    subscribers: shippingSubscribers(shipments),
    step: <Fact>(): AnyStep<Fact> => shippingStep<Fact>(shipments),
    routes,
  }
}
