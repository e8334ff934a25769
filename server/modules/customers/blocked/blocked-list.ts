import type { IdentifierKey } from '../identifier.domain.js'
import type { BlockedValues } from './blocked-values.repository.js'

/** A change is seen by every process after so long at most. */
const LOOK_EVERY_MS = 2_000
/** Changes of transactions that were still open at the last look. */
const OVERLAP_MS = 60_000
const MAX_CHANGES = 10_000

export type BlockedList = ReturnType<typeof blockedList>

/** The operators' list as this process knows it: reading an event asks no database. */
export function blockedList(values: Pick<BlockedValues, 'changedSince'>) {
  const keys = new Set<IdentifierKey>()
  let newest = new Date(0)

  function note(key: IdentifierKey, isActive: boolean): void {
    if (isActive) {
      keys.add(key)
    } else {
      keys.delete(key)
    }
  }

  async function refresh(): Promise<void> {
    const since = new Date(Math.max(0, newest.getTime() - OVERLAP_MS))
    for (const { _id, state, changedAt } of await values.changedSince(since, MAX_CHANGES)) {
      note(_id, state === 'active')
      newest = changedAt > newest ? changedAt : newest
    }
  }

  return {
    has: (key: IdentifierKey): boolean => keys.has(key),
    /** A change of this very process: known at once. */
    note,
    refresh,
    /** Follows the changes of other processes. */
    watch(onError: (error: unknown) => void): { stop(): void } {
      const timer = setInterval(() => void refresh().catch(onError), LOOK_EVERY_MS)
      timer.unref()
      return { stop: () => clearInterval(timer) }
    },
  }
}
