import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Lane } from '../../platform/pipeline/index.js'
import type { WakeSignal } from '../../platform/queue/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { DeadFilter } from './dead.repository.js'
import type { InboxRows } from './inbox.repository.js'

/** Events of one request; the rest needs another one. Few enough for one short transaction. */
export const MAX_REPLAYED = 1_000
/** More dead events than this are counted as this many. */
export const COUNTED_UP_TO = 10_000
const REASONS_SHOWN = 20

type Asked = Readonly<{ actor: Actor; reason: string }>
type Selection = Readonly<{ keys: readonly string[] } | { filter: DeadFilter }>

type Deps = Readonly<{
  rows: InboxRows
  inTransaction: InTransaction
  audit: Pick<Audit, 'record'>
  wake: Readonly<Record<Lane, WakeSignal>>
}>

/** Puts dead events back to work, with the entry in the audit trail in the same transaction. */
export function replays({ rows, inTransaction, audit, wake }: Deps) {
  function wakeAll(): void {
    wake.fast.signal()
    wake.normal.signal()
  }

  return {
    async one(
      key: string,
      { actor, reason }: Asked,
    ): Promise<Result<null, 'event-not-found' | 'event-not-dead'>> {
      const row = await rows.find(key)
      if (row === null) {
        return refuse('event-not-found')
      }
      const isRevived = await inTransaction({ commitIf: true }, async (tx) => {
        const entry = {
          actor,
          action: 'inbox.replay',
          subject: { type: 'inbox-event', id: key },
          before: { state: 'dead', deadReason: row.reason ?? null },
          after: { state: 'pending', deadReason: null },
          reason,
        }
        await audit.record(entry, { tx })
        return (await rows.revive([key], { tx })) === 1
      })
      if (!isRevived) {
        return refuse('event-not-dead')
      }
      wakeAll()
      return ok(null)
    },

    /**
     * At most `MAX_REPLAYED`, those that arrived first; `left` is what the same filter still finds (counted up to
     * `COUNTED_UP_TO`). Events that are no longer dead are left alone, so that the same request twice does nothing twice.
     */
    async many(selection: Selection, { actor, reason }: Asked) {
      const filter = 'filter' in selection ? selection.filter : {}
      const keys =
        'keys' in selection ? selection.keys : await rows.deadKeys(selection.filter, MAX_REPLAYED)
      const replayed = await inTransaction(async (tx) => {
        const count = await rows.revive(keys, { tx })
        if (count > 0) {
          const entry = {
            actor,
            action: 'inbox.replay-many',
            subject: { type: 'inbox-events', id: 'dead' },
            before: { dead: count, ...wordsOf(filter, selection) },
            after: { dead: 0 },
            reason,
          }
          await audit.record(entry, { tx })
        }
        return count
      })
      wakeAll()
      const left = 'keys' in selection ? 0 : await rows.countDead(filter, COUNTED_UP_TO)
      return { replayed, left }
    },

    /** What `many` with this filter would do. */
    async preview(filter: DeadFilter) {
      const [count, reasons] = await Promise.all([
        rows.countDead(filter, COUNTED_UP_TO),
        rows.deadReasons(filter, REASONS_SHOWN),
      ])
      return { count, countedUpTo: COUNTED_UP_TO, perRequest: MAX_REPLAYED, reasons }
    },
  }
}

/** Which ones, for the audit trail. */
function wordsOf({ reason, ...filter }: DeadFilter, selection: Selection) {
  return 'keys' in selection
    ? { keys: [...selection.keys] }
    : { ...filter, ...(reason === undefined ? {} : { deadReason: reason }) }
}
