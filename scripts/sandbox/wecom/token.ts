import type { Context } from '../context.js'
import type { WecomApi } from './api.js'
import { WecomError } from './errors.js'

export const TOKEN_SECONDS = 7_200
const TOKEN_CHARS = 86

/** The token in force, or a new one: calls within its life answer the same token. */
function currentToken({ world, clock }: Context): string {
  const live = world.tokens
    .by('area', 'wecom')
    .find(({ issuedAt }) => clock.now() - issuedAt < TOKEN_SECONDS * 1000)
  if (live !== undefined) {
    return live.value
  }
  const value = world.mint('wecom-token', { length: TOKEN_CHARS })
  return world.tokens.put({ area: 'wecom', value, issuedAt: clock.now() }).value
}

/** Refuses with 41001, 40014 or 42001. */
export function checkToken({ world, clock }: Context, value: string | undefined): void {
  if (value === undefined || value === '') {
    throw new WecomError(41001)
  }
  const token = world.tokens.get(value)
  if (token === undefined || token.area !== 'wecom') {
    throw new WecomError(40014)
  }
  if (clock.now() - token.issuedAt >= TOKEN_SECONDS * 1000) {
    throw new WecomError(42001)
  }
}

/** Ends all tokens of a platform before their time, as WeCom may do at any moment. */
export function revokeTokens({ world }: Context, area: 'wecom' | 'mini'): void {
  world.tokens.by('area', area).forEach(({ value }) => world.tokens.remove(value))
}

/** Source: WeCom 91039, 获取access_token. */
const getToken: WecomApi = {
  method: 'GET',
  path: '/gettoken',
  open: true,
  run({ context, query }) {
    const { corpid = '', corpsecret = '' } = query
    if (corpsecret === '') {
      throw new WecomError(41004)
    }
    if (corpid !== context.keys.corpId) {
      throw new WecomError(40013)
    }
    if (corpsecret !== context.keys.appSecret) {
      throw new WecomError(40001)
    }
    return { access_token: currentToken(context), expires_in: TOKEN_SECONDS }
  },
}

export const tokenApis: readonly WecomApi[] = [getToken]
