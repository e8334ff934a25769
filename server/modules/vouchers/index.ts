export { voucherErrors } from './vouchers.errors.js'
export { voucherMigrations } from './vouchers.migrations.js'
export { ordersVoucherDesk, vouchersModule } from './vouchers.module.js'
