import type { PiiCipher } from '../crypto/index.js'
import { newId } from '../ids/index.js'
import { serverClock, type Db, type Tx } from '../mongo/index.js'
import { leasedQueue, type QueueFields, type QueueState } from '../queue/index.js'
import type { NewOutboxEvent } from './event.js'
import type { AnySubscriber } from './subscriber.js'

export const OUTBOX = 'outbox'

const MAX_TIME_MS = 2_000
/** Bounds what a figure reads; more than this many are shown as this many. */
const MAX_COUNTED = 10_000

/** One row per (event, subscriber): each has its own attempts and its own end. */
export type OutboxRow = QueueFields & {
  /** `<event id>:<subscriber>` */
  _id: string
  eventId: string
  type: string
  subscriber: string
  isInner: boolean
  isFast: boolean
  /** The payload as JSON, encrypted. */
  sealed: string
  createdAt: Date
}

/** Which dead deliveries are meant; nothing given: all of them. */
export type DeadDeliveryFilter = Readonly<{ type?: string; subscriber?: string; reason?: string }>

export type Outbox = {
  /** Stores the events with the change that caused them; nobody is told before the commit. */
  append(events: readonly NewOutboxEvent[], options: { tx: Tx }): Promise<void>
}

export type OutboxStore = ReturnType<typeof outboxStore>

type Deps = Readonly<{ db: Db; cipher: PiiCipher; subscribers: () => readonly AnySubscriber[] }>

/** `subscribers` is asked late: services need the outbox before the subscribers, which need services, exist. */
export function outboxStore({ db, cipher, subscribers }: Deps) {
  const rows = db.collection<OutboxRow>(OUTBOX)
  const queue = leasedQueue(rows)
  const clock = serverClock(db)

  const rowsOf = ({ type, payload }: NewOutboxEvent, now: Date): OutboxRow[] => {
    const eventId = newId('evt')
    const sealed = cipher.encrypt(JSON.stringify(payload))
    return subscribers()
      .filter((subscriber) => subscriber.type === type)
      .map(({ name, isInner, isFast }) => ({
        _id: `${eventId}:${name}`,
        eventId,
        type,
        subscriber: name,
        isInner,
        isFast,
        sealed,
        state: 'pending',
        dueAt: now,
        attempts: 0,
        createdAt: now,
      }))
  }

  const count = (state: QueueState) =>
    rows.countDocuments({ state }, { limit: MAX_COUNTED, maxTimeMS: MAX_TIME_MS })

  async function oldest(state: QueueState): Promise<Date | null> {
    const options = { sort: { createdAt: 1 }, projection: { createdAt: 1 } } as const
    const row = await rows.findOne({ state }, { ...options, maxTimeMS: MAX_TIME_MS })
    return row?.createdAt ?? null
  }

  return {
    rows,
    queue,
    open: (row: OutboxRow): unknown => JSON.parse(cipher.decrypt(row.sealed)),

    async append(events: readonly NewOutboxEvent[], { tx }: { tx: Tx }): Promise<void> {
      const now = clock.now()
      const documents = events.flatMap((event) => rowsOf(event, now))
      if (documents.length > 0) {
        await rows.insertMany(documents, { session: tx, ordered: true })
      }
    },

    /** Rows of inner subscribers that are not through yet: what a drain waits for. */
    countInnerUnfinished: () =>
      rows.countDocuments({ isInner: true, state: { $in: ['pending', 'leased'] } }, { limit: 1 }),

    /** For metrics and health: unfinished rows by state, each counted up to a bound, and their oldest. */
    async figures() {
      const [pending, leased, dead, oldestPendingAt, oldestDeadAt] = await Promise.all([
        count('pending'),
        count('leased'),
        count('dead'),
        oldest('pending'),
        oldest('dead'),
      ])
      return { pending, leased, dead, oldestPendingAt, oldestDeadAt }
    },

    /** The newest dead deliveries, for the console; without payload. */
    listDead: (filter: DeadDeliveryFilter, limit: number) =>
      rows
        .find({ ...filter, state: 'dead' })
        .project<Omit<OutboxRow, 'sealed'>>({ sealed: 0 })
        .sort({ createdAt: -1 })
        .limit(limit)
        .toArray(),

    /** Counted up to `limit`. */
    countDead: (filter: DeadDeliveryFilter, limit: number): Promise<number> =>
      rows.countDocuments({ ...filter, state: 'dead' }, { limit, maxTimeMS: MAX_TIME_MS }),

    /** The ids of those that were caused longest ago. */
    async deadIds(filter: DeadDeliveryFilter, limit: number): Promise<string[]> {
      const found = await rows
        .find({ ...filter, state: 'dead' }, { maxTimeMS: MAX_TIME_MS })
        .project<{ _id: string }>({ _id: 1 })
        .sort({ createdAt: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },

    /** Puts those of these deliveries back to work that are dead; answers how many that were. */
    async retryDead(ids: readonly string[], { tx }: { tx: Tx }): Promise<number> {
      const { matchedCount } = await rows.updateMany(
        { _id: { $in: [...ids] }, state: 'dead' },
        [{ $set: { state: 'pending', dueAt: '$$NOW', attempts: 0 } }],
        { session: tx },
      )
      return matchedCount
    },
  }
}
