import { defineErrors } from '../../platform/errors/index.js'

export const couponErrors = defineErrors({
  'coupon-template-not-found': { status: 404, title: 'No such coupon' },
  'coupon-stopped': { status: 409, title: 'The coupon is not given out any more' },
  'coupon-not-takeable': { status: 409, title: 'The coupon is given by staff only' },
  'coupon-limit-reached': { status: 409, title: 'The customer has had as many as one may have' },
  'coupon-budget-used-up': { status: 409, title: 'All of them are given out' },
  'coupon-budget-unbounded': {
    status: 422,
    title: 'A budget in money needs a cap on what one coupon takes off',
  },
  'coupon-dates-wrong': { status: 422, title: 'The coupon ends before it begins, or has ended' },
  'coupon-gift-unknown': { status: 422, title: 'The gift is no SKU of the catalog' },
  'coupon-customer-unknown': { status: 404, title: 'No such customer, or none who could use it' },
  'coupon-busy': { status: 503, title: 'Others keep taking this coupon', retriable: true },
})
export type CouponRefusal = keyof typeof couponErrors
