import { defineErrors } from '../../platform/errors/index.js'

export const wecomErrors = defineErrors({
  'wecom-unavailable': { status: 503, title: 'WeCom is busy or not reachable', retriable: true },
  'wecom-outcome-unknown': {
    status: 503,
    title: 'WeCom gave no answer; what was asked may have been done',
    retriable: true,
  },
  'wecom-frequency-limited': {
    status: 503,
    title: 'WeCom wants to be called less often',
    retriable: true,
  },
  'wecom-welcome-in-progress': {
    status: 503,
    title: 'Another app is sending a welcome message with this code right now',
    retriable: true,
  },
  'wecom-config-wrong': { status: 502, title: 'WeCom refuses this app: look at its settings' },
  'wecom-refused': { status: 502, title: 'WeCom refused what was asked' },
  'wecom-answer-unexpected': { status: 502, title: 'WeCom answered in an unknown shape' },
})

export type WecomErrorCode = keyof typeof wecomErrors

/** When there was no answer at all. */
export const FAILURE_CODES = {
  unavailable: 'wecom-unavailable',
  outcomeUnknown: 'wecom-outcome-unknown',
  frequencyLimited: 'wecom-frequency-limited',
} as const satisfies Record<string, WecomErrorCode>

/** Success; other codes are looked at by each call, which names those it expects. */
export const OK = 0
