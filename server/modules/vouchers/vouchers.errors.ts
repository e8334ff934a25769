import { defineErrors } from '../../platform/errors/index.js'

export const voucherErrors = defineErrors({
  'voucher-not-found': { status: 404, title: 'No such voucher' },
  'voucher-already-redeemed': { status: 409, title: 'The voucher is redeemed already' },
  'voucher-not-valid-here': { status: 409, title: 'The voucher is not valid in this store' },
  'voucher-not-active': { status: 409, title: 'The voucher cannot be used now' },
  'voucher-given-already': { status: 409, title: 'A voucher is handed on once' },
  'voucher-used-partly': { status: 409, title: 'A voucher that is partly used is not given away' },
  'voucher-offer-over': { status: 409, title: 'The offer is over: taken, taken back or too old' },
  'voucher-offer-unknown': { status: 404, title: 'No such offer' },
  'voucher-is-yours': { status: 409, title: 'Whoever gives a voucher cannot take it' },
  'redeem-id-reused': { status: 409, title: 'The redeemId came with another redemption before' },
  'redemption-undone': { status: 409, title: 'This redemption was taken back' },
  'redemption-not-found': { status: 404, title: 'No such redemption' },
  'redemption-of-another-day': {
    status: 409,
    title: 'A redemption is taken back on its own business day only',
  },
  'voucher-busy': { status: 503, title: 'Others are changing the voucher', retriable: true },
})
export type VoucherRefusal = keyof typeof voucherErrors
