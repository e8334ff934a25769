import type { Connection } from 'mongoose'
import type { Tx } from '../../platform/mongo/index.js'
import {
  brandModel,
  storeModel,
  type BrandDocument,
  type Store,
  type StoreDocument,
} from './stores.model.js'

const MAX_MS = 2_000

type Within = Readonly<{ tx?: Tx }>

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

    async byCodes(codes: readonly string[], { tx }: Within = {}): Promise<Store[]> {
      const found = stores.find({ _id: { $in: [...codes] } }, null, within(tx)).maxTimeMS(MAX_MS)
      return (await found.lean<StoreDocument[]>()).map(storeOf)
    },

    async ofDepartments(departments: readonly string[]): Promise<Store[]> {
      const found = stores.find({ department: { $in: [...departments] } }).maxTimeMS(MAX_MS)
      return (await found.lean<StoreDocument[]>()).map(storeOf)
    },

    /** Replaces the stores with these codes or adds them. */
    async upsert(given: readonly Store[], now: Date, { tx }: Within = {}): Promise<void> {
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
      await stores.bulkWrite(writes, {
        ordered: false,
        throwOnValidationError: true,
        ...within(tx),
      })
    },

    async brandName({ tx }: Within = {}): Promise<string | null> {
      const brand = brands.findById('brand', null, within(tx))
      return (await brand.lean<BrandDocument>())?.name ?? null
    },

    async saveBrand(name: string, { tx }: { tx: Tx }): Promise<void> {
      const options = { upsert: true, session: tx }
      await brands.updateOne({ _id: 'brand' }, { $set: { name } }, options)
    },
  }
}

const within = (tx: Tx | undefined) => (tx === undefined ? {} : { session: tx })

function storeOf({ _id, updatedAt: _updatedAt, ...fields }: StoreDocument): Store {
  return { storeCode: _id, ...fields }
}
