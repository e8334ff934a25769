import { Schema } from 'mongoose'
import type { Db, NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { CustomerFilter } from '../customers.contract.js'
import type { Shelf, View } from './views.domain.js'

export const VIEWS = 'customer_views'

/** `customer_views`: one document per operator with all that they saved, so that names are unique without an index. */
export type CustomersView = View<CustomerFilter>
export type CustomersShelf = Shelf<CustomerFilter>
export type ShelfDocument = Stored<CustomersShelf, 'operatorId'> & { isSharing: boolean }

const text = { type: String, required: true } as const
const flag = { type: Boolean, required: true } as const
const schema = new Schema(
  {
    _id: text,
    ownerName: text,
    revision: { type: Number, required: true, min: 1 },
    isSharing: flag,
    views: [{ _id: false, viewId: text, name: text, filter: Schema.Types.Mixed, isShared: flag }],
  },
  { collection: VIEWS, strict: 'throw', versionKey: false, minimize: false },
)
const SHARING = { partialFilterExpression: { isSharing: true } }
// What operators share with all.
schema.index({ isSharing: 1 }, SHARING)

export const viewModel = (db: Db) => db.model('CustomerViews', schema)

export const viewQueries: readonly NamedQuery[] = [
  { name: 'views.of-operator', filter: { _id: 'opr_1' }, index: '_id_' },
  { name: 'views.shared', filter: { isSharing: true }, index: 'isSharing_1' },
]
