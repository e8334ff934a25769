import type { Connection } from 'mongoose'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { isDuplicateKey, type Tx } from '../../platform/mongo/index.js'
import type { HolderKey } from './orders.domain.js'
import {
  openOrdersModel,
  orderKeyModel,
  pickupCodeModel,
  type PickupCodeDocument,
  type OpenOrdersDocument,
  type OrderKeyDocument,
} from './orders.model.js'

type Intention = Readonly<{ holder: HolderKey; key: string }>
type UsedKey = Readonly<{ orderId: Id<'ord'>; bodyHash: string }>
/** What a batch of placed orders writes at one guard: its new orders, none where only the customer's first guard is touched. */
type OpenChange = Readonly<{ guard: HolderKey; orderIds: readonly Id<'ord'>[] }>

const MAX_MS = 2_000

export const intentionId = ({ holder, key }: Intention): string => `${holder}:${key}`

/** The small documents that make "once" and "at most" true under races. */
export type OrderGuards = ReturnType<typeof orderGuardsRepository>
export function orderGuardsRepository(db: Connection) {
  const keys = orderKeyModel(db)
  const open = openOrdersModel(db)
  const codes = pickupCodeModel(db)

  const guardsOf = (holders: readonly HolderKey[], tx?: Tx): Promise<OpenOrdersDocument[]> =>
    open.find({ _id: { $in: holders } }, null, { session: tx ?? null }).lean<OpenOrdersDocument[]>()

  return {
    /** What these keys (`intentionId`) were used for before; those never used are missing from the answer. */
    async usedKeys(
      ids: readonly string[],
      { tx }: { tx?: Tx } = {},
    ): Promise<Map<string, UsedKey>> {
      const query = keys.find({ _id: { $in: ids } }, null, { session: tx ?? null })
      const documents = await query.lean<(OrderKeyDocument & UsedKey)[]>()
      return new Map(
        documents.map(({ _id, orderId, bodyHash }) => [_id, { orderId, bodyHash }] as const),
      )
    },

    /** Every key (`intentionId`) that this SKU was ordered under; null: more than `atMost`. */
    async keysOfSku(skuId: Id<'sku'>, atMost: number): Promise<Set<string> | null> {
      const found = keys.find({ skuIds: skuId }, { _id: 1 }).limit(atMost + 1)
      const documents = await found.maxTimeMS(MAX_MS).lean<{ _id: string }[]>()
      return documents.length > atMost ? null : new Set(documents.map(({ _id }) => _id))
    },

    async insertKeys(used: readonly OrderKeyDocument[], { tx }: { tx: Tx }): Promise<void> {
      await keys.insertMany([...used], { session: tx, lean: true })
    },

    /** Makes the guards exist, outside any transaction: an upsert inside one would fail instead of waiting. */
    async ensureOpen(holders: readonly HolderKey[]): Promise<void> {
      const known = new Set((await guardsOf(holders)).map((guard) => guard._id))
      const missing = holders.filter((holder) => !known.has(holder))
      const fresh = missing.map((_id) => ({ _id, orderIds: [], revision: 0 }))
      try {
        await (fresh.length > 0 && open.insertMany(fresh, { ordered: false, lean: true }))
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error // made by somebody else in the same moment: fine
        }
      }
    },

    /** How many open orders each of these guards counts, as the transaction sees it. */
    async openCounts(
      guards: readonly HolderKey[],
      { tx }: { tx: Tx },
    ): Promise<Map<HolderKey, number>> {
      const found = await guardsOf(guards, tx)
      return new Map(found.map(({ _id, orderIds }) => [_id, orderIds.length]))
    },

    /**
     * Counts in what was decided on `openCounts` of the same transaction, which found the guards `known`; the others are
     * made. A transaction that makes the same one at the same time conflicts.
     */
    async addOpenAll(
      changes: readonly OpenChange[],
      { known, tx }: { known: Pick<ReadonlySet<HolderKey>, 'has'>; tx: Tx },
    ): Promise<void> {
      const fresh = changes.filter(({ guard }) => !known.has(guard))
      const rows = fresh.map(({ guard: _id, orderIds }) => ({ _id, orderIds, revision: 1 }))
      await (rows.length > 0 && open.insertMany(rows, { session: tx, lean: true }))
      const touched = changes.filter(({ guard }) => known.has(guard))
      const updates = touched.map(({ guard: _id, orderIds }) => ({
        updateOne: {
          filter: { _id },
          update: {
            $inc: { revision: 1 },
            ...(orderIds.length === 0 ? {} : { $addToSet: { orderIds: { $each: [...orderIds] } } }),
          },
        },
      }))
      if (updates.length > 0) {
        const { matchedCount } = await open.bulkWrite(updates, { session: tx, ordered: true })
        invariant(matchedCount === touched.length, 'a guard read in a transaction is there in it')
      }
    },

    /**
     * Counts an order in unless its customer has `max` open ones. All identifiers of the customer count, and every order
     * touches the guard of the first one: two at a time conflict, whichever identifiers they came by.
     */
    async addOpen(
      order: Readonly<{ holder: HolderKey; orderId: Id<'ord'> }>,
      { among, max, tx }: { among: readonly HolderKey[]; max: number; tx: Tx },
    ): Promise<'added' | 'too-many'> {
      const { holder, orderId } = order
      const all = await open.find({ _id: { $in: among } }, null, { session: tx })
      if (all.reduce((sum, guard) => sum + guard.orderIds.length, 0) >= max) {
        return 'too-many'
      }
      const [first = holder] = [...among].sort()
      if (first !== holder) {
        await open.updateOne({ _id: first }, { $inc: { revision: 1 } }, { session: tx })
      }
      const hasRoom = { _id: holder, [`orderIds.${max - 1}`]: { $exists: false } }
      const change = { $addToSet: { orderIds: orderId }, $inc: { revision: 1 } }
      const { matchedCount } = await open.updateOne(hasRoom, change, { session: tx })
      return matchedCount === 1 ? 'added' : 'too-many'
    },

    /** Counts an order out when it is paid or closed; again changes nothing. */
    async removeOpen(
      order: Readonly<{ holder: HolderKey; orderId: Id<'ord'> }>,
      { tx }: { tx: Tx },
    ): Promise<void> {
      const change = { $pull: { orderIds: order.orderId }, $inc: { revision: 1 } }
      const mine = { _id: order.holder, orderIds: order.orderId }
      await open.updateOne(mine, change, { session: tx })
    },

    /** Whose order waits at this store under this code; null: nobody's. */
    async orderOfPickupCode({
      storeCode,
      code,
    }: Readonly<{ storeCode: string; code: string }>): Promise<Id<'ord'> | null> {
      const document = await codes.findById(`${storeCode}:${code}`).lean<PickupCodeDocument>()
      return (document?.orderId as Id<'ord'> | undefined) ?? null
    },

    /** The order waits no longer: another one may get its code. */
    async freePickupCode(
      {
        storeCode,
        code,
        orderId,
      }: Readonly<{ storeCode?: string; code?: string; orderId: string }>,
      { tx }: { tx: Tx },
    ): Promise<void> {
      if (storeCode !== undefined && code !== undefined) {
        await codes.deleteOne({ _id: `${storeCode}:${code}`, orderId }, { session: tx })
      }
    },

    /** Takes the first free code of these for an order to be picked up at this store; null: none is free. */
    async takePickupCode(
      order: Readonly<{ storeCode: string; orderId: Id<'ord'>; at: Date }>,
      { candidates, tx }: { candidates: readonly string[]; tx: Tx },
    ): Promise<string | null> {
      const { storeCode, ...fields } = order
      const idOf = (code: string) => `${storeCode}:${code}`
      const wanted = { _id: { $in: candidates.map(idOf) } }
      const taken = await codes.find(wanted, null, { session: tx })
      const known = new Set(taken.map((document) => document._id))
      const free = candidates.find((code) => !known.has(idOf(code)))
      if (free === undefined) {
        return null
      }
      await codes.insertMany([{ _id: idOf(free), ...fields }], { session: tx })
      return free
    },
  }
}
