import type { Logger } from 'pino'
import type { gapRepository } from './gap.repository.js'
import type { GapCause } from './inbox.model.js'

/** Who pulls what callbacks may have told while they were refused; names that nobody knows (yet) are left out. */
export type Reconciling = Readonly<{
  jobs: readonly string[]
  request(job: string): Promise<boolean>
}>

export type GapTimes = Readonly<{
  /** Processes that start within this share one pull. */
  startSettleMs: number
  /** A start so soon after a pull has its own only then: starts add up, none is left out. */
  startPauseMs: number
  /** The same between gaps of refused callbacks. */
  pauseMs: number
}>

export const GAP_TIMES: GapTimes = {
  startSettleMs: 10_000,
  startPauseMs: 3 * 60_000,
  pauseMs: 60_000,
}

type Deps = Readonly<{
  gaps: ReturnType<typeof gapRepository>
  /** Null: nothing was ever stored, so nothing can be missing since. */
  lastReceivedAt(): Promise<Date | null>
  reconciling: Reconciling
  times?: GapTimes
  log?: Pick<Logger, 'info'>
}>

export type GapKeeper = ReturnType<typeof gapKeeper>

/**
 * A refused callback is not sent again by WeCom, and nobody knows what a process missed that was not there. So every
 * refusal and every start opens a gap in the database; when the store answers and the backlog is below its limit, one
 * process closes it by asking for a pull of contacts and open payments (architecture.md 2). A refusal is remembered in
 * memory until the store takes it; a crash in between is a start.
 */
export function gapKeeper({ gaps, lastReceivedAt, reconciling, times = GAP_TIMES, log }: Deps) {
  let isStartNoted = false
  const refusals = { count: 0, cause: 'store' as GapCause }

  async function noteStart(): Promise<void> {
    if ((await lastReceivedAt()) !== null) {
      const { startSettleMs: settleMs, startPauseMs: pauseMs } = times
      await gaps.open({ cause: 'start', refused: 0, settleMs, pauseMs })
    }
    isStartNoted = true
  }

  async function noteRefusals(): Promise<void> {
    const { count, cause } = refusals
    await gaps.open({ cause, refused: count, settleMs: 0, pauseMs: times.pauseMs })
    refusals.count -= count
  }

  async function close(): Promise<void> {
    const gap = await gaps.beginClosing()
    if (gap === null) {
      return
    }
    const asked: string[] = []
    for (const job of reconciling.jobs) {
      if (await reconciling.request(job)) {
        asked.push(job)
      }
    }
    const isClosed = await gaps.close(gap)
    const { openedAt: since, cause, refused } = gap
    log?.info({ since, cause, refused, jobs: asked, isClosed }, 'pull asked for after a gap')
  }

  return {
    /** A callback was refused; cheap, and works without the store. */
    refused(cause: Exclude<GapCause, 'start'>): void {
      refusals.count += 1
      refusals.cause = cause
    },

    /** Called each second, and only while the store answers. */
    async look({ isOverLimit }: { isOverLimit: boolean }): Promise<void> {
      if (!isStartNoted) {
        await noteStart()
      }
      if (refusals.count > 0) {
        await noteRefusals()
      } else if (!isOverLimit) {
        await close()
      }
    },
  }
}
