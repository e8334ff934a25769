import { errorOf } from '../http/error-of.js'
import type { Attempt, WireRequest } from './model.js'

const MAX_RESPONSE_CHARS = 4_000

type Reply = Pick<Attempt, 'status' | 'error' | 'responseBody' | 'durationMs'>

/** Posts once and waits at most `timeoutMs` for the whole answer. Never throws. */
export async function post(
  request: WireRequest,
  { timeoutMs, closing }: { timeoutMs: number; closing: AbortSignal },
): Promise<Reply> {
  const started = performance.now()
  const took = () => Math.round(performance.now() - started)
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]),
    })
    const text = await response.text()
    const responseBody = text.slice(0, MAX_RESPONSE_CHARS)
    return { status: response.status, error: null, responseBody, durationMs: took() }
  } catch (error) {
    const timedOut = errorOf(error).name === 'TimeoutError'
    const cause = (error as { cause?: unknown }).cause ?? error
    return {
      status: null,
      error: timedOut ? 'timeout' : 'connection',
      responseBody: timedOut ? `no answer within ${timeoutMs} ms` : errorOf(cause).message,
      durationMs: took(),
    }
  }
}
