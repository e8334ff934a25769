import { defineErrors } from '../../platform/errors/index.js'

export const stockErrors = defineErrors({
  'sold-out': { status: 409, title: 'Not that many are left' },
  'sku-not-found': { status: 404, title: 'No such SKU' },
  'store-unknown': { status: 422, title: 'No such store' },
  'pool-not-found': { status: 404, title: 'The SKU has no such stock pool' },
  'pool-same': { status: 422, title: 'Stock moves between two different pools' },
  'pool-is-unlimited': { status: 409, title: 'An unlimited pool has no units to move' },
  'not-enough-to-move': { status: 409, title: 'Fewer units are free than should be moved' },
  'store-has-no-pool': {
    status: 409,
    title:
      'The store sells from the shared stock, which is counted: give it stock of its own first',
  },
  'stock-below-committed': { status: 409, title: 'Fewer than are held and sold already' },
  'columns-missing': { status: 422, title: 'The sheet lacks a column that it cannot be without' },
  'stock-needed': { status: 422, title: 'A new SKU needs its stock (null: unlimited)' },
})
export type StockRefusal = keyof typeof stockErrors
