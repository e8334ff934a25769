import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import {
  Address,
  FulfilmentBody,
  NewShipment,
  OrderDetail,
  OrderParams,
  PickupQuery,
} from './orders.contract.js'
import { shopErrors } from './orders.errors.js'
import type { Orders } from './orders.service.js'
import { orderDetail } from './orders.view.js'

const config = { access: access.permission('orders.fulfil') }
const tags = ['orders']

const waiting = {
  config,
  schema: {
    operationId: 'findOrderByPickupCode',
    summary: 'The order that waits at a store under this code',
    tags,
    querystring: PickupQuery,
    response: answers(OrderDetail, shopErrors, ['pickup-code-unknown', 'order-not-found']),
  },
}
const act = {
  config,
  schema: {
    operationId: 'fulfilOrder',
    summary: 'Make, set ready or hand over a paid order; safe to repeat',
    tags,
    params: OrderParams,
    body: FulfilmentBody,
    response: answers(OrderDetail, shopErrors, [
      'order-not-found',
      'order-is-refunded',
      'order-not-in-time',
      'order-not-ours-to-fulfil',
      'order-busy',
    ]),
  },
}

const ship = {
  config,
  schema: {
    operationId: 'shipOrder',
    summary: 'A paid order has gone on its way; safe to repeat',
    tags,
    params: OrderParams,
    body: NewShipment,
    response: answers(OrderDetail, shopErrors, [
      'order-not-found',
      'order-not-sent',
      'order-is-refunded',
      'order-not-in-time',
      'order-not-ours-to-fulfil',
      'order-busy',
    ]),
  },
}
const reveal = {
  config,
  schema: {
    operationId: 'revealAddress',
    summary: 'Where an order is sent to, in full; the look is in the audit trail',
    tags,
    params: OrderParams,
    response: answers(Address, shopErrors, ['order-not-found', 'order-not-sent']),
  },
}

/** The counter: orders that wait to be picked up, and parcels. */
export const fulfilmentRoutes =
  (orders: Pick<Orders, 'waiting' | 'fulfil' | 'ship' | 'revealAddress'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/pickup', waiting, async ({ query, operator }) => {
      const { order, ...parts } = orProblem(await orders.waiting(query, operator), shopErrors)
      return orderDetail(order, parts)
    })

    app.post('/api/orders/:orderId/fulfilment', act, async ({ params, body, operator }) => {
      const done = await orders.fulfil(params.orderId, body.act, operator)
      const { order, ...parts } = orProblem(done, shopErrors)
      return orderDetail(order, parts)
    })

    app.post('/api/orders/:orderId/shipment', ship, async ({ params, body, operator }) => {
      const done = await orders.ship(params.orderId, body, operator)
      const { order, ...parts } = orProblem(done, shopErrors)
      return orderDetail(order, parts)
    })

    app.post('/api/orders/:orderId/address', reveal, async ({ params, operator }) =>
      orProblem(await orders.revealAddress(params.orderId, operator), shopErrors),
    )
  }
