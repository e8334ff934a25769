import { contentHash, sha256Hex, type PiiCipher } from '../../platform/crypto/index.js'
import { invariant } from '../../platform/errors/index.js'
import { serverClock, type Db, type Tx } from '../../platform/mongo/index.js'
import type { Lane, NewInboundEvent } from '../../platform/pipeline/index.js'
import { leasedQueue } from '../../platform/queue/index.js'
import { countsRepository } from './counts.repository.js'
import { deadRepository } from './dead.repository.js'
import { inOrder, type Claimed } from './in-order.repository.js'
import { inboxCollection, type InboxRow } from './inbox.model.js'
import { inboxWriter, type InboxWriter } from './inbox.writer.js'
import { waitingRepository } from './waiting.repository.js'

export type InboxRows = ReturnType<typeof inboxRepository>

const SEQ_PER_MS = 4_096
/** How soon a row is looked at again whose predecessor is still being worked. */
const BLOCKED_MS = 150

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  /** Another one only to measure what everything but the insert costs. */
  writer?: InboxWriter
}>

/** The inbox's collection: stores, claims in order, finishes under a token. */
export function inboxRepository({ db, cipher, writer = inboxWriter(db) }: Deps) {
  const rows = inboxCollection(db)
  const queue = leasedQueue(rows)
  const counts = countsRepository(db, queue)
  // Rows of several processes stand in one order and are due by the database's clock.
  const clock = serverClock(db)
  let lastSeq = 0

  /** Grows with time and never repeats within this process. */
  const nextSeq = (now: Date): number =>
    (lastSeq = Math.max(lastSeq + 1, now.getTime() * SEQ_PER_MS))

  function rowOf(event: NewInboundEvent): InboxRow {
    const now = clock.now()
    return {
      _id: event.key,
      source: event.source,
      type: event.type,
      partitionKey: event.partitionKey,
      lane: event.lane ?? 'normal',
      seq: nextSeq(now),
      occurredAt: event.occurredAt,
      receivedAt: now,
      contentHash: hashOf(event.payload),
      sealed: cipher.encrypt(event.payload),
      state: 'pending',
      dueAt: new Date(now.getTime() + (event.delayMs ?? 0)),
      attempts: 0,
    }
  }

  /** Gives rows back that were not worked: this was no attempt. */
  const giveBack = (held: readonly InboxRow[], token: string, afterMs: number = BLOCKED_MS) =>
    queue.settle(
      held.map((row) => ({
        id: row._id,
        state: 'pending' as const,
        afterMs,
        set: { attempts: row.attempts - 1 },
      })),
      { token },
    )

  return {
    ...counts,
    ...waitingRepository(db),
    ...deadRepository(db),
    rows,
    queue,
    giveBack,

    /** The plaintext of an event that still has it. */
    open({ sealed }: Pick<InboxRow, 'sealed'>): string {
      invariant(sealed !== undefined, 'only done events lose their content')
      return cipher.decrypt(sealed)
    },

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

    /**
     * Takes due rows of a lane, in order per partition; what is blocked is given back at once. `taken`: the keys of all
     * that were held for however short a time.
     */
    async claim(
      lane: Lane,
      { limit, leaseMs }: { limit: number; leaseMs: number },
    ): Promise<Claimed & { taken: readonly string[] }> {
      const sort = { dueAt: 1, seq: 1 } as const
      const claimed = await queue.claim({ filter: { lane }, sort, limit, leaseMs })
      const taken = claimed.rows.map(({ _id }) => _id)
      if (taken.length === 0) {
        return { ...claimed, taken }
      }
      const free = await inOrder(rows, lane, claimed)
      const isFree = new Set(free.map(({ _id }) => _id))
      const blocked = claimed.rows.filter(({ _id }) => !isFree.has(_id))
      await giveBack(blocked, claimed.token)
      return { token: claimed.token, rows: [...free].sort((a, b) => a.seq - b.seq), taken }
    },

    /** Marks events done and counts them. Throws `LeaseLost` unless every one is still held under this token. */
    async finish(done: readonly Finished[], { token, lane, tx }: Finishing): Promise<void> {
      for (const outcome of new Set(done.map((entry) => entry.outcome))) {
        const ids = done.filter((entry) => entry.outcome === outcome).map(({ key }) => key)
        await queue.finish(ids, { token, set: { outcome }, tx })
      }
      if (done.length > 0) {
        await counts.addDone(lane, done.length, tx)
      }
    },

    find: (key: string): Promise<InboxRow | null> => rows.findOne({ _id: key }),
  }
}

type Finished = Readonly<{ key: string; outcome: string }>
type Finishing = Readonly<{ token: string; lane: Lane; tx: Tx }>

/** Equal JSON has an equal hash whatever its key order; anything else is hashed as it is. */
function hashOf(payload: string): string {
  if (!payload.startsWith('{')) {
    return sha256Hex(payload) // XML: finding out by an error of the parser costs more than the hash
  }
  try {
    return contentHash(JSON.parse(payload))
  } catch {
    return sha256Hex(payload)
  }
}
