import type { Connection } from 'mongoose'
import { guarded, isDuplicateKey, type Saved, type Tx } from '../../platform/mongo/index.js'
import { orderSettingsModel, type OrderSettingsDocument } from './orders.model.js'
import type { DeliveryFee } from './pricing.domain.js'

/** Until somebody has set another one: ¥8, nothing from ¥99 on. */
const DEFAULT: DeliveryFee = { feeFen: 800, freeFromFen: 9_900 }

export type DeliveryFees = ReturnType<typeof deliveryFeeRepository>
/** What sending a parcel costs, as an operator has set it. */
export function deliveryFeeRepository(db: Connection) {
  const model = orderSettingsModel(db)
  const find = async (tx?: Tx): Promise<OrderSettingsDocument | null> =>
    model.findById('delivery', null, { session: tx ?? null }).lean<OrderSettingsDocument>()

  return {
    async read({ tx }: { tx?: Tx } = {}): Promise<DeliveryFee & { revision: number }> {
      const found = await find(tx)
      const { feeFen, freeFromFen, revision } = found ?? { ...DEFAULT, revision: 0 }
      return { feeFen, ...(freeFromFen === undefined ? {} : { freeFromFen }), revision }
    },

    /** Over what was read in the same transaction. */
    async save(
      { revision, ...fee }: DeliveryFee & { revision: number },
      { tx }: { tx: Tx },
    ): Promise<Saved> {
      const next = { _id: 'delivery' as const, ...fee, revision: revision + 1 }
      if (revision === 0) {
        try {
          await model.insertMany([next], { session: tx })
          return 'saved'
        } catch (error) {
          if (isDuplicateKey(error)) {
            return 'moved-on'
          }
          throw error
        }
      }
      return guarded(model.replaceOne({ _id: 'delivery', revision }, next, { session: tx }))
    },
  }
}
