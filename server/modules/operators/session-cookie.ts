import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const SESSION_COOKIE = 'huike_session'
/** The sidebar's own: staff who open a chat in the browser of a logged-in operator must not take their place. */
export const SIDEBAR_COOKIE = 'huike_sidebar_session'
const PAGE_HEADER = 'x-huike-page'
const LOGIN_STATE_COOKIE = 'huike_login_state'
const LOGIN_STATE_LIFE_S = 10 * 60

type Options = Readonly<{ isHttps: boolean }>

const cookieOf = (request: FastifyRequest): string =>
  request.headers[PAGE_HEADER] === 'sidebar' ? SIDEBAR_COOKIE : SESSION_COOKIE

/** The cookies of log-in: never readable by scripts, never sent from a foreign page that changes something. */
export function sessionCookies({ isHttps }: Options) {
  const options: CookieSerializeOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps,
  }
  return {
    read: (request: FastifyRequest): string => request.cookies[cookieOf(request)] ?? '',
    set(reply: FastifyReply, token: string, endsAt: Date): void {
      reply.setCookie(cookieOf(reply.request), token, { ...options, expires: endsAt })
    },
    clear(reply: FastifyReply): void {
      reply.clearCookie(cookieOf(reply.request), options)
    },
    /** Ties the log-in at WeCom to this browser, so that nobody can be logged in as somebody else by a link. */
    setLoginState(reply: FastifyReply, state: string): void {
      reply.setCookie(LOGIN_STATE_COOKIE, state, { ...options, maxAge: LOGIN_STATE_LIFE_S })
    },
    readLoginState: (request: FastifyRequest): string => request.cookies[LOGIN_STATE_COOKIE] ?? '',
    clearLoginState(reply: FastifyReply): void {
      reply.clearCookie(LOGIN_STATE_COOKIE, options)
    },
  }
}

export type SessionCookies = ReturnType<typeof sessionCookies>
