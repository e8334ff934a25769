import type { Connection } from 'mongoose'
import {
  brandModel,
  storeModel,
  type BrandDocument,
  type Store,
  type StoreDocument,
} from './stores.model.js'

const MAX_MS = 2_000

export type StoresRepository = ReturnType<typeof storesRepository>
export function storesRepository(db: Connection) {
  const stores = storeModel(db)
  const brands = brandModel(db)
  return {
    /** By code, after `afterCode`; only these codes when some are given. */
    async page(query: { afterCode?: string; codes?: readonly string[]; limit: number }) {
      const { afterCode, codes, limit } = query
      const ids = {
        ...(afterCode === undefined ? {} : { $gt: afterCode }),
        ...(codes === undefined ? {} : { $in: [...codes] }),
      }
      const filter = Object.keys(ids).length === 0 ? {} : { _id: ids }
      const found = stores.find(filter).sort({ _id: 1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<StoreDocument[]>()).map(storeOf)
    },

    async byCodes(codes: readonly string[]): Promise<Store[]> {
      const found = stores.find({ _id: { $in: [...codes] } }).maxTimeMS(MAX_MS)
      return (await found.lean<StoreDocument[]>()).map(storeOf)
    },

    async ofDepartments(departments: readonly string[]): Promise<Store[]> {
      const found = stores.find({ department: { $in: [...departments] } }).maxTimeMS(MAX_MS)
      return (await found.lean<StoreDocument[]>()).map(storeOf)
    },

    /** Replaces the stores with these codes or adds them. */
    async upsert(given: readonly Store[], now: Date): Promise<void> {
      if (given.length === 0) {
        return
      }
      const writes = given.map(({ storeCode, ...fields }) => ({
        replaceOne: {
          filter: { _id: storeCode },
          replacement: { ...fields, _id: storeCode, updatedAt: now },
          upsert: true,
        },
      }))
      // without throwOnValidationError mongoose leaves out what does not fit and says nothing
      await stores.bulkWrite(writes, { ordered: false, throwOnValidationError: true })
    },

    async brandName(): Promise<string | null> {
      return (await brands.findById('brand').lean<BrandDocument>())?.name ?? null
    },

    async saveBrand(name: string): Promise<void> {
      await brands.updateOne({ _id: 'brand' }, { $set: { name } }, { upsert: true })
    },
  }
}

function storeOf({ _id, updatedAt: _updatedAt, ...fields }: StoreDocument): Store {
  return { storeCode: _id, ...fields }
}
