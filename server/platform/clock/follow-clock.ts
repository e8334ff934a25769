import { request } from 'undici'
import { z } from 'zod'
import { offsetClock, type Clock } from './clock.js'

const ClockAnswer = z.object({ offsetMs: z.number() })
const REFRESH_MS = 500
const TIMEOUT_MS = 2_000

export type FollowedClock = Clock & {
  /** Asks once; a clock that was moved is seen from then on. */
  refresh(): Promise<void>
  stop(): void
}

/**
 * Business time that follows the sandbox's clock, which can be advanced and never goes back. While the sandbox does not
 * answer, the last known offset stands.
 */
export function followClock(sandboxUrl: string, onError: (error: unknown) => void): FollowedClock {
  let offsetMs = 0
  const refresh = async () => {
    const { body } = await request(`${sandboxUrl}/control/clock`, {
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    })
    offsetMs = Math.max(offsetMs, ClockAnswer.parse(await body.json()).offsetMs)
  }
  const timer = setInterval(() => void refresh().catch(onError), REFRESH_MS)
  return { ...offsetClock(() => offsetMs), refresh, stop: () => clearInterval(timer) }
}
