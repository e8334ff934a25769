import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Db } from '../../platform/mongo/index.js'
import { consentsRepository } from './consents.repository.js'
import { customerTokens } from './customer-token.js'
import { customerFigures } from './customer-figures.repository.js'
import { customerQueries } from './customer-queries.js'
import { customerSearch } from './customer-search.js'
import type {
  AuditTrail,
  BrandReader,
  EventIntake,
  MiniPlatform,
  RelationReader,
} from './customers.ports.js'
import { customersRepository } from './customers.repository.js'
import { customerRoutes } from './customers.routes.js'
import { customersStep } from './customers.steps.js'
import { factsRepository } from './facts.repository.js'
import { identifierReader } from './identifier-reader.js'
import { identifierText } from './identifier-text.js'
import { identityService } from './identity.service.js'
import { miniRoutes } from './mini.routes.js'
import { miniService } from './mini.service.js'
import { openCustomerRoutes } from './open-customers.routes.js'
import { peopleLoader } from './people.js'
import { timelineRepository } from './timeline.repository.js'
import { withdrawFacts } from './withdraw-facts.repository.js'

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
  clock: Clock
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
  const load = peopleLoader({ customers, relations })
  const reader = identifierReader({ cipher, phoneIndex, unionidScope, corpId })
  const identity = identityService({ customers, facts, reader, unionidScope, corpId })
  const queries = customerQueries({ customers, timeline, identity, load, text, audit, clock })
  const search = customerSearch({ customers, identity, reader, load, text })
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
  const sandboxUrl = config.sandbox?.url ?? null
  const routes: readonly FastifyPluginAsyncZod[] = [
    openCustomerRoutes({ queries, identity }),
    customerRoutes({ queries, search }),
    miniRoutes({ mini, brand: deps.brand, appid, sandboxUrl }),
  ]
  return {
    reader,
    identity,
    queries,
    figures: customerFigures(db),
    recentRows: queries.recent,
    /** Adds a fact about somebody who is known already, in the caller's transaction. */
    record: identity.record,
    /** Takes facts back, in the caller's transaction. */
    withdraw: withdrawFacts(db),
    /** Comes last in every batch. */
    step: customersStep({ db, reader }),
    routes,
    /** The `customer` authenticator of the application. */
    authenticate: tokens.authenticate,
  }
}
