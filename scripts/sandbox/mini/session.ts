import { useLoginCode } from '../world/codes.js'
import type { MiniApi, MiniCall } from './api.js'
import { MiniError } from './errors.js'
import { checkApp } from './token.js'

const SESSION_KEY_BYTES = 16

/** Who logged in: no errcode on success. Source: mini-program docs, code2Session. */
function codeToSession({ context, query }: MiniCall): { json: object } {
  const { world, clock } = context
  const { appid = '', secret = '', js_code: code = '', grant_type: grant = '' } = query
  checkApp(context, appid, secret)
  if (grant !== 'authorization_code') {
    throw new MiniError(40002)
  }
  if (code === '') {
    throw new MiniError(41008)
  }
  const use = useLoginCode(world, { kind: 'mini', code }, clock.now())
  if (use.outcome !== 'ok') {
    throw new MiniError(use.outcome === 'used' ? 40163 : 40029)
  }
  const person = world.people.get(use.subject)
  if (person === undefined) {
    throw new MiniError(40029)
  }
  const secretText = world.mint('session-key', { length: SESSION_KEY_BYTES })
  const unionid = person.unionidVisible ? { unionid: person.unionid } : {}
  return {
    json: {
      session_key: Buffer.from(secretText, 'latin1').toString('base64'),
      openid: person.openid,
      ...unionid,
    },
  }
}

export const sessionApis: readonly MiniApi[] = [
  { method: 'GET', path: '/sns/jscode2session', open: true, run: codeToSession },
]
