import { Schema, type Connection } from 'mongoose'
import type { NamedQuery } from '../../platform/mongo/index.js'

export type Store = Readonly<{
  storeCode: string
  name: string
  address?: string
  /** Id of its department in WeCom; staff of the department belong to the store. */
  department?: string
}>
export type StoreDocument = Omit<Store, 'storeCode'> & { _id: string; updatedAt: Date }
export type BrandDocument = { _id: 'brand'; name: string }

const required = <T>(type: T) => ({ type, required: true }) as const
const stores = new Schema(
  {
    _id: required(String),
    name: required(String),
    address: String,
    department: String,
    updatedAt: required(Date),
  },
  { collection: 'stores', strict: 'throw', versionKey: false },
)
// The stores of some departments, when staff are synced.
stores.index({ department: 1 })

const settings = new Schema(
  { _id: required(String), name: required(String) },
  { collection: 'brand_settings', strict: 'throw', versionKey: false },
)

export const storeModel = (db: Connection) => db.model('Store', stores)
export const brandModel = (db: Connection) => db.model('BrandSettings', settings)

export const storeQueries: readonly NamedQuery[] = [
  { name: 'stores.page', filter: { _id: { $gt: 'S001' } }, sort: { _id: 1 }, index: '_id_' },
  { name: 'stores.by-code', filter: { _id: { $in: ['S001'] } }, index: '_id_' },
  {
    name: 'stores.of-departments',
    filter: { department: { $in: ['2'] } },
    index: 'department_1',
  },
]
