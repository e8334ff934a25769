import type { Connection } from 'mongoose'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { JournalLine } from './journal.domain.js'
import { journalModel, type JournalDocument } from './stock.model.js'

type JournalQuery = Readonly<{
  skuId: Id<'sku'>
  /** None: every pool. */
  pools?: readonly string[]
  beforeId?: Id<'sjr'>
  limit: number
}>
export type KeptLine = JournalLine & Readonly<{ lineId: Id<'sjr'> }>

const MAX_MS = 2_000

export type JournalRows = ReturnType<typeof journalRepository>
/** The journal of stock: lines are added in the transaction of their change, and never changed. */
export function journalRepository(db: Connection) {
  const journal = journalModel(db)
  return {
    async append(lines: readonly JournalLine[], { tx }: { tx: Tx }): Promise<void> {
      if (lines.length > 0) {
        const documents = lines.map((line): JournalDocument => ({
          ...line,
          _id: newId('sjr'),
          poolId: `${line.skuId}:${line.pool}`,
        }))
        await journal.insertMany(documents, { session: tx })
      }
    },

    /** Of one SKU, newest first. */
    async page({ skuId, pools, beforeId, limit }: JournalQuery): Promise<KeptLine[]> {
      const filter = {
        skuId,
        ...(pools === undefined ? {} : { pool: { $in: [...pools] } }),
        ...(beforeId === undefined ? {} : { _id: { $lt: beforeId } }),
      }
      const newest = journal.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      const documents = await newest.lean<JournalDocument[]>()
      return documents.map(({ _id, poolId: _pool, ...line }) => ({ ...line, lineId: _id }))
    },
  }
}
