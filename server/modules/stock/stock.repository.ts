import type { Connection } from 'mongoose'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import { allows, increments, type Move, type Pool } from './stock.domain.js'
import {
  holdModel,
  poolModel,
  type HoldDocument,
  type HoldState,
  type PoolDocument,
  type PoolId,
} from './stock.model.js'

export type Line = Readonly<{ skuId: Id<'sku'>; qty: number }>
export type NewHolds = Readonly<{ orderId: string; lines: readonly Line[]; at: Date }>

const MAIN = 'main'
const MAX_MS = 2_000
const updated = (field: string) => `updateDescription.updatedFields.${field}`
const isUpdated = { $exists: true }
const MAY_FREE = { $nor: [{ [updated('held')]: isUpdated, [updated('sold')]: isUpdated }] }
/** A stream without changes gives a sign after so long. */
const SOON = { maxAwaitTimeMS: 500 }
const poolId = (skuId: Id<'sku'>): PoolId => `${skuId}:${MAIN}`

export type Stocks = ReturnType<typeof stockRepository>
export function stockRepository(db: Connection) {
  const pools = poolModel(db)
  const holds = holdModel(db)

  /** One conditional update per pool; false when a pool did not allow its move. */
  async function move(kind: Move, lines: readonly Line[], { at, tx }: { at: Date; tx: Tx }) {
    // always in the same order: two orders of the same SKUs meet at the first one
    const sorted = [...lines].sort((a, b) => (a.skuId < b.skuId ? -1 : 1))
    const updates = sorted.map(({ skuId, qty }) => ({
      updateOne: {
        filter: { _id: poolId(skuId), ...allowing(kind, qty) },
        update: { $inc: increments(kind, qty), $set: { updatedAt: at } },
      },
    }))
    const { matchedCount } = await pools.bulkWrite(updates, { session: tx, ordered: true })
    return matchedCount === lines.length
  }

  return {
    /** Changes by which units may have come back, in any process; a sale moves held units and frees none. */
    changes: () => db.collection<PoolDocument>('stock_pools').watch([{ $match: MAY_FREE }], SOON),

    async insert(fresh: readonly Pool[], { at, tx }: { at: Date; tx: Tx }): Promise<void> {
      const documents = fresh.map((pool) => ({
        ...pool,
        _id: poolId(pool.skuId),
        pool: MAIN,
        updatedAt: at,
      }))
      await pools.insertMany(documents, { session: tx })
    },

    /** The main pools of these SKUs; a SKU without one is missing from the answer. */
    async pools(
      skuIds: readonly Id<'sku'>[],
      { tx }: { tx?: Tx } = {},
    ): Promise<Map<Id<'sku'>, Pool>> {
      const query = pools.find({ _id: { $in: skuIds.map(poolId) } }, null, { session: tx ?? null })
      const documents = await query.maxTimeMS(MAX_MS).lean<PoolDocument[]>()
      return new Map(
        documents.map(({ skuId, isUnlimited, total, held, sold }) => [
          skuId,
          { skuId, isUnlimited, total, held, sold },
        ]),
      )
    },

    /**
     * Holds units for orders, all or none of them; `sold-out` must take the transaction back. Pools come last: they are what
     * others race for.
     */
    async hold(orders: readonly NewHolds[], { tx }: { tx: Tx }): Promise<'held' | 'sold-out'> {
      const rows = orders.flatMap(rowsOf)
      await holds.insertMany(rows, { session: tx, lean: true })
      const at = new Date(Math.max(...orders.map((order) => order.at.getTime())))
      return (await move('hold', perSku(rows), { at, tx })) ? 'held' : 'sold-out'
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
      const wanted = { _id: { $in: rows.map((row) => row.poolId) } }
      const found = await pools.find(wanted, null, { session: tx }).lean<PoolDocument[]>()
      const byId = new Map(found.map((pool) => [pool._id, pool]))
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

    /** Puts the units of a refunded order back on the shelf; again: 0, and nothing changes. */
    async takeBack(orderId: string, { at, tx }: { at: Date; tx: Tx }): Promise<number> {
      const bought = { orderId, state: 'sold' as const }
      const rows = await holds.find(bought, null, { session: tx }).lean<HoldDocument[]>()
      if (rows.length === 0) {
        return 0
      }
      const back = { $set: { state: 'returned', endedAt: at } }
      await holds.updateMany({ _id: { $in: rows.map((row) => row._id) } }, back, { session: tx })
      invariant(await move('return', rows, { at, tx }), 'every sold unit is counted in its pool')
      return rows.length
    },

    /** Writes another total unless held or sold have changed since the pool was read. */
    saveTotal(before: Pool, { isUnlimited, total }: Pool, at: Date, tx: Tx): Promise<Saved> {
      const { skuId, held, sold } = before
      const change = { $set: { isUnlimited, total, updatedAt: at } }
      return guarded(pools.updateOne({ _id: poolId(skuId), held, sold }, change, { session: tx }))
    },
  }
}

function rowsOf({ orderId, lines, at }: NewHolds): HoldDocument[] {
  return lines.map(({ skuId, qty }) => ({
    _id: `${orderId}:${poolId(skuId)}`,
    orderId,
    poolId: poolId(skuId),
    skuId,
    qty,
    state: 'held',
    heldAt: at,
  }))
}

/** One line per SKU: each pool is written once. */
function perSku(lines: readonly Line[]): Line[] {
  const units = new Map<Id<'sku'>, number>()
  for (const { skuId, qty } of lines) {
    units.set(skuId, (units.get(skuId) ?? 0) + qty)
  }
  return [...units].map(([skuId, qty]) => ({ skuId, qty }))
}

/** The filter form of `allows` in the domain. */
function allowing(kind: Move, qty: number): Record<string, unknown> {
  const isLeft = { $lte: [{ $add: ['$held', '$sold', qty] }, '$total'] }
  switch (kind) {
    case 'hold':
      return { $or: [{ isUnlimited: true }, { $expr: isLeft }] }
    case 'return':
      return { sold: { $gte: qty } }
    case 'release':
    case 'sell':
      return { held: { $gte: qty } }
  }
}
