export { couponErrors } from './coupons.errors.js'
export { CouponEnding } from './coupons.events.js'
export { couponMigrations } from './coupons.migrations.js'
export { couponsModule } from './coupons.module.js'
