import type { Connection } from 'mongoose'
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
const keyId = ({ holder, key }: Intention): string => `${holder}:${key}`

/** The small documents that make "once" and "at most" true under races. */
export type OrderGuards = ReturnType<typeof orderGuardsRepository>
export function orderGuardsRepository(db: Connection) {
  const keys = orderKeyModel(db)
  const open = openOrdersModel(db)
  const codes = pickupCodeModel(db)

  async function ensure(_id: HolderKey): Promise<void> {
    try {
      const fresh = { $setOnInsert: { orderIds: [], revision: 0 } }
      await open.updateOne({ _id }, fresh, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error // made by somebody else in the same moment: fine
      }
    }
  }

  return {
    /** What this key was used for before. */
    async findKey(
      intention: Intention,
      { tx }: { tx?: Tx } = {},
    ): Promise<{ orderId: Id<'ord'>; bodyHash: string } | null> {
      const query = keys.findById(keyId(intention), null, { session: tx ?? null })
      const document = await query.lean<OrderKeyDocument & { orderId: Id<'ord'> }>()
      return document === null ? null : { orderId: document.orderId, bodyHash: document.bodyHash }
    },

    async insertKey(
      intention: Intention,
      used: Readonly<{ orderId: Id<'ord'>; bodyHash: string; at: Date }>,
      { tx }: { tx: Tx },
    ): Promise<void> {
      await keys.insertMany([{ _id: keyId(intention), ...used }], { session: tx })
    },

    /** Makes the guards exist, outside any transaction: an upsert inside one would fail instead of waiting. */
    async ensureOpen(holders: readonly HolderKey[]): Promise<void> {
      const present = await open.find({ _id: { $in: holders } }).lean<OpenOrdersDocument[]>()
      const known = new Set(present.map((document) => document._id))
      await Promise.all(holders.filter((holder) => !known.has(holder)).map(ensure))
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
