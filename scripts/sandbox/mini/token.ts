import type { Context } from '../context.js'
import type { MiniApi, MiniCall } from './api.js'
import { MiniError } from './errors.js'

const TOKEN_SECONDS = 7_200
const TOKEN_CHARS = 100
/** A forced refresh within 30 s of the last one answers the same token. */
const FORCE_PAUSE_MS = 30_000

/** Refuses with 41001, 40001 or 42001. */
export function checkMiniToken({ world, clock }: Context, value: string | undefined): void {
  if (value === undefined || value === '') {
    throw new MiniError(41001)
  }
  const token = world.tokens.get(value)
  if (token === undefined || token.area !== 'mini') {
    throw new MiniError(40001)
  }
  if (clock.now() - token.issuedAt >= TOKEN_SECONDS * 1000) {
    throw new MiniError(42001)
  }
}

/** appid and secret, or 40013, 40125. */
export function checkApp({ keys }: Context, appid: string, secret: string): void {
  if (appid === '') {
    throw new MiniError(41002)
  }
  if (appid !== keys.miniAppId) {
    throw new MiniError(40013)
  }
  if (secret !== keys.miniSecret) {
    throw new MiniError(40125)
  }
}

function issue({ context, body }: MiniCall): { json: object } {
  const { world, clock } = context
  if (body.text('grant_type') !== 'client_credential') {
    throw new MiniError(40002)
  }
  checkApp(context, body.text('appid'), body.text('secret'))
  const live = world.tokens
    .by('area', 'mini')
    .find(({ issuedAt }) => clock.now() - issuedAt < TOKEN_SECONDS * 1000)
  const renew = body.flag('force_refresh') && clock.now() - (live?.issuedAt ?? 0) >= FORCE_PAUSE_MS
  if (live !== undefined && !renew) {
    const leftMs = live.issuedAt + TOKEN_SECONDS * 1000 - clock.now()
    return { json: { access_token: live.value, expires_in: Math.ceil(leftMs / 1000) } }
  }
  world.tokens.by('area', 'mini').forEach(({ value }) => world.tokens.remove(value))
  const value = world.mint('mini-token', { length: TOKEN_CHARS })
  world.tokens.put({ area: 'mini', value, issuedAt: clock.now() })
  return { json: { access_token: value, expires_in: TOKEN_SECONDS } }
}

/** Source: mini-program docs, getStableAccessToken. */
export const tokenApis: readonly MiniApi[] = [
  { method: 'POST', path: '/cgi-bin/stable_token', open: true, run: issue },
]
