import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Id } from '../ids/index.js'
import { invariant } from '../errors/index.js'

/** The operator or staff member behind a request. */
export type OperatorCaller = Readonly<{
  operatorId: Id<'opr'>
  sessionId: Id<'ses'>
  username: string
  name: string
  role: string
  permissions: readonly string[]
  /** Stores the operator may see; null: all of them. */
  storeCodes: readonly string[] | null
  /** Set when the operator is a staff member of WeCom. */
  staffUserid?: string
}>

/** The customer behind a mini-program token: never a customer id, those change with merges. */
export type CustomerCaller = Readonly<{ openid: string; appid: string; expiresAt: Date }>

/** The system behind an open API key. */
export type OpenApiCaller = Readonly<{
  name: string
  scopes: readonly string[]
  trusted: boolean
  /** Sources that the key may use; null: any. */
  sources: readonly string[] | null
}>

type Callers = { operator?: OperatorCaller; customer?: CustomerCaller; openApi?: OpenApiCaller }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes with access `operator`; reading it elsewhere is a bug and throws. */
    readonly operator: OperatorCaller
    /** Set on routes with access `customer`. */
    readonly customer: CustomerCaller
    /** Set on routes with access `openApi`. */
    readonly openApi: OpenApiCaller
  }
}

const known = new WeakMap<FastifyRequest, Callers>()

export function rememberCaller(request: FastifyRequest, callers: Callers): void {
  known.set(request, callers)
}

/** Adds `request.operator`, `request.customer` and `request.openApi`. */
export function decorateCallers(app: FastifyInstance): void {
  const reader = <Kind extends keyof Callers>(kind: Kind) => ({
    getter(this: FastifyRequest): NonNullable<Callers[Kind]> {
      const caller = known.get(this)?.[kind]
      invariant(caller !== undefined, `the route's access gives request.${kind}`)
      return caller
    },
  })
  app.decorateRequest('operator', reader('operator'))
  app.decorateRequest('customer', reader('customer'))
  app.decorateRequest('openApi', reader('openApi'))
}
