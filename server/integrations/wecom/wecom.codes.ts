import type { CodeRules, Pause } from '../../platform/call-guard/index.js'
import { unreachable } from '../../platform/errors/index.js'
import type { Reaction } from '../../platform/http-client/index.js'
import { OPTIONAL_APIS } from './id-conversion.js'
import { FAILURE_CODES, type WecomErrorCode } from './wecom.errors.js'

/**
 * What WeCom's error codes ask of us. Those that a call expects (a bad welcome code, a contact who is gone) it looks at
 * itself, before this table. Source: WeCom document 90313, 全局错误码; wechat-contract.md B.10.
 */
const REACTIONS: Readonly<Record<string, Reaction>> = {
  '-1': 'retry', // busy
  6000: 'retry', // the data is being changed by somebody else
  45033: 'retry', // too many at once
  41096: 'retry', // another app is sending the welcome message right now
  45009: 'wait', // called too often
  40014: 'refresh-token', // token invalid
  42001: 'refresh-token', // token expired
  40001: 'config', // bad secret
  40013: 'config', // bad corpid
  40056: 'config', // bad agentid
  48002: 'config', // this API is not permitted to the app
  50001: 'config', // redirect domain is not trusted
  60011: 'config', // outside the app's visible range
  60020: 'config', // our IP is not in the trusted list
  84074: 'config', // no right on customers
  301002: 'config', // no right on that app
  701008: 'config', // no licence for the customer interfaces
  40029: 'log-in-again', // OAuth code used or too old
  40050: 'resync', // group unknown
  40068: 'resync', // tag unknown
  40071: 'resync', // tag name exists
  46004: 'resync', // staff member unknown
  60111: 'resync', // staff member unknown
  84061: 'resync', // not this staff member's customer
  40003: 'drop', // bad userid
  40096: 'drop', // bad external_userid
  41050: 'drop', // welcome code bad or over
  41051: 'drop', // they are chatting already
  43004: 'drop', // does not follow
  44004: 'drop', // nothing to send
  81011: 'drop', // the tag belongs to another app
  81013: 'drop', // none of the receivers exists
  40058: 'bug', // bad parameter
  40063: 'bug', // empty parameter
  41001: 'bug', // token missing
}

/** What is not in the table cannot be helped by trying again. */
export function reactionTo(errcode: number | string): Reaction {
  return REACTIONS[errcode] ?? 'drop'
}

/**
 * WeCom does not say which window was broken: a minute's block lasts 60 s, an hour's 60 min (document 90312). So the first
 * pause is the short one, and it grows while WeCom goes on refusing. Too many at once has no window: half a second.
 */
const PAUSES: Readonly<Record<string, Pause>> = {
  45009: { firstMs: 60_000, longestMs: 3_600_000 },
  45033: { firstMs: 500, longestMs: 5_000 },
}

const NOT_PERMITTED = '48002'

/** For the guard around every call. An optional API that is not permitted is off, no wrong setting. */
export const wecomCodeRules: CodeRules = {
  reactionTo: (code, api) =>
    code === NOT_PERMITTED && OPTIONAL_APIS.includes(api) ? 'drop' : reactionTo(code),
  pauseAfter: (code) => PAUSES[code] ?? null,
}

type Verdict = Readonly<{
  code: WecomErrorCode
  retriable: boolean
  reaction: Reaction
  retryAfterMs?: number
}>

/** Our code for an error of WeCom. None of them has an effect: WeCom says errors in place of doing what was asked. */
export function verdictOf(errcode: number): Verdict {
  const reaction = reactionTo(errcode)
  switch (reaction) {
    case 'wait': {
      const retryAfterMs = PAUSES[errcode]?.firstMs
      return { code: FAILURE_CODES.frequencyLimited, retriable: true, reaction, retryAfterMs }
    }
    // A token refused twice in a row: somebody revokes them faster than we fetch.
    case 'retry':
    case 'refresh-token':
      return { code: FAILURE_CODES.unavailable, retriable: true, reaction }
    case 'config':
      return { code: 'wecom-config-wrong', retriable: false, reaction }
    case 'resync':
    case 'query':
    case 'log-in-again':
    case 'drop':
    case 'bug':
      return { code: 'wecom-refused', retriable: false, reaction }
    default:
      return unreachable(reaction)
  }
}
