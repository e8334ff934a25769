import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Db, InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Catalog } from '../catalog/index.js'
import type { Identity, IdentifierReader } from '../customers/index.js'
import type { Ledger } from '../ledger/index.js'
import type { Audit } from '../operators/index.js'
import type { Incidents, Payments, Refunds } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import { assistOrders } from './assist-order.js'
import { assistedRoutes } from './assisted.routes.js'
import { closeOrder } from './close-order.js'
import { fulfilment } from './fulfil-order.js'
import { fulfilmentRoutes } from './fulfilment.routes.js'
import { markPaid, takePayment } from './mark-paid.js'
import { noteRefund } from './note-refund.js'
import { orderFigures } from './order-figures.repository.js'
import { orderGuardsRepository } from './order-guards.repository.js'
import { orderJobs } from './orders.jobs.js'
import { cartRepository } from './cart/cart.repository.js'
import { cartRoutes } from './cart/cart.routes.js'
import { cartService } from './cart/cart.service.js'
import { deliveryFeeRepository } from './delivery-fee.repository.js'
import { deliveryFeeRoutes } from './delivery-fee.routes.js'
import { deliveryFeeDesk } from './delivery-fee.js'
import type { Chats, CouponDesk, StoreNames, VoucherDesk } from './orders.ports.js'
import { ordersRepository } from './orders.repository.js'
import type { Order } from './orders.domain.js'
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
import { stockTurns } from './stock-turns.js'
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
  identity: Pick<Identity, 'keysOf' | 'keysOfEach' | 'factsOf' | 'holdersOf' | 'record'>
  reader: Pick<IdentifierReader, 'readAll'>
  stores: StoreNames
  chats: Chats
  /** Given by the coupons module. */
  coupons: CouponDesk
  cipher: PiiCipher
  vouchers: VoucherDesk
}>

/** Orders of the own shop and of other systems, put together. */
export function ordersModule(deps: Deps) {
  const { db, clock, log, identity, payments, incidents, reader, stores } = deps
  const orders = ordersRepository(db)
  const turns = stockTurns({ orders })
  const own = { ...deps, orders, turns, guards: orderGuardsRepository(db) }
  const take = takePayment(own)
  const fees = deliveryFeeDesk({ ...deps, fees: deliveryFeeRepository(db) })
  const parts = {
    ...{ ...own, fees },
    takeFree: (order: Order, tx: Tx) => take(order, { paidAt: order.createdAt }, tx),
  }
  const priceChecks = priceCheckRepository(db)
  const close = closeOrder(parts)
  const late = settleLate({ ...parts, takePayment: take })
  const refund = refundOrder(parts)
  const place = placeOrder(parts)
  const pay = payOrder(parts)
  const counter = fulfilment(parts)
  const figures = orderFigures({ db, stores })
  const service = ordersService({
    orders,
    payments,
    identity,
    stores,
    placeOrder: place,
    payOrder: pay,
    closeOrder: close,
    refundOrder: refund,
    fulfilment: counter,
    refunds: deps.refunds,
    cipher: deps.cipher,
    vouchers: deps.vouchers,
  })
  const assisted = assistOrders({ ...parts, placeOrder: place, payOrder: pay, closeOrder: close })
  const cart = cartService({ ...parts, carts: cartRepository(db) })
  const routes: readonly FastifyPluginAsyncZod[] = [
    orderRoutes(service, figures),
    shopOrderRoutes(service),
    fulfilmentRoutes(service),
    assistedRoutes(assisted, service),
    refundQueueRoutes(deps.refunds, service),
    deliveryFeeRoutes(fees),
    cartRoutes(cart),
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
      turns,
      priceChecks,
    }),
    personalData: ordersPersonalData({ db, cipher: deps.cipher }),
    jobs: orderJobs({ orders, closeOrder: close, fulfilment: counter, clock, log }),
    routes,
  }
}
