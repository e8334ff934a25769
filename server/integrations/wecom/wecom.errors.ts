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

/** Success codes beside it are looked at by each call, which names the errors it expects. */
export const OK = 0

/** The token was refused: fetch a new one, once, and ask again, once. */
export const TOKEN_REFUSED: ReadonlySet<number> = new Set([40014, 42001])

/** Busy, version conflict, too many at once: nothing was done, ask again soon. */
export const BUSY: ReadonlySet<number> = new Set([-1, 6000, 45033])

const FREQUENCY_LIMITED = 45009
/** The shortest of WeCom's windows (document 90312); a longer block answers the same again. */
const FREQUENCY_PAUSE_MS = 60_000

/** What an operator must set right; trying again does not help. */
const CONFIG_WRONG = new Set([
  40001, 40013, 40056, 41001, 48002, 50001, 60011, 60020, 84074, 301002, 701008,
])

type Verdict = Readonly<{ code: WecomErrorCode; retriable: boolean; retryAfterMs?: number }>

/** Our code for an error of WeCom. Source: document 90313, global error codes. */
export function verdictOf(errcode: number): Verdict {
  if (errcode === FREQUENCY_LIMITED) {
    return {
      code: 'wecom-frequency-limited',
      retriable: true,
      retryAfterMs: FREQUENCY_PAUSE_MS,
    }
  }
  // A token refused twice in a row: somebody revokes them faster than we fetch.
  if (BUSY.has(errcode) || TOKEN_REFUSED.has(errcode)) {
    return { code: 'wecom-unavailable', retriable: true }
  }
  const code = CONFIG_WRONG.has(errcode) ? 'wecom-config-wrong' : 'wecom-refused'
  return { code, retriable: false }
}
