import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { OperatorCaller } from '../../platform/http/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Audit } from './audit.service.js'
import { passwordLogIn } from './log-in.js'
import type {
  BrandReader,
  JssdkSignature,
  StaffDirectory,
  StaffLogin,
  StaffLoginUrls,
} from './operators.ports.js'
import { operatorsRepository } from './operators.repository.js'
import { operatorsRoutes } from './operators.routes.js'
import { operatorsService } from './operators.service.js'
import { sessionCookies } from './session-cookie.js'
import { sessionRoutes } from './session.routes.js'
import { sessionsRepository } from './sessions.repository.js'
import { sessionsService } from './sessions.service.js'
import { sidebarLogIn } from './sidebar-log-in.js'
import { sidebarRoutes } from './sidebar.routes.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  audit: Audit
  /** Real time: log-ins do not follow a sandbox's clock. */
  clock: Clock
  secret: string
  publicUrl: string
  sandboxUrl: string | null
  brand: BrandReader
  staffLogin: StaffLogin
  staffDirectory: StaffDirectory
  loginUrls: StaffLoginUrls
  jssdk: JssdkSignature
}>

/** Log-in, sessions, operators and the audit trail's pages, put together. */
export function operatorsModule(deps: Deps) {
  const { db, inTransaction, audit, clock, secret, publicUrl, sandboxUrl, brand } = deps
  const { staffLogin, staffDirectory, loginUrls, jssdk } = deps
  const operators = operatorsRepository(db)
  const attempts = sessionsRepository(db)
  const sessions = sessionsService({
    operators,
    sessions: attempts,
    audit,
    inTransaction,
    secret,
    clock,
  })
  const service = operatorsService({ operators, sessions: attempts, audit, inTransaction, clock })
  const cookies = sessionCookies({ isHttps: publicUrl.startsWith('https:') })
  const logIn = passwordLogIn({ operators, attempts, sessions, clock })
  const enterSidebar = sidebarLogIn({ operators, sessions, staffLogin, staffDirectory, clock })
  const routes: readonly FastifyPluginAsyncZod[] = [
    sessionRoutes({ logIn, sessions, cookies, brand, sandboxUrl }),
    sidebarRoutes({ logIn: enterSidebar, loginUrls, jssdk, cookies, publicUrl }),
    operatorsRoutes(service, audit),
  ]
  return {
    operators: service,
    routes,
    /** The `operator` authenticator of the application. */
    async authenticate(request: FastifyRequest): Promise<OperatorCaller | null> {
      const token = cookies.read(request)
      return token === '' ? null : await sessions.callerOfToken(token)
    },
  }
}
