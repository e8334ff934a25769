import type { Connection } from 'mongoose'
import { refundModel } from './orders.model.js'

const MAX_MS = 2_000
/** Bounds what the figures read; more than this many are shown as this many. */
const MAX_COUNTED = 10_000

/** How many refunds there are and how long those above the paid sum have waited; the cost has a bound. */
export type RefundFigures = ReturnType<typeof refundFigures>
export function refundFigures(db: Connection) {
  const refunds = refundModel(db)
  const isExceeding = { state: 'exceeding' } as const
  return async () => {
    const [all, exceeding, oldest] = await Promise.all([
      // From the collection's own count, whatever its size; after a power cut it may be a few off.
      refunds.estimatedDocumentCount().maxTimeMS(MAX_MS),
      refunds.countDocuments(isExceeding).limit(MAX_COUNTED).maxTimeMS(MAX_MS),
      refunds
        .findOne(isExceeding, { _id: 0, at: 1 })
        .sort({ at: 1 })
        .maxTimeMS(MAX_MS)
        .lean<{ at: Date } | null>(),
    ])
    return {
      done: Math.max(0, all - exceeding),
      exceeding,
      oldestExceedingAt: oldest?.at ?? null,
    }
  }
}
