import type { Connection } from 'mongoose'
import { isDuplicateKey } from '../../../platform/mongo/index.js'
import type { Staff } from './staff.domain.js'
import { staffModel, type StaffDocument } from './staff.model.js'

const MAX_MS = 2_000
const BULK = 1_000

export type StaffRows = ReturnType<typeof staffRepository>
export function staffRepository(db: Connection) {
  const model = staffModel(db)
  return {
    async withIds(userids: readonly string[]): Promise<Staff[]> {
      const found = model.find({ _id: { $in: userids } }).maxTimeMS(MAX_MS)
      return (await found.lean<StaffDocument[]>()).map(staffOf)
    },

    /** By userid; `storeCodes` null: of all stores. */
    async page(query: {
      afterId?: string
      storeCodes: readonly string[] | null
      limit: number
    }): Promise<Staff[]> {
      const found = model
        .find({
          ...(query.afterId === undefined ? {} : { _id: { $gt: query.afterId } }),
          ...(query.storeCodes === null ? {} : { storeCode: { $in: query.storeCodes } }),
        })
        .sort({ _id: 1 })
        .limit(query.limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<StaffDocument[]>()).map(staffOf)
    },

    /** Adds or replaces; may be repeated. */
    async saveAll(staff: readonly Staff[]): Promise<void> {
      for (let start = 0; start < staff.length; start += BULK) {
        const writes = staff.slice(start, start + BULK).map(({ userid, ...fields }) => ({
          replaceOne: {
            filter: { _id: userid },
            replacement: { _id: userid, ...fields, departmentIds: [...fields.departmentIds] },
            upsert: true,
          },
        }))
        // two processes may meet somebody new at once: whoever was first has stored the same
        await model.bulkWrite(writes, { ordered: false }).catch((error: unknown) => {
          if (!isDuplicateKey(error)) {
            throw error
          }
        })
      }
    },

    /** Whoever the last sync did not see has left; answers how many. */
    async markLeft(before: Date): Promise<number> {
      const gone = { syncedAt: { $lt: before }, status: { $ne: 'left' as const } }
      return (await model.updateMany(gone, { $set: { status: 'left' } })).modifiedCount
    },
  }
}

function staffOf({ _id, ...fields }: StaffDocument): Staff {
  return { ...fields, userid: _id }
}
