import type { Connection } from 'mongoose'
import { derivedId } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { SeenPrice } from './price-check.domain.js'
import { priceDifferenceModel, type PriceDifferenceDocument } from './price-check.model.js'

export type PriceDifference = SeenPrice &
  Readonly<{ differenceId: string; count: number; firstAt: Date }>
type Query = Readonly<{
  /** null: of every store, and of none. */
  storeCodes: readonly string[] | null
  after?: Readonly<{ at: Date; id: string }> | undefined
  limit: number
}>

const MAX_MS = 2_000

export type PriceChecks = ReturnType<typeof priceCheckRepository>
/** What tills take for a SKU beside what the mini-program asks: one row per till, store and SKU. */
export function priceCheckRepository(db: Connection) {
  const differences = priceDifferenceModel(db)
  return {
    /** Counts these once more; the row shows the latest sale. */
    async add(seen: readonly SeenPrice[], { tx }: { tx: Tx }): Promise<void> {
      for (const { at, source, storeCode, skuId, ...rest } of seen) {
        const _id = derivedId('prc', source, storeCode ?? '', skuId)
        const key = { source, skuId, ...(storeCode === undefined ? {} : { storeCode }) }
        const first = { ...key, firstAt: at, at: new Date(0), ...rest }
        const options = { session: tx, upsert: true }
        await differences.updateOne({ _id }, { $setOnInsert: { ...first, count: 0 } }, options)
        await differences.updateOne({ _id }, { $inc: { count: 1 } }, { session: tx })
        const newer = { _id, at: { $lte: at } } // events come in any order
        await differences.updateOne(newer, { $set: { ...rest, at } }, { session: tx })
      }
    },

    /** Last seen first. */
    async page({ storeCodes, after, limit }: Query): Promise<PriceDifference[]> {
      const filter = {
        ...(storeCodes === null ? {} : { storeCode: { $in: [...storeCodes] } }),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const found = differences.find(filter).sort({ at: -1, _id: -1 }).limit(limit)
      const documents = await found.maxTimeMS(MAX_MS).lean<PriceDifferenceDocument[]>()
      return documents.map(({ _id, ...row }) => ({ ...row, differenceId: _id }))
    },
  }
}

const beyond = ({ at, id }: { at: Date; id: string }) => [
  { at: { $lt: at } },
  { at, _id: { $lt: id } },
]
