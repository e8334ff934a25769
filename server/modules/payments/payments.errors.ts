import { defineErrors } from '../../platform/errors/index.js'

export const paymentErrors = defineErrors({
  'payment-not-found': { status: 404, title: 'No such payment' },
  'payment-done': { status: 409, title: 'This is paid already' },
  'payment-closed': { status: 409, title: 'This can no longer be paid' },
  'payment-window-over': { status: 409, title: 'Too little time is left to pay' },
  'payment-busy': {
    status: 503,
    title: 'The payment is being changed, try again',
    retriable: true,
  },
  'payment-moved-on': { status: 503, title: 'Others changed the payment', retriable: true },
})
export type PaymentRefusal = keyof typeof paymentErrors
