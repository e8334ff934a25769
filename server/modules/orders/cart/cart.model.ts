import { Schema, type Connection } from 'mongoose'
import type { NamedQuery } from '../../../platform/mongo/index.js'
import type { HolderKey } from '../orders.domain.js'
import type { StoredCart } from './cart.domain.js'

/** One per identifier. */
export type CartDocument = StoredCart & { _id: HolderKey }

const required = <T>(type: T) => ({ type, required: true }) as const
const line = new Schema(
  { productId: required(String), skuId: required(String), qty: { ...required(Number), min: 1 } },
  { _id: false, strict: 'throw' },
)
const carts = new Schema<CartDocument>(
  { _id: required(String), lines: [line], updatedAt: required(Date) },
  { collection: 'carts', strict: 'throw', versionKey: false },
)

export const cartModel = (db: Connection) => db.model('Cart', carts)
export const cartQueries: readonly NamedQuery[] = [
  { name: 'carts.of-customer', filter: { _id: { $in: ['openid:a:b'] } }, index: '_id_' },
]
