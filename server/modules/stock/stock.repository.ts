import type { Connection } from 'mongoose'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import { journalLine, type Cause } from './journal.domain.js'
import type { JournalRows } from './journal.repository.js'
import { allows, increments, MAIN, type Move, type Pool, type PoolName } from './stock.domain.js'
import {
  holdModel,
  poolModel,
  type HoldDocument,
  type HoldState,
  type PoolDocument,
  type PoolId,
} from './stock.model.js'

/** `pool`: where the units come from; the hold remembers it, and whatever ends the hold goes back there. */
export type Line = Readonly<{ skuId: Id<'sku'>; qty: number; pool?: PoolName }>
export type NewHolds = Readonly<{ orderId: string; lines: readonly Line[]; at: Date }>
type Units = Readonly<{ poolId: PoolId; qty: number }>
type PoolPage = Readonly<{
  /** None: of all SKUs. */
  skuIds?: readonly Id<'sku'>[]
  /** None: all of them. */
  pools?: readonly PoolName[]
  after?: PoolId
  limit: number
}>

const MAX_MS = 2_000
const updated = (field: string) => `updateDescription.updatedFields.${field}`
const isUpdated = { $exists: true }
const MAY_FREE = { $nor: [{ [updated('held')]: isUpdated, [updated('sold')]: isUpdated }] }
/** A stream without changes gives a sign after so long. */
const SOON = { maxAwaitTimeMS: 500 }
const TAKEN_BACK = '退款，放回库存'
export const poolId = (skuId: Id<'sku'>, pool: PoolName = MAIN): PoolId => `${skuId}:${pool}`

