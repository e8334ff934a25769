import type { Db } from '../mongo/index.js'
import type { Sweep } from '../personal-data/index.js'
import { DIFFERENCES, type DifferenceDocument } from './rounds.model.js'

const BATCH = 500
const MAX_TIME_MS = 30_000

/** Deletes differences that were found about a person; the counts of their rounds stay. */
export function reconciliationSweep(db: Db): Sweep {
  const differences = db.collection<DifferenceDocument>(DIFFERENCES)
  return async (mentions, after) => {
    const found = await differences
      .find(after === null ? {} : { _id: { $gt: after } }, { maxTimeMS: MAX_TIME_MS })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray()
    const about = found.filter((difference) => mentions(JSON.stringify(difference)))
    await differences.deleteMany({ _id: { $in: about.map(({ _id }) => _id) } })
    return { after: found.length < BATCH ? null : (found.at(-1)?._id ?? null), left: 0 }
  }
}
