import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, GUESSABLE, NO_CONTENT, orProblem } from '../../platform/http/index.js'
import type { OperatorCaller } from '../../platform/http/index.js'
import type { passwordLogIn } from './log-in.js'
import {
  CurrentSession,
  LoggedIn,
  LogIn,
  Role,
  type SessionOperator,
} from './operators.contract.js'
import { operatorErrors } from './operators.errors.js'
import type { BrandReader } from './operators.ports.js'
import type { SessionCookies } from './session-cookie.js'
import type { Opened, Sessions } from './sessions.service.js'

type Deps = Readonly<{
  logIn: ReturnType<typeof passwordLogIn>
  sessions: Sessions
  cookies: SessionCookies
  brand: BrandReader
  sandboxUrl: string | null
}>

const tags = ['session']
const anybody = { access: access.public, ...GUESSABLE }
const loggedIn = { access: access.operator }

export function sessionRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { logIn, sessions, cookies, brand, sandboxUrl } = deps
  return async (app) => {
    const response = answers(LoggedIn, operatorErrors, ['login-failed', 'login-locked'])
    const enter = { operationId: 'logIn', tags, body: LogIn, response }
    app.post('/api/session', { config: anybody, schema: enter }, async (request, reply) => {
      const { username, password } = request.body
      const result = await logIn({ username, password, ip: request.ip })
      if (result.retryAfterS !== undefined) {
        reply.header('retry-after', result.retryAfterS)
      }
      return welcome(reply, cookies, orProblem(result, operatorErrors))
    })

    const current = { operationId: 'currentSession', tags, response: answers(CurrentSession, {}) }
    app.get('/api/session', { config: loggedIn, schema: current }, async (request) => ({
      operator: viewOf(request.operator),
      brand: await brand.brand(),
      sandboxUrl,
    }))

    const gone = answers(NO_CONTENT, {}, [], { status: 204 })
    const leave = { operationId: 'logOut', tags, response: gone }
    app.delete('/api/session', { config: loggedIn, schema: leave }, async (request, reply) => {
      await sessions.close(request.operator)
      cookies.clear(reply)
      return reply.code(204).send()
    })
  }
}

/** Sets the cookie and tells the page who it works for. */
export function welcome(reply: FastifyReply, cookies: SessionCookies, opened: Opened) {
  cookies.set(reply, opened.token, opened.endsAt)
  return { operator: viewOf(opened.caller) }
}

function viewOf(caller: OperatorCaller): SessionOperator {
  const { operatorId, username, name, role, permissions, storeCodes } = caller
  const lists = {
    permissions: [...permissions],
    storeCodes: storeCodes === null ? null : [...storeCodes],
  }
  return { operatorId, username, name, role: Role.parse(role), ...lists }
}
