import { defineErrors } from '../../platform/errors/index.js'
import { paymentErrors } from '../payments/index.js'
import { stockErrors } from '../stock/index.js'

export const orderErrors = defineErrors({
  'order-not-found': { status: 404, title: 'No such order' },
  'sku-unknown': { status: 422, title: 'A SKU of the order does not exist' },
  'store-unknown': { status: 422, title: 'No such store' },
  'product-not-in-store': { status: 409, title: 'A product is not sold in this store' },
  'too-many-units': { status: 422, title: 'More units of one SKU than an order may have' },
  'product-off-shelf': { status: 409, title: 'A product of the order is not sold any more' },
  'price-changed': { status: 409, title: 'The total is not what the customer was shown' },
  'too-many-vouchers': { status: 422, title: 'More vouchers than one order may have' },
  'voucher-sale-over': { status: 409, title: 'This voucher is not sold under its terms any more' },
  'sold-out': stockErrors['sold-out'],
  'coupon-not-usable': { status: 409, title: 'The coupon cannot be used for this order' },
  'address-not-needed': { status: 422, title: 'An order is picked up or sent, not both' },
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
  'chat-customer-unknown': { status: 404, title: 'Nobody that you serve in a chat' },
  'store-not-yours': { status: 403, title: 'You do not sell for this store' },
  'pickup-code-unknown': { status: 404, title: 'No order waits here under this code' },
  'order-is-refunded': {
    status: 409,
    title: 'The money of this order goes back: hand nothing over',
  },
  'order-not-in-time': { status: 409, title: 'The order is not at this point' },
  'order-not-ours-to-fulfil': {
    status: 409,
    title: 'An order of another system is handed over there',
  },
  'order-not-refundable': { status: 409, title: 'Nothing of this order can be given back now' },
  'refund-exceeds-order': { status: 409, title: 'More than what is left of the order' },
  'refund-items-wrong': {
    status: 422,
    title: 'More units than the order has, or another SKU',
  },
  'order-not-sent': { status: 409, title: 'The order is picked up: it has no address' },
  'delivery-fee-changed': {
    status: 409,
    title: 'Somebody else has changed the fee meanwhile',
    retriable: true,
  },
  'voucher-not-refundable': {
    status: 409,
    title: 'Only vouchers of this order that are neither used nor given away are given back',
  },
  'restock-needs-whole-refund': {
    status: 409,
    title: 'Units go back on the shelf only when the whole order is given back',
  },
})
export type OrderRefusal = keyof typeof orderErrors

export type FulfilmentRefusal = Extract<
  OrderRefusal,
  | 'order-not-found'
  | 'order-busy'
  | 'pickup-code-unknown'
  | 'order-is-refunded'
  | 'order-not-in-time'
  | 'order-not-ours-to-fulfil'
  | 'order-not-sent'
>

export type AfterSaleRefusal = Extract<
  OrderRefusal,
  | 'order-not-found'
  | 'order-busy'
  | 'order-not-refundable'
  | 'refund-exceeds-order'
  | 'refund-items-wrong'
  | 'restock-needs-whole-refund'
  | 'voucher-not-refundable'
>

/** What a route of the shop may refuse: also what its payment refuses. */
export const shopErrors = { ...orderErrors, ...paymentErrors }
export type ShopRefusal = keyof typeof shopErrors
