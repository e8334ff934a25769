import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Catalog } from '../catalog/index.js'
import type { Identity, IdentifierReader } from '../customers/index.js'
import type { Ledger } from '../ledger/index.js'
import type { Audit } from '../operators/index.js'
import type { Incidents, Payments, Refunds } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import { closeOrder } from './close-order.js'
import { fulfilment } from './fulfil-order.js'
import { fulfilmentRoutes } from './fulfilment.routes.js'
import { markPaid, takePayment } from './mark-paid.js'
import { noteRefund } from './note-refund.js'
import { orderFigures } from './order-figures.repository.js'
import { orderGuardsRepository } from './order-guards.repository.js'
import { orderJobs } from './orders.jobs.js'
import type { StoreNames } from './orders.ports.js'
import { ordersRepository } from './orders.repository.js'
import { orderRoutes } from './orders.routes.js'
import { ordersService } from './orders.service.js'
import { orderStep } from './orders.steps.js'
import { orderSubscribers } from './orders.subscribers.js'
import { payOrder } from './pay-order.js'
import { ordersPersonalData } from './personal-data.repository.js'
import { placeOrder } from './place-order.js'
import { priceCheckRepository } from './price-check.repository.js'
import { priceCheckRoutes } from './price-check.routes.js'
import { refundFigures } from './refund-figures.repository.js'
import { refundOrder } from './refund-order.js'
import { refundQueueRoutes } from './refund-queue.routes.js'
import { settleLate } from './settle-late.js'
import { takeHolder } from './take-holder.js'
import { reportedOrderId } from './reported.domain.js'
import { shopOrderRoutes } from './shop-orders.routes.js'
import { withdrawOrders } from './withdraw-orders.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  outbox: Outbox
  clock: Clock
  log: Logger
  catalog: Catalog
  stock: Stock
  payments: Payments
  refunds: Refunds
  ledger: Ledger
  audit: Pick<Audit, 'record'>
  incidents: Incidents
  identity: Pick<Identity, 'keysOfEach' | 'factsOf' | 'holdersOf' | 'record'>
  reader: Pick<IdentifierReader, 'readAll'>
  stores: StoreNames
}>

/** Orders of the own shop and of other systems, put together. */
export function ordersModule(deps: Deps) {
  const { db, clock, log, identity, payments, incidents, reader, stores } = deps
  const orders = ordersRepository(db)
  const parts = { ...deps, orders, guards: orderGuardsRepository(db) }
  const priceChecks = priceCheckRepository(db)
  const close = closeOrder(parts)
  const take = takePayment(parts)
  const late = settleLate({ ...parts, takePayment: take })
  const refund = refundOrder(parts)
  const figures = orderFigures({ db, stores })
  const service = ordersService({
    orders,
    payments,
    identity,
    stores,
    placeOrder: placeOrder(parts),
    payOrder: payOrder(parts),
    closeOrder: close,
    refundOrder: refund,
    fulfilment: fulfilment(parts),
    refunds: deps.refunds,
  })
  const routes: readonly FastifyPluginAsyncZod[] = [
    orderRoutes(service, figures),
    shopOrderRoutes(service),
    fulfilmentRoutes(service),
    refundQueueRoutes(deps.refunds, service),
    priceCheckRoutes({ checks: priceChecks, stores }),
  ]
  return {
    orders: service,
    figures,
    refundFigures: refundFigures(db),
    /** The id of an order of another system. */
    idOf: reportedOrderId,
    /** Takes orders out again that came by mistake. */
    withdraw: withdrawOrders(orders),
    /** Stands before the customers' step. */
    step: orderStep({ orders, incidents, reader, catalog: deps.catalog, clock }),
    subscribers: orderSubscribers({
      markPaid: markPaid({ orders, takePayment: take, settleLate: late }),
      settleLate: late,
      noteRefund: noteRefund(parts),
      takeHolder: takeHolder(parts),
      identity,
      priceChecks,
    }),
    personalData: ordersPersonalData(db),
    jobs: orderJobs({ orders, closeOrder: close, clock, log }),
    routes,
  }
}
