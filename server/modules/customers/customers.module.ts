import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Db, InTransaction, Tx } from '../../platform/mongo/index.js'
import { blockedModule } from './blocked/blocked.module.js'
import { consentsRepository } from './consents.repository.js'
import { customerTokens } from './customer-token.js'
import { customerFigures } from './customer-figures.repository.js'
import { customerQueries } from './customer-queries.js'
import { customerSearch } from './customer-search.js'
import type {
  AuditTrail,
  BrandReader,
  ErasedReader,
  EventIntake,
  MiniPlatform,
  RelationReader,
} from './customers.ports.js'
import { customersRepository } from './customers.repository.js'
import { customerRoutes } from './customers.routes.js'
import { customersStep } from './customers.steps.js'
import type { OutboxPort } from './deciding/decide.js'
import { decidingModule } from './deciding/deciding.module.js'
import { eraseIdentityRepository } from './erase-identity.repository.js'
import { explainRepository } from './explain/explain.repository.js'
import { explainRoutes } from './explain/explain.routes.js'
import { explainService } from './explain/explain.service.js'
import { exportIdentity } from './export-identity.js'
import { factsRepository } from './facts.repository.js'
import { identifierReader } from './identifier-reader.js'
import { identifierText } from './identifier-text.js'
import { identityService } from './identity.service.js'
import { customerListRepository } from './listing/customer-list.repository.js'
import { miniRoutes } from './mini.routes.js'
import { miniService } from './mini.service.js'
import { openCustomerRoutes } from './open-customers.routes.js'
import { peopleLoader } from './people.js'
import { customersPersonalData } from './personal-data.repository.js'
import { fixShared } from './resolution/fix-shared.repository.js'
import { joinsPreview } from './preview-joins.js'
import { revealPhones } from './reveal-phones.js'
import { revealsRepository } from './reveals.repository.js'
import { rulesModule } from './rules/rules.module.js'
import { takeFactsBack } from './take-facts-back.js'
import { timelineRepository } from './timeline.repository.js'
import { savedViewsModule } from './views/views.module.js'

/** What this module reads of the configuration. */
export type CustomersConfig = Readonly<{
  /** `session`: the customer tokens get a key of their own from it. */
  secrets: Readonly<{ session: string }>
  wecom: Readonly<{ corpId: string }>
  mini: Readonly<{ appId: string; unionidScope: string }>
  sandbox: Readonly<{ url: string }> | null
}>

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  phoneIndex(phone: string): string
  mini: MiniPlatform
  inbox: EventIntake
  relations: RelationReader
  audit: AuditTrail
  brand: BrandReader
  erased: ErasedReader
  clock: Clock
  inTransaction: InTransaction
  outbox: OutboxPort
  /** Wakes the relay when something has left outbox rows behind. */
  wakeOutbox(): void
  requestJob(name: string): Promise<boolean>
  config: CustomersConfig
}>

/** Identity, customers, timeline and the mini-program's log-in, put together. */
export function customersModule(deps: Deps) {
  const { db, cipher, phoneIndex, config, relations, audit, clock } = deps
  const { appId: appid, unionidScope } = config.mini
  const { corpId } = config.wecom
  const customers = customersRepository(db)
  const facts = factsRepository(db)
  const timeline = timelineRepository(db)
  const text = identifierText(cipher)
  const tokens = customerTokens({ secret: config.secrets.session, clock })
  const ruling = rulesModule({ ...deps, customers, text, onCommitted: deps.wakeOutbox })
  const rules = ruling.inForce.current
  const load = peopleLoader({ customers, relations, rules })
  const blocked = blockedModule({
    ...deps,
    intake: deps.inbox,
    masked: text.masked,
    scopes: { unionid: unionidScope, externalUserid: corpId },
  })
  const isBlocked = blocked.list.has
  const reader = identifierReader({
    ...{ cipher, phoneIndex, unionidScope, corpId, isBlocked },
    trustOf: ruling.inForce.trustOf,
  })
  const nobodys = blocked.parts(reader)
  const identity = identityService({ customers, facts, reader, unionidScope, corpId })
  const { erased } = deps
  const queries = customerQueries({ customers, timeline, identity, load, text, erased, clock })
  const reveals = revealsRepository(db)
  const reveal = revealPhones({ queries, reveals, text, audit, clock })
  const list = customerListRepository(db)
  const search = customerSearch({ customers, list, relations, identity, reader, load, text })
  const views = savedViewsModule(deps)
  const erase = eraseIdentityRepository(db)
  const mini = miniService({
    customers,
    load,
    text,
    tokens,
    clock,
    appid,
    unionidScope,
    consents: consentsRepository(db),
    platform: deps.mini,
    intake: deps.inbox,
  })
  const reads = explainRepository(db)
  const explain = explainService({
    ...{ customers, text, person: queries.person },
    reads,
    rules,
  })
  const deciding = decidingModule({
    ...deps,
    ...{ customers, identity, text, reads, isBlocked, rules: ruling.inForce.refresh },
    onCommitted: deps.wakeOutbox,
  })
  const sandboxUrl = config.sandbox?.url ?? null
  const routes: readonly FastifyPluginAsyncZod[] = [
    openCustomerRoutes({ queries, identity }),
    customerRoutes({ queries, search, reveal }),
    explainRoutes(explain),
    ...nobodys.routes,
    ...views.routes,
    ...deciding.routes,
    ...ruling.routes,
    miniRoutes({ mini, brand: deps.brand, appid, sandboxUrl }),
  ]
  return {
    reader,
    identity,
    queries,
    /** Why each identifier of somebody belongs to one of them. */
    explainFrom: explain.explainFrom,
    /** What facts would lead to, for whoever is about to tell many. */
    previewJoins: joinsPreview({ db, rules: ruling.inForce.refresh, clock }),
    figures: customerFigures(db),
    recentRows: search.recent,
    /** Adds a fact about somebody who is known already, in the caller's transaction. */
    record: identity.record,
    /** The operators' list of values that are nobody's, as this process knows it. */
    blockedList: blocked.list,
    /** Stands after the steps of all other modules: counts and keeps what has no owner. */
    ownerlessStep: nobodys.step,
    /** By which people are told apart, as this process knows them. */
    rules: ruling.inForce,
    jobs: [...nobodys.jobs, ...ruling.jobs, ...deciding.jobs],
    /** Takes the facts of a source back, in the caller's transaction. */
    withdraw: takeFactsBack({ ...deps, rules: ruling.inForce.refresh }),
    /** Takes back what all events of a source have shown. */
    retractSource: deciding.retractSource,
    /** Comes last in every batch. */
    step: customersStep({ db, reader, rules: ruling.inForce, clock }),
    routes,
    personalData: customersPersonalData(db),
    /** For the privacy module: who somebody is, and taking that away. */
    person: {
      living: identity.living,
      keysOf: identity.keysOf,
      ownerOf: customers.ownerOf,
      ownersOf: erase.ownersOf,
      takeOut: (customerId: Id<'cus'>, options: { tx: Tx }) => erase.takeOut(customerId, options),
      exportOf: exportIdentity({ customers, queries, erase, text }),
      takeReveal: reveals.take,
      fixShared: fixShared({ db, rules: ruling.inForce.refresh, clock }),
    },
    /** The `customer` authenticator of the application. */
    authenticate: tokens.authenticate,
  }
}
