export { closeOrder } from './close-order.js'
export { markPaid } from './mark-paid.js'
export {
  orderFigures,
  type BuyingSpan,
  type DayFigures,
  type OrderFigures,
} from './order-figures.repository.js'
export { orderGuardsRepository } from './order-guards.repository.js'
export { OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
export { orderErrors } from './orders.errors.js'
export { OrderClosed, OrderPaid, OrderRefunded } from './orders.events.js'
export { orderJobs } from './orders.jobs.js'
export { orderMigrations } from './orders.migrations.js'
export { orderQueries } from './orders.model.js'
export { orderEventData, type StoreNames } from './orders.ports.js'
export { ordersRepository } from './orders.repository.js'
export { orderRoutes } from './orders.routes.js'
export { ordersService, type Orders } from './orders.service.js'
export { orderStep } from './orders.steps.js'
export { orderSubscribers } from './orders.subscribers.js'
export { orderRow } from './orders.view.js'
export { payOrder } from './pay-order.js'
export { placeOrder } from './place-order.js'
export { shopOrderRoutes } from './shop-orders.routes.js'
