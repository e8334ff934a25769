import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Catalog } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Ledger } from '../ledger/index.js'
import type { Audit } from '../operators/index.js'
import { couponDesk } from './coupon-desk.js'
import { couponJobs } from './coupons.jobs.js'
import { couponsRepository } from './coupons.repository.js'
import { couponRoutes } from './coupons.routes.js'
import { couponsService } from './coupons.service.js'
import { issueCoupon } from './issue-coupons.js'
import { couponsPersonalData } from './personal-data.repository.js'
import { shopCouponRoutes } from './shop-coupons.routes.js'
import { templatesRepository } from './templates.repository.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  outbox: Outbox
  clock: Clock
  log: Logger
  catalog: Pick<Catalog, 'offers'>
  identity: Pick<Identity, 'keysOf' | 'factsOf'>
  ledger: Pick<Ledger, 'post'>
  audit: Pick<Audit, 'record'>
}>

/** Coupons, put together. `desk` is what orders need of them. */
export function couponsModule(deps: Deps) {
  const { db } = deps
  const rows = { coupons: couponsRepository(db), templates: templatesRepository(db) }
  const parts = { ...deps, ...rows }
  const service = couponsService({ ...parts, issue: issueCoupon(parts) })
  const routes: readonly FastifyPluginAsyncZod[] = [
    couponRoutes(service),
    shopCouponRoutes(service),
  ]
  return {
    desk: couponDesk(parts),
    jobs: couponJobs(parts),
    personalData: couponsPersonalData(db),
    routes,
  }
}
