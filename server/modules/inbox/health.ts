import type { gapRepository } from './gap.repository.js'
import type { InboxRows } from './inbox.repository.js'
import type { retentionRepository } from './retention.repository.js'

type Deps = Readonly<{
  rows: InboxRows
  /** Unfinished events beyond which callbacks are refused. */
  backlogLimit: number
  gaps: Pick<ReturnType<typeof gapRepository>, 'read'>
  retention: Pick<ReturnType<typeof retentionRepository>, 'oldestContentAt'>
}>

/** How the intake is; all times are real ones. Counts have a bound, so that asking costs the same on a bad day. */
export type InboxHealth = Readonly<{
  /** Up to the limit of the backlog and one more, like `leased`. */
  pending: number
  leased: number
  /** Up to 10,000, like `dead`. */
  waiting: number
  dead: number
  limit: number
  /** Since when the oldest event has been here that is still to be worked. */
  oldestPendingAt: Date | null
  oldestDeadAt: Date | null
  oldestWaitingAt: Date | null
  /** Events that have waited for their key for more than 30 days. They never die. */
  waitingLong: number
  /** Leases that ran out more than a minute ago: nobody is there to free them. */
  stuckLeases: number
  /** Events that two workers or more in a row fell silent over; the fifth time they are dead. */
  lapsedRepeatedly: number
  /** Since when callbacks may be missing that nobody has pulled yet. */
  gapSince: Date | null
  /** The last gap that was made good: from when to when, why, and how many callbacks were refused. */
  lastGap: { openedAt: Date; closedAt: Date; cause: string; refused: number } | null
  /** When the oldest event was done that still has its content; more than 91 days ago: the job is late. */
  oldestContentAt: Date | null
  lastReceivedAt: Date | null
  lastWecomAt: Date | null
}>

/** More than this many are counted as this many. */
const MAX_COUNTED = 10_000

/** Reads every figure of the intake's health on indexes that do not grow with what is done. */
export function inboxHealth({ rows, backlogLimit, gaps, retention }: Deps) {
  async function countAll() {
    const [pending, leased, waiting, dead] = await Promise.all([
      rows.countState('pending', backlogLimit + 1),
      rows.countState('leased', backlogLimit + 1),
      rows.countState('waiting', MAX_COUNTED),
      rows.countState('dead', MAX_COUNTED),
    ])
    return { pending, leased, waiting, dead }
  }

  return async (): Promise<InboxHealth> => {
    const [counts, pendingAt, deadAt, waitingAt, waitingLong, stuck, gap, contentAt, last, wecom] =
      await Promise.all([
        countAll(),
        rows.oldestAt('pending'),
        rows.oldestAt('dead'),
        rows.oldestAt('waiting'),
        rows.countLongWaiting(),
        rows.stuckLeases(),
        gaps.read(),
        retention.oldestContentAt(),
        rows.lastReceivedAt(),
        rows.lastReceivedAt('wecom'),
      ])
    return {
      ...counts,
      limit: backlogLimit,
      oldestPendingAt: pendingAt,
      oldestDeadAt: deadAt,
      oldestWaitingAt: waitingAt,
      waitingLong,
      stuckLeases: stuck.overdue,
      lapsedRepeatedly: stuck.repeated,
      gapSince: gap?.openedAt ?? null,
      lastGap: gap?.last ?? null,
      oldestContentAt: contentAt,
      lastReceivedAt: last,
      lastWecomAt: wecom,
    }
  }
}
