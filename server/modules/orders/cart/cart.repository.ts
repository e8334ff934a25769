import type { Connection } from 'mongoose'
import { isDuplicateKey, type Tx } from '../../../platform/mongo/index.js'
import type { HolderKey } from '../orders.domain.js'
import type { CartLine, StoredCart } from './cart.domain.js'
import { cartModel, type CartDocument } from './cart.model.js'

const MAX_MS = 2_000

export type Carts = ReturnType<typeof cartRepository>
export function cartRepository(db: Connection) {
  const model = cartModel(db)
  return {
    async of(keys: readonly HolderKey[]): Promise<StoredCart[]> {
      return model
        .find({ _id: { $in: keys } })
        .maxTimeMS(MAX_MS)
        .lean<CartDocument[]>()
    },

    /** Makes the cart exist, outside any transaction. */
    async ensure(holder: HolderKey, at: Date): Promise<void> {
      try {
        const fresh = { $setOnInsert: { lines: [], updatedAt: at } }
        await model.updateOne({ _id: holder }, fresh, { upsert: true })
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error // made in the same moment by another request: fine
        }
      }
    },

    /** Everything lies in the holder's own cart from now on; the customer's other ones are gone. */
    async replace(
      holder: HolderKey,
      { lines, at, among }: { lines: readonly CartLine[]; at: Date; among: readonly HolderKey[] },
      { tx }: { tx: Tx },
    ): Promise<void> {
      const others = among.filter((key) => key !== holder)
      await model.deleteMany({ _id: { $in: others } }, { session: tx })
      const change = { $set: { lines: [...lines], updatedAt: at } }
      await model.updateOne({ _id: holder }, change, { session: tx })
    },
  }
}
