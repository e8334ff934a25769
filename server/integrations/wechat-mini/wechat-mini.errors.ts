import { defineErrors } from '../../platform/errors/index.js'

export const miniErrors = defineErrors({
  'mini-unavailable': {
    status: 503,
    title: 'The mini-program platform is busy or not reachable',
    retriable: true,
  },
  'mini-outcome-unknown': {
    status: 503,
    title: 'The mini-program platform gave no answer; what was asked may have been done',
    retriable: true,
  },
  'mini-frequency-limited': {
    status: 503,
    title: 'The mini-program platform wants to be called less often',
    retriable: true,
  },
  'mini-config-wrong': {
    status: 502,
    title: 'The mini-program platform refuses this app: look at its settings',
  },
  'mini-refused': { status: 502, title: 'The mini-program platform refused what was asked' },
  'mini-answer-unexpected': {
    status: 502,
    title: 'The mini-program platform answered in an unknown shape',
  },
  'login-code-invalid': { status: 401, title: 'The log-in code is unknown, used or too old' },
  'login-blocked': { status: 403, title: 'WeChat has blocked this user' },
  'phone-code-invalid': { status: 422, title: 'The phone code is unknown, used or too old' },
})

export type MiniErrorCode = keyof typeof miniErrors

/** When there was no answer at all. */
export const FAILURE_CODES = {
  unavailable: 'mini-unavailable',
  outcomeUnknown: 'mini-outcome-unknown',
  frequencyLimited: 'mini-frequency-limited',
} as const satisfies Record<string, MiniErrorCode>

export const OK = 0
