import type { CodeRules, Pause } from '../../platform/call-guard/index.js'
import type { Reaction } from '../../platform/http-client/index.js'
import { FAILURE_CODES, type PayErrorCode } from './wechat-pay.errors.js'

/**
 * An error code of WeChat Pay without underscores: its documents of different years spell SYSTEM_ERROR and SYSTEMERROR,
 * ORDER_NOT_EXIST and ORDERNOTEXIST, ORDER_PAID and ORDERPAID.
 */
export function normalCode(code: string): string {
  return code.replaceAll('_', '').toUpperCase()
}

type Verdict = Readonly<{
  code: PayErrorCode
  reaction: Reaction
  retriable: boolean
  effect: 'none' | 'unknown'
  retryAfterMs?: number
}>

/** WeChat Pay documents no window: a few seconds, then longer while it goes on refusing. */
const FREQUENCY_PAUSE: Pause = { firstMs: 5_000, longestMs: 300_000 }

const limited: Verdict = {
  code: FAILURE_CODES.frequencyLimited,
  reaction: 'wait',
  retriable: true,
  effect: 'none',
  retryAfterMs: FREQUENCY_PAUSE.firstMs,
}
/** The bank may have been asked already: the order is queried, never made again under a new number. */
const unknown: Verdict = {
  code: FAILURE_CODES.outcomeUnknown,
  reaction: 'query',
  retriable: true,
  effect: 'unknown',
}
const busy: Verdict = {
  code: FAILURE_CODES.unavailable,
  reaction: 'retry',
  retriable: true,
  effect: 'none',
}
const refused = (reaction: Reaction, code: PayErrorCode = 'wechat-pay-refused'): Verdict => ({
  code,
  reaction,
  retriable: false,
  effect: 'none',
})
const config = refused('config', 'wechat-pay-config-wrong')

/** By normal code. Sources: WeChat Pay v3, 公共错误码, 关闭订单; wechat-contract.md D.5. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  FREQUENCYLIMITED: limited,
  FREQUENCYLIMITEXCEED: limited,
  RATELIMITEXCEEDED: limited,
  SYSTEMERROR: unknown,
  BANKERROR: unknown,
  USERPAYING: busy,
  SIGNERROR: config,
  NOAUTH: config,
  ACCOUNTERROR: config,
  APPIDMCHIDNOTMATCH: config,
  MCHNOTEXISTS: config,
  ORDERPAID: refused('query', 'wechat-pay-order-paid'),
  ORDERCLOSED: refused('query', 'wechat-pay-order-closed'),
  OUTTRADENOUSED: refused('query', 'wechat-pay-number-used'),
  // It says that the order is in no state for this, not in which.
  TRADEERROR: refused('query'),
  ORDERNOTEXIST: refused('resync'),
  RESOURCENOTEXISTS: refused('resync'),
  NOTENOUGH: refused('drop', 'wechat-pay-balance-low'),
  USERACCOUNTABNORMAL: refused('drop', 'wechat-pay-payee-abnormal'),
  RULELIMIT: refused('drop'),
  PARAMERROR: refused('bug'),
  INVALIDREQUEST: refused('bug'),
  // Sent with status 500, and yet nothing was done.
  INVALIDTRANSACTIONID: refused('bug'),
  OPENIDMISMATCH: refused('bug'),
}

/** Our code for an error of WeChat Pay; what is not known goes by its status. */
export function verdictOf(status: number, platformCode: string | undefined): Verdict {
  const known = platformCode === undefined ? undefined : VERDICTS[normalCode(platformCode)]
  if (known !== undefined) {
    return known
  }
  if (status === 429) {
    return limited
  }
  return status >= 400 && status < 500 ? refused('drop') : unknown
}

/** The guard sees codes, and the status where an answer had none. */
function reactionTo(code: string): Reaction {
  return verdictOf(/^\d{3}$/.test(code) ? Number(code) : 400, code).reaction
}

/** For the guard around every call. */
export const payCodeRules: CodeRules = {
  reactionTo,
  pauseAfter: (code) => (reactionTo(code) === 'wait' ? FREQUENCY_PAUSE : null),
}
