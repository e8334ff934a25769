import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.js'
import type { CustomerCaller, OpenApiCaller, OperatorCaller } from './callers.js'

/**
 * Who may call a route. Every route says so in its `config`; the application does not start while one is silent:
 *
 *   app.get('/api/customers', { config: { access: access.permission('customers.read') }, schema }, handler)
 *
 * The hook in access-hook.ts enforces it before the body is read.
 */
export type Access =
  | Readonly<{ kind: 'public' }>
  | Readonly<{ kind: 'callback' }>
  | Readonly<{ kind: 'operator'; permission: string | null }>
  | Readonly<{ kind: 'customer' }>
  | Readonly<{ kind: 'open-api'; scope: string }>

const PUBLIC: Access = { kind: 'public' }
const CALLBACK: Access = { kind: 'callback' }
const CUSTOMER: Access = { kind: 'customer' }
const OPERATOR: Access = { kind: 'operator', permission: null }

export const access = {
  /** Anybody. */
  public: PUBLIC,
  /** A platform; the route itself checks the signature over the raw bytes. No rate limit stands here. */
  callback: CALLBACK,
  /** A customer of the mini-program with a valid token: `request.customer`. */
  customer: CUSTOMER,
  /** Any operator or staff member who is logged in: `request.operator`. */
  operator: OPERATOR,
  /** An operator whose role has this permission: `request.operator`. An unknown name stops the start. */
  permission: (permission: string): Access => ({ kind: 'operator', permission }),
  /** Another system whose key has this scope: `request.openApi`. */
  openApi: (scope: string): Access => ({ kind: 'open-api', scope }),
} as const

/** How the modules recognise callers; given to the application by the composition root. */
export type Authenticators = Readonly<{
  /** The operator of the session cookie, or null. */
  operator(request: FastifyRequest): Promise<OperatorCaller | null>
  /** The customer of this bearer token, or null. */
  customer(token: string): Promise<CustomerCaller | null>
  /** The system of this bearer key, or null. */
  openApi(key: string): Promise<OpenApiCaller | null>
}>

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** The bearer token of the request; throws `bearer-missing` (401). */
export function bearerOf(request: FastifyRequest): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '') {
    throw new AppError('bearer-missing')
  }
  return token
}
