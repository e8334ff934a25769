import cookie from '@fastify/cookie'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import {
  serializerCompiler,
  validatorCompiler,
  type FastifyPluginAsyncZod,
} from 'fastify-type-provider-zod'
import {
  access,
  answerProblems,
  BODY_LIMIT,
  builtPages,
  documentRoutes,
  enforceAccess,
  inlineScriptSources,
  leaveConnections,
  limitRates,
  REQUESTS_PER_MINUTE,
  observeRequests,
  requestIdOf,
  serveHealth,
  servePages,
  setSecurityHeaders,
  type Authenticators,
  type DeclaredRoute,
  type Page,
  type Readiness,
  type RequestsPerMinute,
} from './platform/http/index.js'
import type { ErrorTable } from './platform/errors/index.js'
import type { Log } from './platform/log/index.js'
import type { Metrics } from './platform/metrics/index.js'

export type AppParts = Readonly<{
  log: Log
  metrics: Metrics
  /** The routes of all modules. */
  plugins: readonly FastifyPluginAsyncZod[]
  errorTables: readonly ErrorTable[]
  authenticators: Authenticators
  /** Every permission that a role may hold, every scope that a key may hold. */
  permissions: readonly string[]
  scopes: readonly string[]
  readiness: Readiness
  sandboxUrl: string | null
  requestsPerMinute?: RequestsPerMinute
  pages?: readonly Page[]
}>

export type App = FastifyInstance & {
  /** Every route with what it declared; complete once the app is ready. */
  readonly declaredRoutes: readonly DeclaredRoute[]
}

/** A proxy in front is one of ours: it runs on this machine or in the private network. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal']

/** The whole HTTP side of the product in one list. Never listens. */
export async function buildApp(parts: AppParts): Promise<App> {
  const pages = parts.pages ?? builtPages()
  const app = Fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    // request-log.ts writes one line instead of two
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    // A stopping process takes no new connection, but answers whom it has let in: WeCom would not call again after a 503.
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT.default,
    trustProxy: TRUSTED_PROXIES,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  leaveConnections(app)
  answerProblems(app, parts.errorTables)
  const declaredRoutes = enforceAccess(app, parts)
  observeRequests(app, parts.metrics)
  await setSecurityHeaders(app, {
    inlineScripts: inlineScriptSources(pages),
    sandboxOrigin: parts.sandboxUrl === null ? null : new URL(parts.sandboxUrl).origin,
  })
  await app.register(cookie)
  await limitRates(app, parts.requestsPerMinute ?? REQUESTS_PER_MINUTE)
  await documentRoutes(app)
  await app.register((scope) => serveHealth(scope, parts))
  for (const plugin of parts.plugins) {
    await app.register(plugin)
  }
  await servePages(app, pages)
  const home = { config: { access: access.public }, schema: { hide: true } }
  app.get('/', home, (_request, reply) => reply.redirect('/console/'))
  return Object.assign(app, { declaredRoutes }) as unknown as App
}
