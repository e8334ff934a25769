import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { PersonalDataHolder, Sweep } from '../../platform/personal-data/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import { erasePerson } from './erase-person.js'
import { erasuresRepository } from './erasures.repository.js'
import { erasureService } from './erasures.service.js'
import { exportPerson } from './export-person.js'
import { miniPrivacyRoutes } from './mini-privacy.routes.js'
import { ERASURE_TRANSITIONS } from './privacy.domain.js'
import { privacyJobs } from './privacy.jobs.js'
import type { AuditTrail, BrandReader, FixPhones, IsBusy, PersonIdentity } from './privacy.ports.js'
import { privacyRoutes } from './privacy.routes.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  clock: Clock
  log: Logger
  audit: AuditTrail
  brand: BrandReader
  person: PersonIdentity
  fixPhones: FixPhones
  isBusy: IsBusy
  holders: readonly PersonalDataHolder[]
  sweeps: readonly Sweep[]
  phoneIndex(phone: string): string
  requestJob(name: string): Promise<boolean>
}>

/** A copy of what is kept about one person, and erasing it, put together. */
export function privacyModule(deps: Deps) {
  checkTransitions('erasure', ERASURE_TRANSITIONS, ['waiting'])
  const erasures = erasuresRepository(deps.db)
  const service = erasureService({ ...deps, erasures })
  // A hash of its own kind: the index of a phone says nothing about the block list.
  const blockHash = (identifierKey: string) => deps.phoneIndex(`do-not-contact:${identifierKey}`)
  const erase = erasePerson({ ...deps, erasures, blockHash })
  const services = { exportPerson: exportPerson(deps), erasures: service }
  const routes: readonly FastifyPluginAsyncZod[] = [
    privacyRoutes(services),
    miniPrivacyRoutes(services),
  ]
  return {
    isErased: service.isErased,
    isBeingErased: service.isBeingErased,
    /** Did anybody with one of these identifiers ask not to be contacted when they were erased? */
    isBlocked: (keys: readonly string[]): Promise<boolean> =>
      erasures.isBlocked(keys.map(blockHash)),
    jobs: privacyJobs({ ...deps, erasures, erase }),
    routes,
  }
}
