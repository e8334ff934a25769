import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../platform/errors/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { OutboxStore } from '../../platform/outbox/index.js'
import type { Lane, NewInboundEvent } from '../../platform/pipeline/index.js'
import type { WakeSignal } from '../../platform/queue/index.js'
import { backlogWatch } from './backlog.js'
import type { GapKeeper } from './gap.js'
import type { InboxRows } from './inbox.repository.js'
import type { Stored } from './inbox.writer.js'

const DRAIN_POLL_MS = 25

type Deps = Readonly<{
  inbox: InboxRows
  outbox: OutboxStore
  wake: Readonly<Record<Lane, WakeSignal>>
  /** Unfinished events beyond which nothing but welcome codes is taken. */
  backlogLimit: number
  gap?: GapKeeper
}>

export type Inbox = ReturnType<typeof inboxService>

export function inboxService({ inbox, outbox, wake, backlogLimit, gap }: Deps) {
  const backlog = backlogWatch({ inbox, limit: backlogLimit, gap })

  async function isIdle(): Promise<boolean> {
    // Both are asked twice: an outbox row may leave an event behind, and an event an outbox row.
    const counts = [
      await inbox.countUnfinished(1),
      await outbox.countInnerUnfinished(),
      await inbox.countUnfinished(1),
    ]
    return counts.every((count) => count === 0)
  }

  return {
    /**
     * Stores an event durably (majority, journaled); `duplicate` when it was stored before. The one command before the
     * answer. Throws `backlog-too-long` or `store-unavailable`, both 503, so that the platform sends again; events with
     * a welcome code are taken whatever the backlog.
     */
    async insert(event: NewInboundEvent): Promise<Stored> {
      if (backlog.isOver() && event.lane !== 'fast') {
        throw new AppError('backlog-too-long', { retriable: true })
      }
      const stored = await inbox.insert(event)
      wake[event.lane ?? 'normal'].signal()
      return stored
    },

    /** Keys that exist from now on, in the caller's transaction: events that wait for them are woken. */
    appear: (keys: readonly string[], tx: Tx): Promise<void> => inbox.appear(keys, tx),
    /** Keys that exist no longer: events wait for them again. */
    disappear: (keys: readonly string[], tx: Tx): Promise<void> => inbox.disappear(keys, tx),

    /** Rows by state; ignored events and incidents count as done. */
    async stats() {
      const [pending, leased, waiting, done, dead] = await Promise.all([
        inbox.countState('pending'),
        inbox.countState('leased'),
        inbox.countState('waiting'),
        inbox.countDone(),
        inbox.countState('dead'),
      ])
      return { pending, leased, waiting, done, dead }
    },

    /** Waits until nothing is pending or leased and every inner subscriber is through; false when the time is over. */
    async drain(timeoutMs: number): Promise<boolean> {
      const deadline = Date.now() + timeoutMs
      while (!(await isIdle())) {
        if (Date.now() >= deadline) {
          return false
        }
        await sleep(DRAIN_POLL_MS)
      }
      return true
    },

    /** Remembers that a callback was not taken: what it told is pulled when the store answers again. */
    noteRefusal(error: unknown): void {
      const isBacklog = error instanceof AppError && error.code === 'backlog-too-long'
      gap?.refused(isBacklog ? 'backlog' : 'store')
    },

    /** Looks at the backlog each second, and closes gaps. */
    watchBacklog: backlog.start,
    lookAtBacklog: backlog.look,
  }
}
