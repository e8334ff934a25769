import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Result } from '../../platform/errors/index.js'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { identifierKey } from '../customers/index.js'
import {
  IdempotencyHeaders,
  NewOrder,
  OptionalIdempotencyHeaders,
  OrderParams,
  PaymentParamsView,
  ShopOrderPage,
  ShopOrderQuery,
  ShopOrderView,
  TakeBack,
} from './orders.contract.js'
import type { HolderKey, Order } from './orders.domain.js'
import { shopErrors, type ShopRefusal } from './orders.errors.js'
import { cursorAfter, placeOf } from './orders.routes.js'
import type { Orders } from './orders.service.js'
import { shopOrder } from './orders.view.js'

const config = { access: access.customer }
const tags = ['mini']
const params = OrderParams

const create = {
  config,
  schema: {
    operationId: 'miniCreateOrder',
    tags,
    headers: IdempotencyHeaders,
    body: NewOrder,
    response: answers(
      ShopOrderView,
      shopErrors,
      [
        'sku-unknown',
        'store-unknown',
        'too-many-units',
        'product-off-shelf',
        'product-not-in-store',
        'price-changed',
        'coupon-not-usable',
        'address-not-needed',
        'too-many-vouchers',
        'voucher-sale-over',
        'sold-out',
        'too-many-open-orders',
        'idempotency-key-reused',
        'order-busy',
      ],
      { status: 201 },
    ),
  },
}
const list = {
  config,
  schema: {
    operationId: 'miniListOrders',
    tags,
    querystring: ShopOrderQuery,
    response: answers(ShopOrderPage, shopErrors),
  },
}
const one = (operationId: string, codes: readonly ShopRefusal[] = []) => ({
  config,
  schema: {
    operationId,
    tags,
    params,
    response: answers(ShopOrderView, shopErrors, ['order-not-found', ...codes]),
  },
})
const pay = {
  config,
  schema: {
    operationId: 'miniPay',
    tags,
    params,
    headers: OptionalIdempotencyHeaders,
    response: answers(PaymentParamsView, shopErrors, [
      'order-not-found',
      'order-not-open',
      'order-is-paid',
      'order-close-later',
      'not-the-buyer',
      'payment-done',
      'payment-closed',
      'payment-window-over',
      'payment-busy',
    ]),
  },
}

const takeBack = {
  config,
  schema: {
    operationId: 'miniTakeBackOrder',
    summary: 'Take a paid order back that has not left the house: all of it goes back to the payer',
    tags,
    params,
    headers: IdempotencyHeaders,
    body: TakeBack,
    response: answers(ShopOrderView, shopErrors, [
      'order-not-found',
      'order-not-refundable',
      'refund-exceeds-order',
      'voucher-not-refundable',
      'order-busy',
    ]),
  },
}

/** Ordering and paying in the mini-program. The customer is the openid of the token, nothing that a body says. */
export const shopOrderRoutes =
  (orders: Orders): FastifyPluginAsyncZod =>
  async (app) => {
    async function answer(result: Result<Order, ShopRefusal>) {
      const order = orProblem(result, shopErrors)
      return shopOrder(order, await orders.besides([order]))
    }

    app.post('/mini/v1/orders', create, async (request, reply) => {
      const { openid } = request.customer
      const idempotencyKey = request.headers['idempotency-key']
      const command = { holder: holderOf(request), openid, idempotencyKey, body: request.body }
      return await reply.code(201).send(await answer(await orders.place(command)))
    })

    app.get('/mini/v1/orders', list, async (request) => {
      const { cursor, limit, status } = request.query
      const query = { status, ...placeOf(cursor), limit: limit + 1 }
      const found = await orders.listOwn(holderOf(request), query)
      const page = found.slice(0, limit)
      const joined = await orders.besides(page)
      const items = page.map((order) => shopOrder(order, joined))
      return { items, nextCursor: cursorAfter(found, limit) }
    })

    app.get('/mini/v1/orders/:orderId', one('miniGetOrder'), async (request) =>
      answer(await orders.own(request.params.orderId, holderOf(request))),
    )

    app.post('/mini/v1/orders/:orderId/payment', pay, async (request) => {
      const payer = { holder: holderOf(request), openid: request.customer.openid }
      const result = await orders.pay(request.params.orderId, payer)
      return { paymentParams: orProblem(result, shopErrors) }
    })

    app.post(
      '/mini/v1/orders/:orderId/payment/refresh',
      one('miniRefreshPayment'),
      async (request) =>
        answer(await orders.refreshPayment(request.params.orderId, holderOf(request))),
    )

    app.post(
      '/mini/v1/orders/:orderId/cancel',
      one('miniCancelOrder', ['order-is-paid', 'order-close-later', 'order-busy']),
      async (request) => answer(await orders.cancel(request.params.orderId, holderOf(request))),
    )

    app.post(
      '/mini/v1/orders/:orderId/receipt',
      one('miniReceiveOrder', ['order-not-in-time', 'order-busy']),
      async (request) => answer(await orders.receive(request.params.orderId, holderOf(request))),
    )

    app.post('/mini/v1/orders/:orderId/refund', takeBack, async (request) => {
      const holder = holderOf(request)
      const requestKey = request.headers['idempotency-key']
      const { reason, voucherIds: codes } = request.body
      const command = { holder, requestKey, reason, ...(codes === undefined ? {} : { codes }) }
      return answer(await orders.takeBack(request.params.orderId, command))
    })
  }

function holderOf({ customer: { appid, openid } }: FastifyRequest): HolderKey {
  return identifierKey('openid', appid, openid)
}
