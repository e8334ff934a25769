import type { CircuitRules } from '../platform/circuit-breaker/index.js'
import type { CallLimit, PlatformLimits } from '../platform/rate-budget/index.js'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Background work leaves this much of every bucket to greetings, payments and people who wait. */
const INTERACTIVE_SHARE = 0.2

const perMinute = (limit: number): CallLimit => ({ limit, windowMs: MINUTE_MS })
const perHour = (limit: number): CallLimit => ({ limit, windowMs: HOUR_MS })
const perDay = (limit: number): CallLimit => ({ limit, windowMs: DAY_MS })

export type CallBudgets = Readonly<Record<'wecom' | 'mini' | 'pay', PlatformLimits>>

/**
 * How often each platform may be called: the one table. Numbers marked "ours" are not in the platform's documents; they are
 * set low enough for any shop and high enough not to be felt, and the platform's own refusals close a bucket besides.
 */
export const CALL_BUDGETS: CallBudgets = {
  // WeCom document 90312, wechat-contract.md B.9: per corp and API 10,000 a minute and 150,000 an hour; per IP 20,000 a
  // minute and 600,000 an hour, counted here for the corp as if all processes had one address.
  wecom: {
    account: [perMinute(20_000), perHour(600_000)],
    api: [perMinute(10_000), perHour(150_000)],
    apis: {
      // "Frequent calls are blocked" (document 91039), no number: ours. One token lives two hours.
      gettoken: [{ ...perMinute(60), burst: 20 }],
      // Document 90506: a ticket 400 times an hour per corp, 100 times per app; it lives two hours.
      get_jsapi_ticket: [{ ...perHour(100), burst: 20 }],
      'ticket/get': [{ ...perHour(100), burst: 20 }],
    },
    interactiveShare: INTERACTIVE_SHARE,
  },
  // Mini-program documents name a number for few APIs (wechat-contract.md C.1, C.4); the general ones are ours.
  mini: {
    account: [perMinute(20_000)],
    api: [perMinute(5_000)],
    apis: {
      stable_token: [{ ...perMinute(10_000), burst: 20 }, perDay(500_000)],
      getwxacodeunlimit: [perMinute(5_000)],
    },
    interactiveShare: INTERACTIVE_SHARE,
  },
  // WeChat Pay answers 429 and names no number for these APIs: ours, 100 a second and API.
  pay: {
    account: [perMinute(12_000)],
    api: [perMinute(6_000)],
    apis: { certificates: [{ ...perMinute(60), burst: 20 }] },
    interactiveShare: INTERACTIVE_SHARE,
  },
}

/** When a platform that does not answer is left alone. The first pause is short: a welcome code lives 20 s. */
export const CIRCUIT_RULES: CircuitRules = {
  threshold: 5,
  windowMs: 10 * SECOND_MS,
  firstOpenMs: 500,
  longestOpenMs: 5 * SECOND_MS,
  probeMs: 10 * SECOND_MS,
}
