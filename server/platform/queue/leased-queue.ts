import { randomUUID } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { Tx } from '../mongo/index.js'
import { LeaseLost } from './lease-lost.js'

export type QueueState = 'pending' | 'leased' | 'waiting' | 'done' | 'dead'

/** The fields that make a collection a queue. */
export type QueueFields = {
  _id: string
  state: QueueState
  /** Not claimed before this moment, by the database's clock. */
  dueAt: Date
  attempts: number
  /** Fencing token of the claim that holds the row; only its holder may finish the row. */
  token?: string
  leasedUntil?: Date
  /** Leases in a row whose holder never came back; counted only where `reap` is told to. */
  lapses?: number
  reason?: string
  doneAt?: Date
}

type Claim<Row> = Readonly<{ token: string; rows: readonly Row[] }>

type ClaimOptions<Row> = Readonly<{
  filter: mongo.Filter<Row>
  sort: Readonly<Record<string, 1 | -1>>
  limit: number
  leaseMs: number
}>

/** Why a row is dead that every holder has fallen silent over. */
export const LAPSED_REPEATEDLY = 'lease-lapsed-repeatedly'

export type LeasedQueue<Row extends QueueFields> = ReturnType<typeof leasedQueue<Row>>

/**
 * Claims, fencing and giving back, the same for inbox and outbox. All times are the database's own (`$$NOW`), never a
 * process clock: a process whose clock is wrong neither steals nor keeps a row.
 */
