import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import {
  IdempotencyHeaders,
  NewRefund,
  OrderDetail,
  OrderListQuery,
  OrderPage,
  OrderParams,
  UnknownStoreCodes,
} from './orders.contract.js'
import { shopErrors } from './orders.errors.js'
import type { Order } from './orders.domain.js'
import type { OrderFigures } from './order-figures.repository.js'
import type { Orders } from './orders.service.js'
import { orderDetail, orderRow } from './orders.view.js'

const read = { access: access.permission('orders.read') }
const tags = ['orders']

const list = {
  config: read,
  schema: {
    operationId: 'listOrders',
    tags,
    querystring: OrderListQuery,
    response: answers(OrderPage, shopErrors),
  },
}
const get = {
  config: read,
  schema: {
    operationId: 'getOrder',
    tags,
    params: OrderParams,
    response: answers(OrderDetail, shopErrors, ['order-not-found']),
  },
}
const refund = {
  config: { access: access.permission('refunds.write') },
  schema: {
    operationId: 'refundOrder',
    summary: 'Give a paid order back, all of it or a part',
    tags,
    params: OrderParams,
    headers: IdempotencyHeaders,
    body: NewRefund,
    response: answers(
      OrderDetail,
      shopErrors,
      [
        'order-not-found',
        'order-not-refundable',
        'refund-exceeds-order',
        'restock-needs-whole-refund',
        'refund-items-wrong',
        'voucher-not-refundable',
        'order-busy',
      ],
      { status: 201 },
    ),
  },
}
const unknownStores = {
  config: read,
  schema: {
    operationId: 'listUnknownStoreCodes',
    summary: 'Store codes that orders carry and no store has, to be mapped',
    tags,
    response: answers(UnknownStoreCodes, shopErrors),
  },
}

/** Orders of every source, for the console. */
export const orderRoutes =
  (orders: Orders, figures: Pick<OrderFigures, 'unknownStoreCodes'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/orders', list, async (request) => {
      const { cursor, limit, ...filter } = request.query
      const { storeCodes } = request.operator
      const query = { ...filter, ...placeOf(cursor), storeCodes, limit: limit + 1 }
      const { orders: found, ...joined } = await orders.list(query)
      const items = found.slice(0, limit).map((order) => orderRow(order, joined))
      return { items, nextCursor: cursorAfter(found, limit) }
    })

    app.get('/api/orders/:orderId', get, async (request) => {
      const found = await orders.get(request.params.orderId, request.operator)
      const { order, ...parts } = orProblem(found, shopErrors)
      return orderDetail(order, parts)
    })

    app.post('/api/orders/:orderId/refunds', refund, async (request, reply) => {
      const { amountFen = 'rest' as const, voucherIds, ...body } = request.body
      const codes = voucherIds === undefined ? {} : { codes: voucherIds }
      const requestKey = request.headers['idempotency-key']
      const command = { ...body, ...codes, amountFen, requestKey, orderId: request.params.orderId }
      const found = await orders.refund(command, request.operator)
      const { order, ...parts } = orProblem(found, shopErrors)
      return await reply.code(201).send(orderDetail(order, parts))
    })

    // What no store has belongs to nobody who sees some stores only.
    app.get('/api/orders/unknown-store-codes', unknownStores, async (request) => ({
      items: request.operator.storeCodes === null ? await figures.unknownStoreCodes() : [],
    }))
  }

/** The place in a list that a cursor stands for. */
export function placeOf(cursor: string | undefined) {
  if (cursor === undefined) {
    return {}
  }
  const [createdAt, orderId] = decodeCursor(cursor, [z.iso.datetime(), id('ord')])
  return { after: { createdAt: new Date(createdAt), orderId } }
}

/** `found` has one row more than the page when there is a next one. */
export function cursorAfter(found: readonly Order[], limit: number): string | null {
  const last = found.length > limit ? found[limit - 1] : undefined
  return last === undefined ? null : encodeCursor([last.createdAt.toISOString(), last.orderId])
}
