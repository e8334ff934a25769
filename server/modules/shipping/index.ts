export { shippingErrors } from './shipping.errors.js'
export { shippingMigrations } from './shipping.migrations.js'
export { shippingModule } from './shipping.module.js'