export function leasedQueue<Row extends QueueFields>(rows: mongo.Collection<Row>) {
  const isDue = { $expr: { $lte: ['$dueAt', '$$NOW'] } }
  const inMs = (ms: number) => ({
    $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: ms },
  })

  return {
    /** Takes up to `limit` due rows for `leaseMs`, without those that another worker took in between. */
    async claim({ filter, sort, limit, leaseMs }: ClaimOptions<Row>): Promise<Claim<Row>> {
      const token = randomUUID()
      const due = { ...filter, state: 'pending', ...isDue } as mongo.Filter<Row>
      const candidates = (await rows
        .find(due)
        .sort({ ...sort })
        .limit(limit)
        .batchSize(limit) // else 101 first, and a second command for the rest
        .toArray()) as Row[]
      const found = careful(candidates, limit)
      if (found.length === 0) {
        return { token, rows: [] }
      }
      const ids = found.map((row) => row._id)
      const mine = { _id: { $in: ids }, state: 'pending' } as unknown as mongo.Filter<Row>
      const taken = await rows.updateMany(mine, [
        {
          $set: {
            state: 'leased',
            token,
            leasedUntil: inMs(leaseMs),
            attempts: { $add: ['$attempts', 1] },
          },
        },
      ])
      const leased = found.map((row) => ({ ...row, attempts: row.attempts + 1, token }))
      return {
        token,
        rows: taken.matchedCount === found.length ? leased : await this.held(token, leased),
      }
    },

    /** Those of `candidates` that this token really holds. */
    async held(token: string, candidates: readonly Row[]): Promise<Row[]> {
      const mine = await rows
        .find({ token } as unknown as mongo.Filter<Row>)
        .project({ _id: 1 })
        .toArray()
      const ids = new Set(mine.map((row) => row._id as unknown as string))
      return candidates.filter((row) => ids.has(row._id))
    },

    /** Marks rows done with their changes. Throws `LeaseLost` unless every one is still held under this token. */
    async finish(
      ids: readonly string[],
      { token, set, tx }: { token: string; set: Record<string, unknown>; tx: Tx },
    ): Promise<void> {
      const held = { _id: { $in: ids }, token } as unknown as mongo.Filter<Row>
      const change = { $set: { ...literals(set), state: 'done', doneAt: '$$NOW' } }
      const { matchedCount } = await rows.updateMany(
        held,
        [change, { $unset: ['token', 'leasedUntil', 'lapses'] }],
        { session: tx },
      )
      if (matchedCount !== ids.length) {
        throw new LeaseLost()
      }
    },

    /** Gives rows back: to be tried again after `afterMs`, parked, or dead. A row that is no longer ours is left alone. */
    async settle(
      changes: readonly {
        id: string
        state: 'pending' | 'waiting' | 'dead'
        afterMs?: number
        set?: Record<string, unknown>
      }[],
      { token, tx }: { token: string; tx?: Tx },
    ): Promise<number> {
      if (changes.length === 0) {
        return 0
      }
      const operations = changes.map(({ id, state, afterMs = 0, set = {} }) => ({
        updateOne: {
          filter: { _id: id, token },
          update: [
            { $set: { ...literals(set), state, dueAt: inMs(afterMs) } },
            { $unset: ['token', 'leasedUntil'] },
          ],
        },
      })) as unknown as mongo.AnyBulkWriteOperation<Row>[]
      const answer = await rows.bulkWrite(operations, {
        ordered: false,
        ...(tx === undefined ? {} : { session: tx }),
      })
      return answer.matchedCount
    },

    /**
     * Frees the rows of workers that have fallen silent. With `deadAfter`, a row that so many holders in a row fell silent
     * over is dead: what kills its worker must not kill all of them for ever.
     */
    async reap({ deadAfter }: { deadAfter?: number } = {}): Promise<number> {
      const lapsed = {
        state: 'leased',
        $expr: { $lt: ['$leasedUntil', '$$NOW'] },
      } as unknown as mongo.Filter<Row>
      const { modifiedCount } = await rows.updateMany(lapsed, [
        ...(deadAfter === undefined ? [{ $set: { state: 'pending' } }] : lapsedOnceMore(deadAfter)),
        { $unset: ['token', 'leasedUntil'] },
      ])
      return modifiedCount
    },

    /** A worker that held these rows is still there: slow, not killed by any of them. */
    async survived(ids: readonly string[]): Promise<void> {
      const counted = { _id: { $in: ids }, lapses: { $gt: 0 } } as unknown as mongo.Filter<Row>
      await rows.updateMany(counted, [{ $unset: 'lapses' }])
    },

    /** Leases that ran out more than `ms` ago and that nobody has freed: no worker is there. */
    countStuck: (ms: number): Promise<number> =>
      rows.countDocuments({
        state: 'leased',
        $expr: { $lt: ['$leasedUntil', inMs(-ms)] },
      } as unknown as mongo.Filter<Row>),
  }
}

/** Each lapse makes the next batch with this row so many times smaller. */
const SMALLER = 4

/** The first rows of `found` that may share a batch: the one that kills its worker is found without taking others along. */
function careful<Row extends QueueFields>(found: readonly Row[], limit: number): Row[] {
  let room = limit
  const taken: Row[] = []
  for (const row of found) {
    room = Math.min(room, Math.max(1, Math.floor(limit / SMALLER ** (row.lapses ?? 0))))
    if (taken.length >= room) {
      break
    }
    taken.push(row)
  }
  return taken
}

function lapsedOnceMore(deadAfter: number): mongo.Document[] {
  const isHopeless = { $gte: ['$lapses', deadAfter] }
  return [
    {
      $set: {
        lapses: { $add: [{ $ifNull: ['$lapses', 0] }, 1] },
        // A lapse is counted as such. As an attempt too, it would lengthen pauses and end events that nobody has tried.
        attempts: { $max: [0, { $subtract: ['$attempts', 1] }] },
      },
    },
    {
      $set: {
        state: { $cond: [isHopeless, 'dead', 'pending'] },
        reason: { $cond: [isHopeless, LAPSED_REPEATEDLY, '$reason'] },
      },
    },
  ]
}

/** In an update pipeline a string that begins with `$` is an expression; reasons and names are plain values. */
function literals(set: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(set).map(([key, value]) => [key, { $literal: value }]))
}
