import { isDuplicateKey, type Db } from '../mongo/index.js'
import type { BucketWindow } from './bucket.js'

export const CALL_BUDGETS = 'call_budgets'

/** Found by `_id` alone (`wecom:<corp>:externalcontact/get`); no other index. */
type BucketDocument = {
  _id: string
  /** Tokens per window at `filledAt`. */
  levels: Record<string, number>
  filledAt: Date
  /** The platform said that it wants no more of these calls before this moment. */
  closedUntil?: Date
  /** How long it was closed last; the next closing is longer when it follows at once. */
  closedMs?: number
  /** Answers of the last lease, which the pipeline leaves for its caller. */
  granted: number
  closedForMs: number
}

export type Lease = Readonly<{
  granted: number
  levels: Readonly<Record<string, number>>
  closedForMs: number
}>

type Wanted = Readonly<{
  bucketId: string
  windows: readonly BucketWindow[]
  want: number
  /** By window key: what must stay behind. */
  reserved: Readonly<Record<string, number>>
}>

export type BucketState = Readonly<{
  bucketId: string
  levels: Readonly<Record<string, number>>
  /** Since the levels were written. */
  elapsedMs: number
  closedForMs: number
}>

export type BucketStore = ReturnType<typeof bucketStore>

const LONG_AGO = new Date(0)
const MAX_BUCKETS = 500
const MAX_MS = 2_000
const closedForMs = {
  $max: [0, { $subtract: [{ $ifNull: ['$closedUntil', LONG_AGO] }, '$$NOW'] }],
}

/** Token buckets in MongoDB, one document each. All times are the database's own (`$$NOW`), never a process clock. */
export function bucketStore(db: Db) {
  const buckets = db.collection<BucketDocument>(CALL_BUDGETS)

  return {
    /** Takes up to `want` calls out of the bucket, in one command; `granted` 0 when it is spent or closed. */
    async lease(wanted: Wanted): Promise<Lease> {
      const take = () =>
        buckets.findOneAndUpdate({ _id: wanted.bucketId }, leasePipeline(wanted), {
          upsert: true,
          returnDocument: 'after',
        })
      const bucket = await take().catch((error: unknown) => {
        if (isDuplicateKey(error)) {
          return take() // two processes made the bucket at once
        }
        throw error
      })
      // With upsert and `after` there is always a document.
      const { granted = 0, levels = {}, closedForMs: closed = 0 } = bucket ?? {}
      return { granted, levels, closedForMs: Number(closed) }
    },

    /**
     * Closes the bucket for every process, for `firstMs`; twice as long as last time, up to `longestMs`, when the platform
     * refuses again soon after it was opened. One that is closed already stays as it is.
     */
    async close(
      bucketId: string,
      { firstMs, longestMs }: { firstMs: number; longestMs: number },
    ): Promise<void> {
      const quietMs = { $subtract: ['$$NOW', { $ifNull: ['$closedUntil', LONG_AGO] }] }
      const isRepeated = { $lt: [quietMs, { $ifNull: ['$closedMs', 0] }] }
      const doubled = { $min: [longestMs, { $multiply: [{ $ifNull: ['$closedMs', firstMs] }, 2] }] }
      const isOpen = {
        $expr: { $lte: [{ $ifNull: ['$closedUntil', LONG_AGO] }, '$$NOW'] },
      }
      await buckets.updateOne({ _id: bucketId, ...isOpen }, [
        { $set: { closedMs: { $cond: [isRepeated, doubled, firstMs] } } },
        { $set: { closedUntil: { $add: ['$$NOW', '$closedMs'] } } },
      ])
    },

    /** Every bucket whose id begins like this, for metrics and the health page. */
    async states(prefix: string): Promise<readonly BucketState[]> {
      const rows = await buckets
        .aggregate<{ _id: string } & Omit<BucketState, 'bucketId'>>(
          [
            { $match: { _id: { $gte: prefix, $lt: `${prefix}\uffff` } } },
            { $limit: MAX_BUCKETS },
            {
              $project: {
                levels: 1,
                elapsedMs: { $max: [0, { $subtract: ['$$NOW', '$filledAt'] }] },
                closedForMs,
              },
            },
          ],
          { maxTimeMS: MAX_MS },
        )
        .toArray()
      return rows.map(({ _id, elapsedMs, closedForMs: closed, levels }) => ({
        bucketId: _id,
        levels,
        elapsedMs: Number(elapsedMs),
        closedForMs: Number(closed),
      }))
    },
  }
}

/** Fills up, looks what may be taken, takes it. A missing bucket is a full one. */
function leasePipeline({ windows, want, reserved }: Wanted) {
  const elapsedMs = {
    $max: [0, { $subtract: ['$$NOW', { $ifNull: ['$filledAt', '$$NOW'] }] }],
  }
  const filled = windows.map(({ key, capacity, tokensPerMs }) => {
    const before = { $ifNull: [`$levels.${key}`, capacity] }
    const now = { $add: [before, { $multiply: [tokensPerMs, elapsedMs] }] }
    return [`levels.${key}`, { $min: [capacity, now] }]
  })
  const free = windows.map(({ key }) => ({
    $floor: { $subtract: [`$levels.${key}`, reserved[key] ?? 0] },
  }))
  const isClosed = { $gt: ['$closedForMs', 0] }
  const granted = { $cond: [isClosed, 0, { $max: [0, { $min: [want, ...free] }] }] }
  const left = windows.map(({ key }) => [
    `levels.${key}`,
    { $subtract: [`$levels.${key}`, '$granted'] },
  ])
  // A primary whose clock is behind the last one's must not fill the same time twice.
  const filledAt = { $max: [{ $ifNull: ['$filledAt', '$$NOW'] }, '$$NOW'] }
  return [
    { $set: { ...Object.fromEntries(filled), closedForMs } },
    { $set: { granted, filledAt } },
    { $set: Object.fromEntries(left) as Record<string, object> },
  ]
}
