export type { BuyingDays, DayFigures, OrderFigures } from './order-figures.repository.js'
export { shareOf } from './voucher-lines.domain.js'
export type { HolderKey, Order, OrderStatus, SoldTerms } from './orders.domain.js'
export { orderErrors } from './orders.errors.js'
export { OrderFulfilled, OrderRefunded } from './orders.events.js'
export { orderMigrations } from './orders.migrations.js'
export { ordersModule } from './orders.module.js'
export {
  orderEventData,
  type CouponDesk,
  type StoreNames,
  type VoucherDesk,
} from './orders.ports.js'
export type { Coupon, CouponTerms } from './pricing.domain.js'
export type { Orders } from './orders.service.js'
export { orderRow } from './orders.view.js'
