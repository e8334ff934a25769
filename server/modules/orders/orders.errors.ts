import { defineErrors } from '../../platform/errors/index.js'
import { paymentErrors } from '../payments/index.js'
import { stockErrors } from '../stock/index.js'

export const orderErrors = defineErrors({
  'order-not-found': { status: 404, title: 'No such order' },
  'sku-unknown': { status: 422, title: 'A SKU of the order does not exist' },
  'store-unknown': { status: 422, title: 'No such store' },
  'too-many-units': { status: 422, title: 'More units of one SKU than an order may have' },
  'product-off-shelf': { status: 409, title: 'A product of the order is not sold any more' },
  'price-changed': { status: 409, title: 'The total is not what the customer was shown' },
  'sold-out': stockErrors['sold-out'],
  'too-many-open-orders': { status: 409, title: 'Pay or cancel an open order first' },
  'idempotency-key-reused': { status: 409, title: 'The key came with another request before' },
  'order-not-open': { status: 409, title: 'The order is not waiting for payment' },
  'order-is-paid': { status: 409, title: 'The order is paid already' },
  'not-the-buyer': { status: 409, title: 'Only the account that ordered can pay' },
  'order-close-later': {
    status: 503,
    title: 'WeChat has not confirmed yet that nothing can be paid any more',
    retriable: true,
  },
  'order-busy': { status: 503, title: 'Others keep changing the order', retriable: true },
})
export type OrderRefusal = keyof typeof orderErrors

/** What a route of the shop may refuse: also what its payment refuses. */
export const shopErrors = { ...orderErrors, ...paymentErrors }
export type ShopRefusal = keyof typeof shopErrors
