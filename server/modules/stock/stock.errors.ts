import { defineErrors } from '../../platform/errors/index.js'

export const stockErrors = defineErrors({
  'sold-out': { status: 409, title: 'Not that many are left' },
  'sku-not-found': { status: 404, title: 'No such SKU' },
  'stock-below-committed': { status: 409, title: 'Fewer than are held and sold already' },
  'stock-needed': { status: 422, title: 'A new SKU needs its stock (null: unlimited)' },
})
export type StockRefusal = keyof typeof stockErrors
