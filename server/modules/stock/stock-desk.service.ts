import type { Clock } from '../../platform/clock/index.js'
import { invariant, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { isDuplicateKey, type InTransaction, type Tx } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../catalog/index.js'
import { journalLine, type Cause, type JournalKind } from './journal.domain.js'
import type { JournalRows } from './journal.repository.js'
import type { KnownStores } from './products.service.js'
import {
  decideSwitch,
  decideTotal,
  decideTransfer,
  emptyPool,
  MAIN,
  storePool,
  type Pool,
  type PoolName,
} from './stock.domain.js'
import type { StockRefusal } from './stock.errors.js'
import { poolId, type Stocks } from './stock.repository.js'

type Deps = Readonly<{
  stocks: Stocks
  journal: JournalRows
  audit: Audit
  stores: KnownStores
  inTransaction: InTransaction
  clock: Clock
}>
/** Somebody of the shop. `storeCodes`: whose stock they may touch; null: everybody's. */
export type Keeper = Actor & Readonly<{ storeCodes: readonly string[] | null }>
type By = Readonly<{ actor: Actor; reason: string }>
type Change = Readonly<{ before: Pool | undefined; after: Pool; other?: PoolName }>

const STORE = /^store:(.+)$/
const SWITCHED = { off: '标记售罄', on: '恢复售卖' } as const
const MAX_ATTEMPTS = 3

export type StockDesk = ReturnType<typeof stockDesk>
/** What people do with stock. Each change is one transaction with its lines in the journal and its entry in the audit trail. */
export function stockDesk({ stocks, journal, audit, stores, inTransaction, clock }: Deps) {
  async function isKnown(pool: PoolName): Promise<boolean> {
    const storeCode = STORE.exec(pool)?.[1]
    return storeCode === undefined || (await stores.nameOf([storeCode])).has(storeCode)
  }

  async function write(
    changes: readonly Change[],
    { kind, cause, tx }: { kind: JournalKind; cause: Cause; tx: Tx },
  ): Promise<void> {
    const changed = changes.flatMap(({ before, after }) =>
      before === undefined ? [] : [{ before, after }],
    )
    const lines = changes.map(({ before, after, other }) =>
      journalLine(before, after, { kind, cause, ...(other === undefined ? {} : { other }) }),
    )
    await journal.append(lines, { tx })
    const fresh = changes.flatMap(({ before, after }) => (before === undefined ? [after] : []))
    await stocks.add(fresh, { at: cause.at, tx })
    const saved = await stocks.save(changed, { at: cause.at, tx }) // last: what orders race for
    invariant(saved === 'saved', 'a pool read in a transaction is unchanged in it')
  }

  /** Two at once may give a SKU the same pool: then the later one finds it. */
  async function inTurn<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(work)
      } catch (error) {
        if (!isDuplicateKey(error) || attempt >= MAX_ATTEMPTS) {
          throw error
        }
      }
    }
  }

  const causeOf = ({ actor: { operatorId, name }, reason }: By): Cause => ({
    operator: { operatorId, name },
    reason,
    at: clock.now(),
  })

  /** Its main pool, which every SKU has, and the others that were asked for. */
  async function poolsOf(skuId: Id<'sku'>, names: readonly PoolName[], tx: Tx) {
    const found = await stocks.withIds(
      [MAIN, ...names].map((name) => poolId(skuId, name)),
      { tx },
    )
    return (name: PoolName) => found.get(poolId(skuId, name))
  }

  return {
    /**
     * Sets the total of a pool (null: unlimited); a store that has none of the SKU gets one, and sells from it alone from
     * then on. Refuses `stock-below-committed`, `sku-not-found`, `store-unknown`.
     */
    async setTotal(
      { skuId, pool }: Readonly<{ skuId: Id<'sku'>; pool: PoolName }>,
      total: number | null,
      by: By,
    ): Promise<Result<Pool, StockRefusal>> {
      if (!(await isKnown(pool))) {
        return refuse('store-unknown', pool)
      }
      return inTurn(async (tx): Promise<Result<Pool, StockRefusal>> => {
        const poolOf = await poolsOf(skuId, [pool], tx)
        if (poolOf(MAIN) === undefined) {
          return refuse('sku-not-found')
        }
        const before = poolOf(pool)
        const decision = decideTotal(before ?? emptyPool(skuId, pool, 0), total)
        if (decision.ok) {
          const subject = { type: 'sku', id: skuId }
          const entry = { ...by, action: 'stock.set', subject, before, after: decision.value }
          await audit.record(entry, { tx })
          await write([{ before, after: decision.value }], { kind: 'set', cause: causeOf(by), tx })
        }
        return decision
      })
    },

    /**
     * Moves free units from one pool of a SKU to another, which is made if need be. Refuses `not-enough-to-move`,
     * `pool-is-unlimited`, `pool-same`, `pool-not-found`, `store-unknown`.
     */
    async move(
      skuId: Id<'sku'>,
      { from, to, qty }: Readonly<{ from: PoolName; to: PoolName; qty: number }>,
      by: By,
    ): Promise<Result<Readonly<{ from: Pool; to: Pool }>, StockRefusal>> {
      if (!(await isKnown(to))) {
        return refuse('store-unknown', to)
      }
      return inTurn(async (tx): Promise<Result<{ from: Pool; to: Pool }, StockRefusal>> => {
        const poolOf = await poolsOf(skuId, [from, to], tx)
        const before = { from: poolOf(from), to: poolOf(to) }
        if (before.from === undefined) {
          return refuse('pool-not-found', from)
        }
        const target = before.to ?? emptyPool(skuId, to, 0)
        const decision = decideTransfer({ from: before.from, to: target, qty })
        if (decision.ok) {
          const after = decision.value
          const subject = { type: 'sku', id: skuId }
          await audit.record({ ...by, action: 'stock.move', subject, before, after }, { tx })
          const changes = [
            { before: before.from, after: after.from, other: to },
            { before: before.to, after: after.to, other: from },
          ]
          await write(changes, { kind: 'moved', cause: causeOf(by), tx })
        }
        return decision
      })
    },

    /**
     * Says that a store has no more of a SKU, or has it again; nobody else's stock is touched. Safe to repeat. For somebody
     * of other stores the store does not exist.
     */
    async switchSoldOut(
      { skuId, storeCode }: Readonly<{ skuId: Id<'sku'>; storeCode: string }>,
      isSoldOut: boolean,
      { keeper, reason }: Readonly<{ keeper: Keeper; reason?: string | undefined }>,
    ): Promise<Result<Pool, StockRefusal>> {
      const { storeCodes, operatorId, name } = keeper
      const mayTouch = storeCodes === null || storeCodes.includes(storeCode)
      const store = storePool(storeCode)
      if (!mayTouch || !(await isKnown(store))) {
        return refuse('store-unknown', storeCode)
      }
      return inTurn(async (tx): Promise<Result<Pool, StockRefusal>> => {
        const poolOf = await poolsOf(skuId, [store], tx)
        const [main, before] = [poolOf(MAIN), poolOf(store)]
        if (main === undefined) {
          return refuse('sku-not-found')
        }
        const decision = decideSwitch({ own: before, main, store }, isSoldOut)
        if (decision.ok && before?.isSoldOut !== isSoldOut) {
          const by = {
            actor: { operatorId, name },
            reason: reason ?? SWITCHED[isSoldOut ? 'off' : 'on'],
          }
          const subject = { type: 'sku', id: skuId }
          const entry = { ...by, action: 'stock.switch', subject, before, after: decision.value }
          await audit.record(entry, { tx })
          const told = { kind: 'switched', cause: causeOf(by), tx } as const
          await write([{ before, after: decision.value }], told)
        }
        return decision
      })
    },

    /** What became of a SKU's stock, newest first; for somebody of some stores: there and in the shared pool. */
    journal: (
      skuId: Id<'sku'>,
      query: Readonly<{ beforeId?: Id<'sjr'> | undefined; limit: number }>,
      { storeCodes }: Pick<Keeper, 'storeCodes'>,
    ) => {
      const { beforeId, limit } = query
      const pools = storeCodes === null ? {} : { pools: [MAIN, ...storeCodes.map(storePool)] }
      return journal.page({
        skuId,
        limit,
        ...pools,
        ...(beforeId === undefined ? {} : { beforeId }),
      })
    },

    storeNames: async (pools: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const codes = pools.flatMap((pool) => STORE.exec(pool)?.[1] ?? [])
      const names = await stores.nameOf([...new Set(codes)])
      return new Map([...names].map(([code, name]) => [storePool(code), name]))
    },
  }
}
