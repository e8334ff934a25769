import { reservedOf, untilNextCallMs, type BucketWindow, type Priority } from './bucket.js'
import type { BucketStore } from './bucket-store.js'

export type Taken =
  | Readonly<{ ok: true }>
  /** `spent`: too many calls · `closed`: the platform itself asked for a pause. Nobody waits: try again later. */
  | Readonly<{ ok: false; reason: 'spent' | 'closed'; retryAfterMs: number }>

type Deps = Readonly<{
  store: Pick<BucketStore, 'lease'>
  bucketId: string
  windows: readonly BucketWindow[]
  priority: Priority
  /** Share of the bucket that background calls leave for interactive ones. */
  reserveShare: number
  /** Calls that are leased and not made by then are lost: a leased call is made at most this late. */
  chunkLifeMs: number
  monotonicMs: () => number
}>

type Chunk = { size: number; left: number; untilMs: number }
type Refusal = Readonly<{ reason: 'spent' | 'closed'; untilMs: number; lookAgainMs: number }>

const FIRST_CHUNK = 8
const LARGEST_CHUNK = 100
/** One process takes at most this part of a full bucket at once. */
const LARGEST_PART = 0.25
/** While a bucket is spent, a process looks this often, whatever the number of callers. */
const LOOK_AGAIN_MS = 1_000
const TAKEN: Taken = { ok: true }

export type Chunks = ReturnType<typeof chunks>

/**
 * This process's share of one bucket: calls leased in chunks, so that most calls ask no database. The chunk grows while it
 * is used up and shrinks while it lapses. What a dead process had leased is lost, never used twice.
 */
export function chunks(deps: Deps) {
  const { store, bucketId, windows, priority, reserveShare, chunkLifeMs, monotonicMs } = deps
  const smallest = Math.min(...windows.map(({ capacity }) => capacity))
  const largest = Math.max(1, Math.min(LARGEST_CHUNK, Math.floor(smallest * LARGEST_PART)))
  const reserved = Object.fromEntries(
    windows.map((window) => [window.key, reservedOf(window, { priority, share: reserveShare })]),
  )
  const chunk: Chunk = { size: FIRST_CHUNK / 2, left: 0, untilMs: 0 }
  let refusal: Refusal | null = null
  let waiting = 0
  let flight: Promise<void> | null = null

  function nextSize(): number {
    const used = chunk.size - chunk.left
    return Math.min(largest, Math.max(1, used * 2, waiting))
  }

  async function refill(): Promise<void> {
    const want = nextSize()
    // Before the question, so that a slow answer shortens the life and never lengthens it.
    const askedMs = monotonicMs()
    const { granted, levels, closedForMs } = await store.lease({
      bucketId,
      windows,
      want,
      reserved,
    })
    if (granted > 0) {
      Object.assign(chunk, { size: granted, left: granted, untilMs: askedMs + chunkLifeMs })
      refusal = null
      return
    }
    const stand = windows.map((window) => ({
      window,
      level: levels[window.key] ?? 0,
      reserved: reserved[window.key] ?? 0,
    }))
    const waitMs = closedForMs > 0 ? closedForMs : untilNextCallMs(stand)
    refusal = {
      reason: closedForMs > 0 ? 'closed' : 'spent',
      untilMs: askedMs + waitMs,
      lookAgainMs: askedMs + Math.min(waitMs, LOOK_AGAIN_MS),
    }
  }

  async function wait(): Promise<void> {
    flight ??= refill().finally(() => {
      flight = null
    })
    waiting += 1
    try {
      await flight
    } finally {
      waiting -= 1
    }
  }

  function refusedAt(nowMs: number): Taken | null {
    if (refusal === null || nowMs >= refusal.lookAgainMs) {
      return null
    }
    const retryAfterMs = Math.max(1, Math.ceil(refusal.untilMs - nowMs))
    return { ok: false, reason: refusal.reason, retryAfterMs }
  }

  return {
    /** Null unless it is known, without asking anybody, that there is none. */
    refused: (): Taken | null => (chunk.left > 0 ? null : refusedAt(monotonicMs())),

    /** One call's worth, or for how long there is none. */
    async take(): Promise<Taken> {
      for (;;) {
        const nowMs = monotonicMs()
        if (chunk.left > 0 && nowMs < chunk.untilMs) {
          chunk.left -= 1
          return TAKEN
        }
        const refused = refusedAt(nowMs)
        if (refused !== null) {
          return refused
        }
        await wait()
      }
    },

    /** A call that was not made after all. */
    putBack(): void {
      chunk.left += 1
    },

    /** The platform has asked for a pause: what is leased is not used any more. */
    drop(): void {
      chunk.left = 0
    },
  }
}
