import { defineErrors } from '../../platform/errors/index.js'

export const payErrors = defineErrors({
  'wechat-pay-unavailable': {
    status: 503,
    title: 'WeChat Pay is busy or not reachable',
    retriable: true,
  },
  'wechat-pay-outcome-unknown': {
    status: 503,
    title: 'WeChat Pay gave no answer that can be believed; what was asked may have been done',
    retriable: true,
  },
  'wechat-pay-frequency-limited': {
    status: 503,
    title: 'WeChat Pay wants to be called less often',
    retriable: true,
  },
  'wechat-pay-config-wrong': {
    status: 502,
    title: 'WeChat Pay refuses this merchant: look at its settings',
  },
  'wechat-pay-order-paid': { status: 502, title: 'WeChat Pay says that this order is paid' },
  'wechat-pay-order-closed': { status: 502, title: 'WeChat Pay says that this order is closed' },
  'wechat-pay-number-used': {
    status: 502,
    title: 'WeChat Pay knows this order number with other content',
  },
  'wechat-pay-refused': { status: 502, title: 'WeChat Pay refused what was asked' },
  'wechat-pay-answer-unexpected': {
    status: 502,
    title: 'WeChat Pay answered in an unknown shape',
  },
})

export type PayErrorCode = keyof typeof payErrors

/**
 * An error code of WeChat Pay without underscores: its documents of different years spell SYSTEM_ERROR and SYSTEMERROR,
 * ORDER_NOT_EXIST and ORDERNOTEXIST, ORDER_PAID and ORDERPAID.
 */
export function normalCode(code: string): string {
  return code.replaceAll('_', '').toUpperCase()
}

type Verdict = Readonly<{
  code: PayErrorCode
  retriable: boolean
  effect: 'none' | 'unknown'
  retryAfterMs?: number
}>

const FREQUENCY_PAUSE_MS = 5_000

const KNOWN = new Map<string, Verdict>([
  ['FREQUENCYLIMITED', limited()],
  ['FREQUENCYLIMITEXCEED', limited()],
  ['RATELIMITEXCEEDED', limited()],
  // The bank may have been asked already.
  ['SYSTEMERROR', unknown()],
  ['BANKERROR', unknown()],
  ['SIGNERROR', refused('wechat-pay-config-wrong')],
  ['NOAUTH', refused('wechat-pay-config-wrong')],
  ['ACCOUNTERROR', refused('wechat-pay-config-wrong')],
  ['APPIDMCHIDNOTMATCH', refused('wechat-pay-config-wrong')],
  ['MCHNOTEXISTS', refused('wechat-pay-config-wrong')],
  ['ORDERPAID', refused('wechat-pay-order-paid')],
  ['ORDERCLOSED', refused('wechat-pay-order-closed')],
  ['OUTTRADENOUSED', refused('wechat-pay-number-used')],
  ['USERPAYING', { code: 'wechat-pay-unavailable', retriable: true, effect: 'none' }],
])

/** Our code for an error of WeChat Pay; what is not known goes by its status. Source: v3 documents, 公共错误码. */
export function verdictOf(status: number, platformCode: string | undefined): Verdict {
  const known = platformCode === undefined ? undefined : KNOWN.get(normalCode(platformCode))
  if (known !== undefined) {
    return known
  }
  if (status === 429) {
    return limited()
  }
  return status >= 400 && status < 500 ? refused('wechat-pay-refused') : unknown()
}

function limited(): Verdict {
  const code = 'wechat-pay-frequency-limited'
  return { code, retriable: true, effect: 'none', retryAfterMs: FREQUENCY_PAUSE_MS }
}

function unknown(): Verdict {
  return { code: 'wechat-pay-outcome-unknown', retriable: true, effect: 'unknown' }
}

function refused(code: PayErrorCode): Verdict {
  return { code, retriable: false, effect: 'none' }
}
