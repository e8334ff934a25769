import type { CodeRules, Pause } from '../../platform/call-guard/index.js'
import { unreachable } from '../../platform/errors/index.js'
import type { Reaction } from '../../platform/http-client/index.js'
import { FAILURE_CODES, type MiniErrorCode } from './wechat-mini.errors.js'

export const TOKEN_API = 'stable_token'
/** Log-in proves itself by the app's secret, too. */
const SECRET_APIS: ReadonlySet<string> = new Set([TOKEN_API, 'jscode2session'])
const CREDENTIAL_REFUSED = '40001'

/**
 * What the mini-program's error codes ask of us, unless the call expects them. Source: mini-program documents, 全局错误码;
 * wechat-contract.md C.9.
 */
const REACTIONS: Readonly<Record<string, Reaction>> = {
  '-1': 'retry', // busy
  45009: 'wait', // quota of the API
  45011: 'wait', // too often for this one user
  40001: 'refresh-token', // bad token; bad secret where a secret was shown
  40014: 'refresh-token',
  42001: 'refresh-token',
  40013: 'config', // bad appid
  40037: 'config', // message template unknown
  40125: 'config', // bad secret
  40164: 'config', // our IP is not in the whitelist
  41030: 'config', // page is not published
  48001: 'config', // this API is not permitted to the app
  40029: 'log-in-again', // code used or too old
  40163: 'log-in-again', // code used
  87009: 'log-in-again', // session key out of date
  10060001: 'resync', // order not there, or not yet
  40003: 'drop', // bad openid
  40226: 'drop', // user blocked
  43101: 'drop', // no message of this kind wanted
  61010: 'drop', // was not here lately
  87014: 'drop', // content refused
  40129: 'bug', // scene too long
  41001: 'bug', // token missing
  47001: 'bug', // request is no JSON
  47003: 'bug', // template field wrong
}

/** 40001 means a wrong secret where the app's secret was shown, else a token that was replaced. */
export function reactionTo(errcode: number | string, api: string): Reaction {
  if (String(errcode) === CREDENTIAL_REFUSED && SECRET_APIS.has(api)) {
    return 'config'
  }
  return REACTIONS[errcode] ?? 'drop'
}

/** Both count by the minute first; a day's quota goes on refusing, and the pause grows. */
const QUOTA: Pause = { firstMs: 60_000, longestMs: 3_600_000 }

/** For the guard around every call. 45011 is about one user and closes the API for nobody else. */
export const miniCodeRules: CodeRules = {
  reactionTo,
  pauseAfter: (code) => (code === '45009' ? QUOTA : null),
}

type Verdict = Readonly<{
  code: MiniErrorCode
  retriable: boolean
  reaction: Reaction
  retryAfterMs?: number
}>

/** Our code for an error of the platform. None of them has an effect. */
export function verdictOf(errcode: number, api: string): Verdict {
  const reaction = reactionTo(errcode, api)
  switch (reaction) {
    case 'wait': {
      const retryAfterMs = QUOTA.firstMs
      return { code: FAILURE_CODES.frequencyLimited, retriable: true, reaction, retryAfterMs }
    }
    // A token refused twice in a row: somebody revokes them faster than we fetch.
    case 'retry':
    case 'refresh-token':
      return { code: FAILURE_CODES.unavailable, retriable: true, reaction }
    case 'config':
      return { code: 'mini-config-wrong', retriable: false, reaction }
    case 'resync':
    case 'query':
    case 'log-in-again':
    case 'drop':
    case 'bug':
      return { code: 'mini-refused', retriable: false, reaction }
    default:
      return unreachable(reaction)
  }
}
