import { AppError } from '../../platform/errors/index.js'
import { isDuplicateKey } from '../../platform/mongo/index.js'
import type { Outcome } from './batch.domain.js'
import type { Order } from './orders.domain.js'
import type { StockTurns } from './stock-turns.js'
import { writePlaced, type Draft, type OnePool, type WriteDeps } from './write-placed.js'

export type ReserveDeps = WriteDeps & Readonly<{ turns: Pick<StockTurns, 'of' | 'ofSkus'> }>

type Waiter = Readonly<{
  draft: Draft
  resolve(answer: Order | Outcome): void
  reject(error: unknown): void
}>
/** Orders of one pool of a SKU in this process that wait for its next turn. */
type Lane = { waiting: Waiter[] }

/** Orders that share a transaction. */
const MAX_BATCH = 128
/** Of one pool; beyond them the buyer is told to try again. */
const MAX_WAITING = 4_096
/** Of a batch that meets another process's, before it is halved or given up. */
const MAX_ROUNDS = 2

/**
 * Places drafts, the way that the load asks for: alone in a transaction of their own, and together with the others when an
 * order of the same pool is being placed already (architecture.md 5, hot stock). Nobody is answered before the commit that
 * holds their row; an order that cannot be written fails alone. Answers the order where it is at hand. Throws `order-busy`
 * (retriable) when too many wait, and what `inTransaction` throws.
 */
export function reserveOrders(deps: ReserveDeps): (draft: Draft) => Promise<Order | Outcome> {
  const { turns } = deps
  const write = writePlaced(deps)
  const lanes = new Map<string, Lane>()

  async function alone(draft: Draft): Promise<Outcome> {
    try {
      await deps.guards.ensureOpen(draft.among)
      return await write.alone(draft)
    } catch (error) {
      if (isDuplicateKey(error)) {
        return 'key-known' // the same request in the same moment was faster
      }
      throw error
    }
  }

  async function settle(batch: readonly Waiter[], from: OnePool, round = 1): Promise<void> {
    const drafts = batch.map(({ draft }) => draft)
    try {
      const answers = await write.together(drafts, from)
      batch.forEach(({ resolve }, index) => resolve(answers[index] ?? 'sold-out'))
    } catch (error) {
      await afterFailure(batch, { from, round, error })
    }
  }

  async function afterFailure(
    batch: readonly Waiter[],
    { from, round, error }: { from: OnePool; round: number; error: unknown },
  ): Promise<void> {
    if (isRace(error) && round < MAX_ROUNDS) {
      return settle(batch, from, round + 1) // what the other one wrote is read now
    }
    if (error instanceof AppError && error.retriable) {
      batch.forEach(({ reject }) => reject(error)) // the store's trouble, not an order's
      return
    }
    const [first] = batch
    if (batch.length === 1 && first !== undefined) {
      await alone(first.draft).then(first.resolve, first.reject)
      return
    }
    const half = Math.ceil(batch.length / 2)
    await settle(batch.slice(0, half), from)
    await settle(batch.slice(half), from)
  }

  /** One batch a turn: whoever sells or gives back meanwhile comes in between. */
  async function work(from: OnePool, lane: Lane): Promise<void> {
    while (lane.waiting.length > 0) {
      await turns.ofSkus([from.skuId], () => settle(lane.waiting.splice(0, MAX_BATCH), from))
    }
    lanes.delete(nameOf(from))
  }

  return async (draft) => {
    const [line, ...others] = draft.lines
    if (line === undefined || others.length > 0 || draft.order.totalFen === 0) {
      // one that nothing is to be paid for is paid in its own transaction
      return turns.of(draft.order, () => alone(draft))
    }
    const lane = lanes.get(nameOf(line)) ?? { waiting: [] }
    if (lane.waiting.length >= MAX_WAITING) {
      throw new AppError('order-busy', { retriable: true })
    }
    return new Promise((resolve, reject) => {
      lane.waiting.push({ draft, resolve, reject })
      if (!lanes.has(nameOf(line))) {
        lanes.set(nameOf(line), lane)
        void work(line, lane)
      }
    })
  }
}

const nameOf = ({ skuId, pool }: OnePool): string => `${skuId}:${pool}`

/** Another process was at the same documents. */
function isRace(error: unknown): boolean {
  return (
    isDuplicateKey(error) || (error instanceof AppError && error.code === 'transaction-conflict')
  )
}
