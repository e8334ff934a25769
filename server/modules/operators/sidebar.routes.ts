import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { randomToken } from '../../platform/crypto/index.js'
import { AppError } from '../../platform/errors/index.js'
import { access, answers, GUESSABLE, orProblem } from '../../platform/http/index.js'
import {
  Jssdk,
  JssdkQuery,
  LoggedIn,
  LoginUrl,
  LoginUrlQuery,
  SidebarLogIn,
} from './operators.contract.js'
import { operatorErrors } from './operators.errors.js'
import type { JssdkSignature, StaffLoginUrls } from './operators.ports.js'
import type { SessionCookies } from './session-cookie.js'
import { welcome } from './session.routes.js'
import type { sidebarLogIn } from './sidebar-log-in.js'

type Deps = Readonly<{
  logIn: ReturnType<typeof sidebarLogIn>
  loginUrls: StaffLoginUrls
  jssdk: JssdkSignature
  cookies: SessionCookies
  publicUrl: string
}>

const tags = ['sidebar']
const anybody = { access: access.public, ...GUESSABLE }
const inSidebar = { access: access.permission('sidebar.use') }
const refusals = ['login-code-invalid', 'login-state-wrong', 'not-a-staff-member'] as const

export function sidebarRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { logIn, loginUrls, jssdk, cookies, publicUrl } = deps
  return async (app) => {
    const foreign = answers(LoginUrl, operatorErrors, ['redirect-not-ours'])
    const start = { operationId: 'sidebarLoginUrl', tags, querystring: LoginUrlQuery }
    const startSchema = { ...start, response: foreign }
    const config = { access: access.public }
    app.get('/api/sidebar/login-url', { config, schema: startSchema }, (request, reply) => {
      const redirectUrl = ourAddress(request.query.redirect, request, publicUrl)
      const state = randomToken()
      cookies.setLoginState(reply, state)
      return { url: loginUrls.inClient({ redirectUrl, state }) }
    })

    const response = answers(LoggedIn, operatorErrors, refusals)
    const enter = { operationId: 'sidebarLogIn', tags, body: SidebarLogIn, response }
    app.post('/api/sidebar/session', { config: anybody, schema: enter }, async (request, reply) => {
      const expectedState = cookies.readLoginState(request)
      const opened = await logIn({ ...request.body, expectedState })
      cookies.clearLoginState(reply)
      return welcome(reply, cookies, orProblem(opened, operatorErrors))
    })

    const signed = answers(Jssdk, operatorErrors, ['redirect-not-ours'])
    const sign = { operationId: 'sidebarJssdk', tags, querystring: JssdkQuery, response: signed }
    app.get('/api/sidebar/jssdk', { config: inSidebar, schema: sign }, (request) =>
      jssdk.agentConfigSignature(ourAddress(request.query.url, request, publicUrl)),
    )
  }
}

/** An address of our own pages, absolute. A log-in code must not be sent anywhere else. */
function ourAddress(given: string, request: FastifyRequest, publicUrl: string): string {
  const here = `${request.protocol}://${request.host}`
  const base = URL.canParse(publicUrl) ? publicUrl : here
  const url = URL.canParse(given, base) ? new URL(given, base) : undefined
  const ours = [new URL(base).origin, here]
  if (url === undefined || !ours.includes(url.origin)) {
    throw new AppError('redirect-not-ours')
  }
  return url.href
}
