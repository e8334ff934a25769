import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { DeadDeliveryFilter, OutboxStore } from '../../platform/outbox/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { COUNTED_UP_TO, MAX_REPLAYED } from './replays.service.js'

const MAX_LISTED = 100

type Asked = Readonly<{ actor: Actor; reason: string }>
type Selection = Readonly<{ ids: readonly string[] } | { filter: DeadDeliveryFilter }>
type Deps = Readonly<{
  outbox: OutboxStore
  inTransaction: InTransaction
  audit: Pick<Audit, 'record'>
}>

/** Has dead deliveries tried again; the same as `replays`, on the outbox. */
export function retries({ outbox, inTransaction, audit }: Deps) {
  return {
    async one(id: string, { actor, reason }: Asked): Promise<Result<null, 'delivery-not-dead'>> {
      const isRevived = await inTransaction({ commitIf: true }, async (tx) => {
        const entry = {
          actor,
          action: 'outbox.retry',
          subject: { type: 'delivery', id },
          before: { state: 'dead' },
          after: { state: 'pending' },
          reason,
        }
        await audit.record(entry, { tx })
        return (await outbox.retryDead([id], { tx })) === 1
      })
      return isRevived ? ok(null) : refuse('delivery-not-dead')
    },

    async many(selection: Selection, { actor, reason }: Asked) {
      const filter = 'filter' in selection ? selection.filter : {}
      const ids =
        'ids' in selection ? selection.ids : await outbox.deadIds(selection.filter, MAX_REPLAYED)
      const replayed = await inTransaction(async (tx) => {
        const count = await outbox.retryDead(ids, { tx })
        if (count > 0) {
          const { reason: deadReason, ...rest } = filter
          const which = 'ids' in selection ? { keys: [...ids] } : { ...rest, deadReason }
          const entry = {
            actor,
            action: 'outbox.retry-many',
            subject: { type: 'deliveries', id: 'dead' },
            before: { dead: count, ...which },
            after: { dead: 0 },
            reason,
          }
          await audit.record(entry, { tx })
        }
        return count
      })
      const left = 'ids' in selection ? 0 : await outbox.countDead(filter, COUNTED_UP_TO)
      return { replayed, left }
    },

    /** The newest of them, and how many there are. */
    async list(filter: DeadDeliveryFilter) {
      const [rows, count] = await Promise.all([
        outbox.listDead(filter, MAX_LISTED),
        outbox.countDead(filter, COUNTED_UP_TO),
      ])
      const items = rows.map((row) => ({
        id: row._id,
        type: row.type,
        subscriber: row.subscriber,
        createdAt: row.createdAt.toISOString(),
        attempts: row.attempts,
        reason: row.reason ?? null,
      }))
      return { items, count, countedUpTo: COUNTED_UP_TO, perRequest: MAX_REPLAYED }
    },
  }
}
