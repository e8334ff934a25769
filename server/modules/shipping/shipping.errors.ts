import { defineErrors } from '../../platform/errors/index.js'

export const shippingErrors = defineErrors({
  'shipment-not-found': { status: 404, title: 'No such shipment' },
  'shipment-not-failed': { status: 409, title: 'Only a report that has failed is tried again' },
  'shipment-busy': {
    status: 409,
    title: 'Somebody else has just changed this shipment',
    retriable: true,
  },
})
export type ShippingRefusal = keyof typeof shippingErrors
