/** A promise about calls: at most `limit` of them in any `windowMs`. */
export type CallLimit = Readonly<{
  limit: number
  windowMs: number
  /** How many may go at once after a quiet time; the rest of the limit trickles in. Default: a tenth. */
  burst?: number
}>

/** Interactive calls have a person or a deadline behind them; background ones can wait until tomorrow. */
export type Priority = 'interactive' | 'background'

/** One window of a token bucket, as the store computes with it. */
export type BucketWindow = Readonly<{
  /** Field of the stored document: `w60000`. */
  key: string
  capacity: number
  tokensPerMs: number
}>

const BURST_SHARE = 0.1

/**
 * A bucket with this capacity and refill lets no more than `limit` calls through in any window, wherever it begins:
 * capacity + refill during the window and during the life of what was leased just before it = limit.
 */
export function bucketWindow(
  { limit, windowMs, burst }: CallLimit,
  { chunkLifeMs }: { chunkLifeMs: number },
): BucketWindow {
  const capacity = burst ?? Math.max(1, Math.floor(limit * BURST_SHARE))
  const tokensPerMs = (limit - capacity) / (windowMs + chunkLifeMs)
  return { key: `w${windowMs}`, capacity, tokensPerMs }
}

type Level = Readonly<{
  window: BucketWindow
  /** Tokens that are there. */
  level: number
  /** Tokens that must stay for others. */
  reserved: number
}>

/** How long until one call may go again, when nobody else takes anything. */
export function untilNextCallMs(levels: readonly Level[]): number {
  const waits = levels.map(({ window, level, reserved }) =>
    Math.ceil(Math.max(0, reserved + 1 - level) / window.tokensPerMs),
  )
  return Math.max(1, ...waits)
}

/** What of a bucket only interactive calls may take. */
export function reservedOf(
  { capacity }: BucketWindow,
  { priority, share }: { priority: Priority; share: number },
): number {
  return priority === 'background' ? Math.floor(capacity * share) : 0
}
