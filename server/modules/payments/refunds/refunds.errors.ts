import { defineErrors } from '../../../platform/errors/index.js'

export const refundErrors = defineErrors({
  'refund-not-found': { status: 404, title: 'No such refund' },
  'nothing-left-to-refund': { status: 409, title: 'All of this payment is given back already' },
  'refund-exceeds-paid': { status: 409, title: 'More than what is left of the payment' },
  'payment-not-paid': { status: 409, title: 'This payment brought no money' },
  'refund-not-failed': { status: 409, title: 'Only a refund that failed is tried again' },
  'refund-not-waiting': {
    status: 409,
    title: 'Only a refund that waits to be tried again is tried at once',
  },
  'refund-asked-lately': {
    status: 409,
    title: 'WeChat was asked within the last minute, or is within the next',
  },
  'refund-busy': { status: 503, title: 'The refund is being changed, try again', retriable: true },
})
export type RefundRefusal = keyof typeof refundErrors
