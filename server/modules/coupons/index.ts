export { couponErrors } from './coupons.errors.js'
export { couponMigrations } from './coupons.migrations.js'
export { couponsModule } from './coupons.module.js'
