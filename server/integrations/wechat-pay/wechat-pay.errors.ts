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
  'wechat-pay-balance-low': {
    status: 502,
    title: 'Our account at WeChat Pay does not hold enough for this',
  },
  'wechat-pay-payee-abnormal': {
    status: 502,
    title: 'The account that paid can no longer receive money',
  },
  'wechat-pay-bill-damaged': {
    status: 502,
    title: 'The bill did not arrive as WeChat Pay has written it',
    retriable: true,
  },
  'wechat-pay-refused': { status: 502, title: 'WeChat Pay refused what was asked' },
  'wechat-pay-answer-unexpected': {
    status: 502,
    title: 'WeChat Pay answered in an unknown shape',
  },
})

export type PayErrorCode = keyof typeof payErrors

/** When there was no answer at all. */
export const FAILURE_CODES = {
  unavailable: 'wechat-pay-unavailable',
  outcomeUnknown: 'wechat-pay-outcome-unknown',
  frequencyLimited: 'wechat-pay-frequency-limited',
} as const satisfies Record<string, PayErrorCode>
