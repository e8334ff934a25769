import { contentHash, sha256Hex, type PiiCipher } from '../../platform/crypto/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import type { Lane, NewInboundEvent } from '../../platform/pipeline/index.js'
import { leasedQueue } from '../../platform/queue/index.js'
import { guardCollection, inboxCollection, type InboxRow } from './inbox.model.js'
import { inboxWriter, type InboxWriter } from './inbox.writer.js'

export type InboxRows = ReturnType<typeof inboxRepository>

type Claimed = Readonly<{ token: string; rows: readonly InboxRow[] }>

const SEQ_PER_MS = 4_096
/** How soon a row is looked at again whose predecessor is still being worked. */
const BLOCKED_MS = 150
/** Rows of one partition that are compared; those behind are given back and come again. */
const MAX_COMPARED = 2_000
const MAX_TIME_MS = 5_000

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  /** Another one only to measure what everything but the insert costs. */
  writer?: InboxWriter
}>

/** The inbox's collection: stores, claims in order, finishes under a token. */
export function inboxRepository({ db, cipher, writer = inboxWriter(db) }: Deps) {
  const rows = inboxCollection(db)
  const guards = guardCollection(db)
  const queue = leasedQueue(rows)
  let lastSeq = 0

  /** Grows with time and never repeats within this process. */
  const nextSeq = (): number => (lastSeq = Math.max(lastSeq + 1, Date.now() * SEQ_PER_MS))

  function rowOf(event: NewInboundEvent): InboxRow {
    const now = new Date()
    return {
      _id: event.key,
      source: event.source,
      type: event.type,
      partitionKey: event.partitionKey,
      lane: event.lane ?? 'normal',
      seq: nextSeq(),
      occurredAt: event.occurredAt,
      receivedAt: now,
      contentHash: hashOf(event.payload),
      sealed: cipher.encrypt(event.payload),
      state: 'pending',
      dueAt: new Date(now.getTime() + (event.delayMs ?? 0)),
      attempts: 0,
    }
  }

  /** Of what this token holds, the rows that no earlier unfinished row of their partition precedes. */
  async function inOrder(lane: Lane, { token, rows: held }: Claimed): Promise<InboxRow[]> {
    const partitions = [...new Set(held.map(({ partitionKey }) => partitionKey))]
    const last = Math.max(...held.map(({ seq }) => seq))
    const unfinished = await rows
      .find({
        partitionKey: { $in: partitions },
        state: { $in: ['pending', 'leased'] },
        seq: { $lte: last },
        // A welcome code lives 20 s and its step reads the platform anew: it waits for nothing in the slow lane.
        ...(lane === 'fast' ? { lane } : {}),
      })
      .project<Pick<InboxRow, '_id' | 'partitionKey' | 'seq' | 'token'>>({
        partitionKey: 1,
        seq: 1,
        token: 1,
      })
      .sort({ seq: 1 })
      .limit(MAX_COMPARED)
      .toArray()
    const known = new Set(unfinished.filter((row) => row.token === token).map(({ _id }) => _id))
    const firstOther = new Map<string, number>()
    for (const { partitionKey, seq } of unfinished.filter((row) => row.token !== token)) {
      firstOther.set(partitionKey, Math.min(seq, firstOther.get(partitionKey) ?? seq))
    }
    return held.filter(
      ({ _id, partitionKey, seq }) =>
        known.has(_id) && seq < (firstOther.get(partitionKey) ?? Infinity),
    )
  }

  return {
    rows,
    queue,
    open: (row: Pick<InboxRow, 'sealed'>): string => cipher.decrypt(row.sealed),

    insert: (event: NewInboundEvent) => writer.insert(rowOf(event)),

    /** Stores events that another event leaves behind, in its transaction. Known keys are left out. */
    async insertIn(events: readonly NewInboundEvent[], tx: Tx): Promise<void> {
      if (events.length === 0) {
        return
      }
      const keys = events.map(({ key }) => key)
      const known = await rows
        .find({ _id: { $in: keys } }, { session: tx })
        .project<{ _id: string }>({ _id: 1 })
        .toArray()
      const seen = new Set(known.map(({ _id }) => _id))
      const fresh = events.filter(({ key }) => !seen.has(key) && seen.add(key))
      if (fresh.length > 0) {
        await rows.insertMany(fresh.map(rowOf), { session: tx })
      }
    },

    /** Hashes of stored events, to tell a repetition from a conflict. One read. */
    async hashesOf(keys: readonly string[]): Promise<Map<string, string>> {
      const found = await rows
        .find({ _id: { $in: [...keys] } })
        .project<{ _id: string; contentHash: string }>({ contentHash: 1 })
        .toArray()
      return new Map(found.map(({ _id, contentHash: hash }) => [_id, hash]))
    },

    /** Takes due rows of a lane, in order per partition; what is blocked is given back at once. */
    async claim(
      lane: Lane,
      { limit, leaseMs }: { limit: number; leaseMs: number },
    ): Promise<Claimed> {
      const sort = { dueAt: 1, seq: 1 } as const
      const claimed = await queue.claim({ filter: { lane }, sort, limit, leaseMs })
      if (claimed.rows.length === 0) {
        return claimed
      }
      const free = await inOrder(lane, claimed)
      const isFree = new Set(free.map(({ _id }) => _id))
      const blocked = claimed.rows.filter(({ _id }) => !isFree.has(_id))
      await this.giveBack(blocked, claimed.token)
      return { token: claimed.token, rows: [...free].sort((a, b) => a.seq - b.seq) }
    },

    /** Gives rows back that were not worked: this was no attempt. */
    giveBack: (held: readonly InboxRow[], token: string, afterMs: number = BLOCKED_MS) =>
      queue.settle(
        held.map((row) => ({
          id: row._id,
          state: 'pending' as const,
          afterMs,
          set: { attempts: row.attempts - 1 },
        })),
        { token },
      ),

    /**
     * Parks an event until its key appears: false when it has appeared meanwhile. Writes the key's guard, as whoever
     * makes it appear does, so that one of the two sees the other.
     */
    async park(key: string, tx: Tx): Promise<boolean> {
      const guard = await guards.findOneAndUpdate(
        { _id: key },
        { $inc: { parked: 1 } },
        { upsert: true, returnDocument: 'after', session: tx },
      )
      return guard?.appearedAt === undefined
    },

    /** Marks keys as there and wakes who waits for them. */
    async appear(keys: readonly string[], tx: Tx): Promise<void> {
      if (keys.length === 0) {
        return
      }
      const marks = [...new Set(keys)].map((key) => ({
        updateOne: {
          filter: { _id: key },
          update: { $set: { appearedAt: new Date() } },
          upsert: true,
        },
      }))
      await guards.bulkWrite(marks, { session: tx })
      await rows.updateMany(
        { waitFor: { $in: [...keys] }, state: 'waiting' },
        [{ $set: { state: 'pending', dueAt: '$$NOW' } }, { $unset: 'waitFor' }],
        { session: tx },
      )
    },

    /** `limit` bounds the counting, not the answer's truth below it. */
    countUnfinished: (limit: number): Promise<number> =>
      rows.countDocuments(
        { state: { $in: ['pending', 'leased'] } },
        { limit, maxTimeMS: MAX_TIME_MS },
      ),

    countState: (state: InboxRow['state']): Promise<number> => rows.countDocuments({ state }),

    async oldestPendingAt(): Promise<Date | null> {
      const sort = { receivedAt: 1 } as const
      const oldest = await rows.findOne(
        { state: 'pending' },
        { sort, projection: { receivedAt: 1 } },
      )
      return oldest?.receivedAt ?? null
    },

    async lastReceivedAt(): Promise<Date | null> {
      const newest = await rows.findOne(
        {},
        { sort: { receivedAt: -1 }, projection: { receivedAt: 1 } },
      )
      return newest?.receivedAt ?? null
    },

    find: (key: string): Promise<InboxRow | null> => rows.findOne({ _id: key }),

    /** Puts a dead event back to work; false when it is not dead. */
    async revive(key: string): Promise<boolean> {
      const { matchedCount } = await rows.updateOne({ _id: key, state: 'dead' }, [
        { $set: { state: 'pending', attempts: 0, dueAt: '$$NOW' } },
        { $unset: 'reason' },
      ])
      return matchedCount === 1
    },
  }
}

/** Equal JSON has an equal hash whatever its key order; anything else is hashed as it is. */
function hashOf(payload: string): string {
  try {
    return contentHash(JSON.parse(payload))
  } catch {
    return sha256Hex(payload)
  }
}
