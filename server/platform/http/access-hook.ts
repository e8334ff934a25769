import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { AppError, unreachable } from '../errors/index.js'
import { bearerOf, type Access, type Authenticators } from './access.js'
import { decorateCallers, rememberCaller } from './callers.js'

export type AccessOptions = Readonly<{
  authenticators: Authenticators
  /** Every permission that some role may hold. */
  permissions: readonly string[]
  /** Every scope that an open API key may hold. */
  scopes: readonly string[]
}>

export type DeclaredRoute = Readonly<{ method: string; url: string; access: Access }>

export const CSRF_HEADER = 'x-huike-csrf'
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** What a browser says of a request of our own page, or of one that a person typed. Older ones say nothing. */
const OWN_SITE = new Set(['same-origin', 'none'])

/**
 * Enforces what each route declares (see access.ts), and refuses to start while a route declares nothing or names
 * a permission or scope that nobody can hold. Answers a list that is complete once the app is ready.
 */
export function enforceAccess(app: FastifyInstance, options: AccessOptions): DeclaredRoute[] {
  const routes: RouteOptions[] = []
  const declared: DeclaredRoute[] = []
  decorateCallers(app)
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    declared.push(...routes.map((route) => declaredOf(route, options)))
  })
  // After every onRequest hook (request id, cookies, rate limit), before the body is read.
  app.addHook('preParsing', async (request) => {
    if (!request.is404) {
      await admit(request, options.authenticators)
    }
  })
  return declared
}

function declaredOf(route: RouteOptions, options: AccessOptions): DeclaredRoute {
  const method = [route.method].flat().join(',')
  const where = `${method} ${route.url}`
  const given = route.config?.access
  if (given === undefined) {
    throw new Error(`${where} declares no access: give it config: { access: access.… }`)
  }
  if (given.kind === 'operator' && given.permission !== null) {
    requireKnown(where, 'permission', given.permission, options.permissions)
  }
  if (given.kind === 'open-api') {
    requireKnown(where, 'scope', given.scope, options.scopes)
  }
  return { method, url: route.url, access: given }
}

function requireKnown(where: string, what: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) {
    throw new Error(`${where} asks for the unknown ${what} ${name}; known: ${names.join(', ')}`)
  }
}

async function admit(request: FastifyRequest, by: Authenticators): Promise<void> {
  const declared = request.routeOptions.config.access
  if (declared === undefined) {
    throw new Error(`no access declared for ${request.routeOptions.url ?? 'a route'}`)
  }
  requireOwnPage(request)
  switch (declared.kind) {
    case 'public':
    case 'callback':
      return
    case 'operator':
      return await admitOperator(request, by, declared.permission)
    case 'customer':
      return await admitCustomer(request, by)
    case 'open-api':
      return await admitSystem(request, by, declared.scope)
    default:
      return unreachable(declared)
  }
}

/**
 * A foreign page can make a browser send our cookie, but not this header without asking first; and a browser that says
 * where a request began is believed. Looks at the route, not at the address: `/%61pi/…` leads to the same one.
 */
function requireOwnPage(request: FastifyRequest): void {
  const route = request.routeOptions.url ?? request.url
  if (!route.startsWith('/api/') || SAFE_METHODS.has(request.method)) {
    return
  }
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && !OWN_SITE.has(String(site))) {
    throw new AppError('foreign-page')
  }
  if (request.headers[CSRF_HEADER] === undefined) {
    throw new AppError('csrf-header-missing')
  }
}

async function admitOperator(
  request: FastifyRequest,
  by: Authenticators,
  permission: string | null,
): Promise<void> {
  const operator = await by.operator(request)
  if (operator === null) {
    throw new AppError('not-logged-in')
  }
  if (permission !== null && !operator.permissions.includes(permission)) {
    throw new AppError('not-allowed', { detail: `needs the permission ${permission}` })
  }
  rememberCaller(request, { operator })
}

async function admitCustomer(request: FastifyRequest, by: Authenticators): Promise<void> {
  const customer = await by.customer(bearerOf(request))
  if (customer === null) {
    throw new AppError('customer-token-invalid')
  }
  rememberCaller(request, { customer })
}

async function admitSystem(
  request: FastifyRequest,
  by: Authenticators,
  scope: string,
): Promise<void> {
  const openApi = await by.openApi(bearerOf(request))
  if (openApi === null) {
    throw new AppError('api-key-invalid')
  }
  if (!openApi.scopes.includes(scope)) {
    throw new AppError('scope-missing', { detail: `the key lacks the scope ${scope}` })
  }
  rememberCaller(request, { openApi })
}
