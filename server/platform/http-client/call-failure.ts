import { CallFailed } from './call-failed.js'
import { CallHeld } from './call-held.js'
import { HttpFailure } from './http-failure.js'

type Codes = Readonly<{ unavailable: string; outcomeUnknown: string; frequencyLimited: string }>

/**
 * What a client threw in place of an answer, as a `CallFailed` with the platform's own codes: without effect when the call
 * surely did not arrive or was not sent, else unknown. Other errors come back as they are.
 */
export function callFailure(
  error: unknown,
  { api, codes }: { api: string; codes: Codes },
): unknown {
  if (error instanceof CallHeld) {
    const code = error.reason === 'circuit-open' ? codes.unavailable : codes.frequencyLimited
    const { retryAfterMs } = error
    return new CallFailed(code, {
      api,
      effect: 'none',
      retriable: true,
      retryAfterMs,
      cause: error,
    })
  }
  if (!(error instanceof HttpFailure)) {
    return error
  }
  return error.kind === 'unreachable'
    ? new CallFailed(codes.unavailable, { api, effect: 'none', retriable: true, cause: error })
    : new CallFailed(codes.outcomeUnknown, {
        api,
        effect: 'unknown',
        retriable: true,
        cause: error,
      })
}