export type Stocks = ReturnType<typeof stockRepository>
export function stockRepository(db: Connection, journal: JournalRows) {
  const pools = poolModel(db)
  const holds = holdModel(db)

  /** One conditional update per pool; false when a pool did not allow its move. */
  async function move(kind: Move, units: readonly Units[], { at, tx }: { at: Date; tx: Tx }) {
    // always in the same order: two orders of the same SKUs meet at the first one
    const sorted = [...units].sort((a, b) => (a.poolId < b.poolId ? -1 : 1))
    const updates = sorted.map(({ poolId: _id, qty }) => ({
      updateOne: {
        filter: { _id, ...allowing(kind, qty) },
        update: { $inc: increments(kind, qty), $set: { updatedAt: at } },
      },
    }))
    const { matchedCount } = await pools.bulkWrite(updates, { session: tx, ordered: true })
    return matchedCount === units.length
  }

  async function withIds(
    ids: readonly PoolId[],
    { tx }: { tx?: Tx } = {},
  ): Promise<Map<PoolId, Pool>> {
    const query = pools.find({ _id: { $in: ids } }, null, { session: tx ?? null })
    const documents = await query.maxTimeMS(MAX_MS).lean<PoolDocument[]>()
    return new Map(documents.map((document) => [document._id, poolOf(document)]))
  }

  /** Pools that do not exist; their lines of the journal are the caller's. */
  async function add(fresh: readonly Pool[], { at, tx }: { at: Date; tx: Tx }): Promise<void> {
    if (fresh.length > 0) {
      const documents = fresh.map((pool) => ({
        ...pool,
        _id: poolId(pool.skuId, pool.pool),
        updatedAt: at,
      }))
      await pools.insertMany(documents, { session: tx })
    }
  }

  return {
    /** Changes by which units may have come back, in any process; a sale moves held units and frees none. */
    changes: () => db.collection<PoolDocument>('stock_pools').watch([{ $match: MAY_FREE }], SOON),

    /** These pools; one that does not exist is missing from the answer. */
    withIds,

    /** In the order of SKU and pool. */
    async page({ skuIds, pools: names, after, limit }: PoolPage): Promise<Pool[]> {
      const filter = {
        ...(skuIds === undefined ? {} : { skuId: { $in: [...skuIds] } }),
        ...(names === undefined ? {} : { pool: { $in: [...names] } }),
        ...(after === undefined ? {} : { _id: { $gt: after } }),
      }
      const sort: Record<string, 1> = skuIds === undefined ? { _id: 1 } : { skuId: 1, pool: 1 }
      const found = pools.find(filter).sort(sort).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<PoolDocument[]>()).map(poolOf)
    },

    add,

    /** Adds pools that do not exist, each with the first line of its journal. */
    async insert(
      fresh: readonly Pool[],
      { cause, tx, kind = 'opened' }: { cause: Cause; tx: Tx; kind?: 'opened' | 'imported' },
    ): Promise<void> {
      const lines = fresh.map((pool) => journalLine(undefined, pool, { kind, cause }))
      await journal.append(lines, { tx })
      await add(fresh, { at: cause.at, tx })
    },

    /**
     * Holds units for orders, all or none of them; `sold-out` must take the transaction back. Pools come last: they are what
     * others race for.
     */
    async hold(orders: readonly NewHolds[], { tx }: { tx: Tx }): Promise<'held' | 'sold-out'> {
      const rows = orders.flatMap(rowsOf)
      await holds.insertMany(rows, { session: tx, lean: true })
      const at = new Date(Math.max(...orders.map((order) => order.at.getTime())))
      return (await move('hold', perPool(rows), { at, tx })) ? 'held' : 'sold-out'
    },

    /** Ends every hold of an order, each exactly once; answers how many there were. Again: 0, and nothing changes. */
    async end(
      orderId: string,
      kind: Extract<Move, 'release' | 'sell'>,
      { at, tx }: { at: Date; tx: Tx },
    ): Promise<number> {
      const open = { orderId, state: 'held' as const }
      const rows = await holds.find(open, null, { session: tx }).lean<HoldDocument[]>()
      if (rows.length === 0) {
        return 0
      }
      const state: HoldState = kind === 'sell' ? 'sold' : 'released'
      const ended = { $set: { state, endedAt: at } }
      const mine = { ...open, _id: { $in: rows.map((row) => row._id) } }
      const { matchedCount } = await holds.updateMany(mine, ended, { session: tx })
      invariant(matchedCount === rows.length, 'holds read in a transaction are still held in it')
      invariant(await move(kind, rows, { at, tx }), 'every held unit is counted in its pool')
      return rows.length
    },

    /** Holds again what a lapsed order had held, if all of it is still there; else nothing is written. */
    async holdAgain(
      orderId: string,
      { at, tx }: { at: Date; tx: Tx },
    ): Promise<'held' | 'sold-out'> {
      const given = { orderId, state: 'released' as const }
      const rows = await holds.find(given, null, { session: tx }).lean<HoldDocument[]>()
      const byId = await withIds([...new Set(rows.map((row) => row.poolId))], { tx })
      const isThere = ({ poolId: id, qty }: HoldDocument): boolean => {
        const pool = byId.get(id)
        return pool !== undefined && allows(pool, 'hold', qty)
      }
      if (rows.length === 0 || !rows.every(isThere)) {
        return 'sold-out'
      }
      const again = { $set: { state: 'held', heldAt: at }, $unset: { endedAt: '' } }
      await holds.updateMany({ _id: { $in: rows.map((row) => row._id) } }, again, { session: tx })
      invariant(await move('hold', rows, { at, tx }), 'what this transaction has read is still so')
      return 'held'
    },

    /** Puts the units of a refunded order back on the shelf they came from; again: 0, and nothing changes. */
    async takeBack(orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<number> {
      const bought = { orderId, state: 'sold' as const }
      const rows = await holds.find(bought, null, { session: tx }).lean<HoldDocument[]>()
      if (rows.length === 0) {
        return 0
      }
      const back = { $set: { state: 'returned', endedAt: at } }
      await holds.updateMany({ _id: { $in: rows.map((row) => row._id) } }, back, { session: tx })
      const cause = { operator: null, reason: TAKEN_BACK, at }
      const found = await withIds([...new Set(rows.map((row) => row.poolId))], { tx })
      const lines = rows.flatMap(({ poolId: id, qty: units }) => {
        const pool = found.get(id)
        const line = pool && journalLine(pool, pool, { kind: 'taken-back', cause })
        return line === undefined ? [] : [{ ...line, units, orderId }]
      })
      await journal.append(lines, { tx })
      invariant(await move('return', rows, { at, tx }), 'every sold unit is counted in its pool')
      return rows.length
    },

    /** Writes totals and switches of pools, unless held or sold of one have changed since it was read. */
    async save(
      changes: readonly Readonly<{ before: Pool; after: Pool }>[],
      { at, tx }: { at: Date; tx: Tx },
    ): Promise<Saved> {
      const sorted = [...changes].sort((a, b) => (a.after.pool < b.after.pool ? -1 : 1))
      for (const { before, after } of sorted) {
        const { skuId, pool, held, sold } = before
        const { isUnlimited, isSoldOut, total } = after
        const change = { $set: { isUnlimited, isSoldOut, total, updatedAt: at } }
        const filter = { _id: poolId(skuId, pool), held, sold }
        const saved = await guarded(pools.updateOne(filter, change, { session: tx }))
        if (saved !== 'saved') {
          return saved
        }
      }
      return 'saved'
    },
  }
}

function poolOf({ _id: _, updatedAt: _at, isSoldOut = false, ...pool }: PoolDocument): Pool {
  return { ...pool, isSoldOut }
}

function rowsOf({ orderId, lines, at }: NewHolds): HoldDocument[] {
  return lines.map(({ skuId, qty, pool }) => ({
    _id: `${orderId}:${poolId(skuId, pool)}`,
    orderId,
    poolId: poolId(skuId, pool),
    skuId,
    qty,
    state: 'held',
    heldAt: at,
  }))
}

/** One entry per pool: each is written once. */
function perPool(rows: readonly Units[]): Units[] {
  const units = new Map<PoolId, number>()
  for (const row of rows) {
    units.set(row.poolId, (units.get(row.poolId) ?? 0) + row.qty)
  }
  return [...units].map(([id, qty]) => ({ poolId: id, qty }))
}

/** The filter form of `allows` in the domain. */
function allowing(kind: Move, qty: number): Record<string, unknown> {
  const isLeft = { $lte: [{ $add: ['$held', '$sold', qty] }, '$total'] }
  switch (kind) {
    case 'hold':
      return { isSoldOut: { $ne: true }, $or: [{ isUnlimited: true }, { $expr: isLeft }] }
    case 'return':
      return { sold: { $gte: qty } }
    case 'release':
    case 'sell':
      return { held: { $gte: qty } }
  }
}
