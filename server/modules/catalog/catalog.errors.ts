import { defineErrors } from '../../platform/errors/index.js'

export const catalogErrors = defineErrors({
  'product-not-found': { status: 404, title: 'No such product' },
  'product-changed': {
    status: 409,
    title: 'Somebody else has just changed this product',
    retriable: true,
  },
  'sku-code-repeated': { status: 422, title: 'Two SKUs of the product have the same code' },
  'sku-code-taken': { status: 409, title: 'A SKU of another product has this code' },
  'sku-not-of-product': { status: 422, title: 'The SKU belongs to another product' },
  'voucher-terms-missing': {
    status: 422,
    title: 'A voucher says how long it is valid and what becomes of it then',
  },
  'voucher-terms-misplaced': { status: 422, title: 'Only a voucher has terms of a voucher' },
  'voucher-end-unclear': {
    status: 422,
    title: 'A voucher ends so many days after the sale or on a day: one of the two',
  },
  'voucher-refund-too-late': {
    status: 422,
    title: 'A voucher that is refunded at its end ends at most 330 days after the sale',
  },
  'compared-price-not-higher': {
    status: 422,
    title: 'A crossed-out price is higher than the price beside it',
  },
  'compared-price-not-lowest': {
    status: 422,
    title: 'A crossed-out price is the lowest deal price of the last 7 days, or names its base',
  },
  'compared-price-raised-first': {
    status: 422,
    title: 'A price that was put up within 7 days and cut again cannot be crossed out',
  },
  'picture-unknown': { status: 422, title: 'A picture of the product does not exist' },
  'picture-not-found': { status: 404, title: 'No such picture' },
  'picture-missing': { status: 400, title: 'The form field "file" holds the picture' },
  'picture-not-readable': { status: 422, title: 'The file is not a PNG, JPEG or WebP picture' },
  'picture-too-large': { status: 422, title: 'The picture has too many pixels' },
})
export type CatalogRefusal = keyof typeof catalogErrors
