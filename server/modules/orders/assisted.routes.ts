import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Result } from '../../platform/errors/index.js'
import { access, answers, orProblem } from '../../platform/http/index.js'
import type { Assisted } from './assist-order.js'
import { AssistedOrder, NewAssistedOrder, PayCode } from './assisted.contract.js'
import { IdempotencyHeaders, OrderParams } from './orders.contract.js'
import type { Order } from './orders.domain.js'
import { shopErrors, type ShopRefusal } from './orders.errors.js'
import type { Orders } from './orders.service.js'
import { shopOrder } from './orders.view.js'
import { payCodePicture } from './pay-code.js'

const config = { access: access.permission('sidebar.use') }
const tags = ['sidebar']

const place = {
  config,
  schema: {
    operationId: 'placeAssistedOrder',
    summary:
      'Order for the customer in this chat; the same key with the same body is the same order',
    tags,
    headers: IdempotencyHeaders,
    body: NewAssistedOrder,
    response: answers(
      AssistedOrder,
      shopErrors,
      [
        'chat-customer-unknown',
        'store-not-yours',
        'store-unknown',
        'sku-unknown',
        'product-off-shelf',
        'too-many-units',
        'price-changed',
        'sold-out',
        'too-many-open-orders',
        'idempotency-key-reused',
        'order-busy',
      ],
      { status: 201 },
    ),
  },
}
const one = (operationId: string, summary: string, codes: readonly ShopRefusal[] = []) => ({
  config,
  schema: {
    operationId,
    summary,
    tags,
    params: OrderParams,
    response: answers(AssistedOrder, shopErrors, ['order-not-found', ...codes]),
  },
})
const code = {
  config,
  schema: {
    operationId: 'assistedPayCode',
    summary: 'What the customer scans to pay; the same while it is good',
    tags,
    params: OrderParams,
    response: answers(PayCode, shopErrors, [
      'order-not-found',
      'order-not-open',
      'order-is-paid',
      'order-close-later',
      'payment-done',
      'payment-closed',
      'payment-window-over',
      'payment-busy',
    ]),
  },
}

/** Orders that staff place beside a chat. Whoever is logged in sees their own ones only. */
export const assistedRoutes =
  (assisted: Assisted, orders: Pick<Orders, 'besides'>): FastifyPluginAsyncZod =>
  async (app) => {
    async function answer(result: Result<Order, ShopRefusal>) {
      const order = orProblem(result, shopErrors)
      const view = shopOrder(order, await orders.besides([order]))
      return { order: view, placedBy: order.assistedBy?.name ?? '' }
    }

    app.post('/api/sidebar/orders', place, async ({ headers, body, operator }, reply) => {
      const { externalUserid, ...wanted } = body
      const idempotencyKey = headers['idempotency-key']
      const command = { externalUserid, idempotencyKey, body: wanted }
      return await reply.code(201).send(await answer(await assisted.place(command, operator)))
    })

    app.get(
      '/api/sidebar/orders/:orderId',
      one('lookAtAssistedOrder', 'How it stands; while it waits for payment, WeChat is asked'),
      async ({ params, operator }) => answer(await assisted.look(params.orderId, operator)),
    )

    app.get('/api/sidebar/orders/:orderId/code', code, async ({ params, operator }) => {
      const found = orProblem(await assisted.payCode(params.orderId, operator), shopErrors)
      const { codeUrl, order } = found
      const expiresAt = (order.expiresAt ?? order.createdAt).toISOString()
      return { codeUrl, picture: await payCodePicture(codeUrl), expiresAt }
    })

    app.post(
      '/api/sidebar/orders/:orderId/cancel',
      one('cancelAssistedOrder', 'The customer does not want it after all', [
        'order-is-paid',
        'order-close-later',
        'order-busy',
      ]),
      async ({ params, operator }) => answer(await assisted.cancel(params.orderId, operator)),
    )
  }
