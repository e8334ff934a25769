import type { Db } from '../../platform/mongo/index.js'
import type { Transfer } from './transfer.domain.js'

/** Writes transfers down that were caused before there were books; what stands there already stays. For migrations. */
export async function postOldTransfers(db: Db, transfers: readonly Transfer[]): Promise<void> {
  const upserts = transfers.map(({ transferId: _id, ...fields }) => ({
    updateOne: {
      filter: { _id },
      update: { $setOnInsert: { ...fields, isSummed: false } },
      upsert: true,
    },
  }))
  if (upserts.length > 0) {
    await db.collection<{ _id: string }>('ledger_transfers').bulkWrite(upserts)
  }
}
