import type { gapRepository } from './gap.repository.js'
import type { InboxRows } from './inbox.repository.js'
import type { Inbox } from './inbox.service.js'
import type { retentionRepository } from './retention.repository.js'

type Deps = Readonly<{
  rows: InboxRows
  inbox: Pick<Inbox, 'stats'>
  gaps: Pick<ReturnType<typeof gapRepository>, 'read'>
  retention: Pick<ReturnType<typeof retentionRepository>, 'oldestContentAt'>
}>

/** How the intake is; all times are real ones. */
export type InboxHealth = Readonly<{
  pending: number
  leased: number
  waiting: number
  dead: number
  done: number
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

/** Reads every figure of the intake's health on indexes that do not grow with what is done. */
export function inboxHealth({ rows, inbox, gaps, retention }: Deps) {
  return async (): Promise<InboxHealth> => {
    const [stats, pendingAt, deadAt, waitingAt, waitingLong, stuck, gap, contentAt, last, wecom] =
      await Promise.all([
        inbox.stats(),
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
      ...stats,
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
