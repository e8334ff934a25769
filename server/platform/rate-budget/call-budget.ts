import { bucketWindow, type CallLimit, type Priority } from './bucket.js'
import type { BucketStore } from './bucket-store.js'
import { chunks, type Chunks, type Taken } from './chunks.js'

/** What one platform allows one account. */
export type PlatformLimits = Readonly<{
  /** All calls of the account together. */
  account: readonly CallLimit[]
  /** Each API, unless it is named below. */
  api: readonly CallLimit[]
  apis?: Readonly<Record<string, readonly CallLimit[]>>
  /** 0 to 1: what background calls leave in every bucket, so that a reconcile never stops a greeting or a close. */
  interactiveShare: number
}>

export type BudgetUse = Readonly<{
  /** `*`: all APIs of the account together. */
  api: string
  /** 0: untouched, 1: spent. */
  used: number
  /** The platform asked for a pause of which this is left; 0: none. */
  closedForMs: number
}>

export type CallBudget = {
  /** One call of this API, or for how long there is none. Costs a database command only when a chunk is used up. */
  take(api: string, priority: Priority): Promise<Taken>
  /** The platform refused a call as too frequent: nobody calls this API for `firstMs`, longer when it happens again. */
  close(api: string, pause: { firstMs: number; longestMs: number }): Promise<void>
  use(): Promise<readonly BudgetUse[]>
}

type Deps = Readonly<{
  store: BucketStore
  platform: string
  /** Whose budget it is: corpid, appid, mchid. */
  account: string
  limits: PlatformLimits
  /** How long a process may keep calls that it has leased; also how late it learns of a pause. */
  chunkLifeMs?: number
  /** Milliseconds of this process that only go forward, for the life of leased chunks. */
  monotonicMs?: () => number
}>

/** Short, so that a pause which one process learns of reaches the others; long enough for a burst of calls. */
export const CHUNK_LIFE_MS = 2_000
const ALL_APIS = '*'

/**
 * How often one platform may be called, shared by all processes through MongoDB: a bucket per API and one for the account.
 * Source of the numbers: the table in composition/call-budgets.ts.
 */
export function callBudget(deps: Deps): CallBudget {
  const { store, platform, account, limits } = deps
  const { chunkLifeMs = CHUNK_LIFE_MS, monotonicMs = () => performance.now() } = deps
  const prefix = `${platform}:${account}:`
  const held = new Map<string, Chunks>()

  const windowsOf = (api: string) => {
    const own = api === ALL_APIS ? limits.account : (limits.apis?.[api] ?? limits.api)
    return own.map((limit) => bucketWindow(limit, { chunkLifeMs }))
  }

  function chunksOf(api: string, priority: Priority): Chunks {
    const key = `${priority} ${api}`
    const known = held.get(key)
    if (known !== undefined) {
      return known
    }
    const made = chunks({
      store,
      bucketId: prefix + api,
      windows: windowsOf(api),
      priority,
      reserveShare: limits.interactiveShare,
      chunkLifeMs,
      monotonicMs,
    })
    held.set(key, made)
    return made
  }

  return {
    async take(api, priority) {
      const [ofApi, ofAccount] = [chunksOf(api, priority), chunksOf(ALL_APIS, priority)]
      const refused = ofApi.refused() ?? ofAccount.refused()
      if (refused !== null) {
        return refused
      }
      // Both at once: a greeting waits for one round trip and not for two.
      const [own, all] = await Promise.all([ofApi.take(), ofAccount.take()])
      if (own.ok && !all.ok) {
        ofApi.putBack()
      }
      if (all.ok && !own.ok) {
        ofAccount.putBack()
      }
      return own.ok ? all : own
    },

    async close(api, pause) {
      held.get(`interactive ${api}`)?.drop()
      held.get(`background ${api}`)?.drop()
      await store.close(prefix + api, pause)
    },

    async use() {
      const states = await store.states(prefix)
      return states.map(({ bucketId, levels, elapsedMs, closedForMs }) => {
        const api = bucketId.slice(prefix.length)
        const parts = windowsOf(api).map(({ key, capacity, tokensPerMs }) => {
          const level = Math.min(capacity, (levels[key] ?? capacity) + elapsedMs * tokensPerMs)
          return 1 - level / capacity
        })
        return { api, used: Math.max(0, ...parts), closedForMs }
      })
    },
  }
}
