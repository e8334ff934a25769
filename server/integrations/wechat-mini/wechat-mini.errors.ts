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

type MiniErrorCode = keyof typeof miniErrors

export const OK = 0
const BUSY = -1
const FREQUENCY_LIMITED = new Set([45009, 45011])
/** Both limits count by the minute. */
const FREQUENCY_PAUSE_MS = 60_000

/** The token was refused. 40001 means a wrong secret only in the answer to a token request. */
export const TOKEN_REFUSED: ReadonlySet<number> = new Set([40001, 40014, 42001])

const CONFIG_WRONG = new Set([40001, 40013, 40125, 40164, 41030, 48001])

type Verdict = Readonly<{ code: MiniErrorCode; retriable: boolean; retryAfterMs?: number }>

/** Our code for an error of the platform. Source: mini-program documents, 全局错误码. */
export function verdictOf(errcode: number): Verdict {
  if (FREQUENCY_LIMITED.has(errcode)) {
    return { code: 'mini-frequency-limited', retriable: true, retryAfterMs: FREQUENCY_PAUSE_MS }
  }
  if (errcode === BUSY || errcode === 40014 || errcode === 42001) {
    return { code: 'mini-unavailable', retriable: true }
  }
  const code = CONFIG_WRONG.has(errcode) ? 'mini-config-wrong' : 'mini-refused'
  return { code, retriable: false }
}
