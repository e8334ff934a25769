import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { Staff } from './staff.domain.js'

export type StaffDocument = Stored<Staff, 'userid'>

const text = { type: String, required: true } as const
const schema = new Schema(
  {
    _id: text,
    name: text,
    departmentIds: [String],
    departmentName: { type: String, default: '' },
    storeCode: String,
    storeName: String,
    position: String,
    status: { ...text, enum: ['active', 'disabled', 'not-activated', 'left', 'unknown'] },
    syncedAt: { type: Date, required: true },
  },
  { collection: 'staff', strict: 'throw', versionKey: false },
)
// The staff of some stores.
schema.index({ storeCode: 1, _id: 1 })
// Those that the last sync did not see.
schema.index({ syncedAt: 1 })

export const staffModel = (db: Connection) => db.model('Staff', schema)

export const staffQueries: readonly NamedQuery[] = [
  { name: 'staff.list', filter: {}, sort: { _id: 1 }, index: '_id_' },
  { name: 'staff.by-userid', filter: { _id: { $in: ['zhangsan'] } }, index: '_id_' },
  {
    name: 'staff.of-stores',
    filter: { storeCode: 'sz-01' },
    sort: { _id: 1 },
    index: 'storeCode_1__id_1',
  },
  { name: 'staff.unseen', filter: { syncedAt: { $lt: new Date(0) } }, index: 'syncedAt_1' },
]
