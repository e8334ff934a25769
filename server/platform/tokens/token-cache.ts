import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from 'mongoose'
import { AppError } from '../errors/index.js'
import { tokenStore, type StoredToken, type TokenCipher } from './token-store.js'

export type FreshToken = Readonly<{ token: string; expiresInS: number }>

export type TokenCache = {
  /**
   * The token of this name, for all processes the same. `fetchFresh` runs in exactly one of them at a time, when there is
   * none or the present one nears its end; it must end within 5 s. Throws what `fetchFresh` threw, or
   * `token-unavailable` when another process holds the right to refresh and does not finish.
   */
  get(name: string, fetchFresh: () => Promise<FreshToken>): Promise<string>
  /** The platform refused `badToken`: the next `get` fetches a new one, unless somebody already did. */
  invalidate(name: string, badToken: string): Promise<void>
}

type Options = Readonly<{
  db: Connection
  cipher: TokenCipher
  /** Milliseconds of this process that only go forward; for the process cache. */
  monotonicMs?: () => number
  /** For metrics: this process has fetched a token, or could not. */
  onRefresh?: (refresh: { name: string; outcome: 'fetched' | 'failed' }) => void
}>

/** How long a process uses a token without looking whether another one replaced it. */
const PROCESS_CACHE_MS = 3_000
const POLL_MS = 100
/** Twice the lease: a killed process is waited out and its work done once. */
const WAIT_MS = 10_000

/** Access tokens and tickets in `platform_tokens`, shared by all processes, encrypted, refreshed by one at a time. */
export function tokenCache(options: Options) {
  const { db, cipher, onRefresh, monotonicMs = () => performance.now() } = options
  const store = tokenStore(db, cipher)
  const held = new Map<string, { token: string; untilMs: number }>()
  const flights = new Map<string, Promise<string>>()

  function hold(name: string, token: string, usableMs: number): string {
    held.set(name, { token, untilMs: monotonicMs() + Math.min(PROCESS_CACHE_MS, usableMs) })
    return token
  }

  async function obtain(name: string, fetchFresh: () => Promise<FreshToken>): Promise<string> {
    const deadlineMs = monotonicMs() + WAIT_MS
    do {
      const stored = await store.read(name)
      const usable = stored.token !== null && stored.usableMs > 0 ? stored.token : null
      if (usable !== null && !stored.refreshDue) {
        return hold(name, usable, stored.usableMs)
      }
      await dropUnreadable(name, stored)
      const lease = await store.lease(name)
      if (lease !== null) {
        return refresh({ name, lease, usable, fetchFresh })
      }
      if (usable !== null) {
        return hold(name, usable, stored.usableMs) // another process is refreshing it ahead of its end
      }
      await pause(POLL_MS)
    } while (monotonicMs() < deadlineMs)
    throw new AppError('token-unavailable', { retriable: true })
  }

  /** Without this a token that our keys do not open would stay in the way until its end. */
  async function dropUnreadable(name: string, { token, sealed }: StoredToken): Promise<void> {
    if (token === null && sealed !== null) {
      await store.expire(name, sealed)
    }
  }

  async function refresh(work: {
    name: string
    lease: string
    usable: string | null
    fetchFresh: () => Promise<FreshToken>
  }): Promise<string> {
    const { name, lease, usable } = work
    try {
      const { token, expiresInS } = await work.fetchFresh()
      onRefresh?.({ name, outcome: 'fetched' })
      const lifeMs = expiresInS * 1_000
      const saved = await store.save(name, lease, { token, lifeMs })
      return saved ? hold(name, token, lifeMs) : token
    } catch (error) {
      onRefresh?.({ name, outcome: 'failed' })
      await store.release(name, lease)
      if (usable !== null) {
        return usable // still good for some minutes; a later call tries again
      }
      throw error
    }
  }

  return {
    get(name, fetchFresh) {
      const own = held.get(name)
      if (own !== undefined && own.untilMs > monotonicMs()) {
        return Promise.resolve(own.token)
      }
      const flight =
        flights.get(name) ?? obtain(name, fetchFresh).finally(() => flights.delete(name))
      flights.set(name, flight)
      return flight
    },

    async invalidate(name, badToken) {
      if (held.get(name)?.token === badToken) {
        held.delete(name)
      }
      const { token, sealed } = await store.read(name)
      if (token === badToken && sealed !== null) {
        await store.expire(name, sealed)
      }
    },
  } satisfies TokenCache
}
