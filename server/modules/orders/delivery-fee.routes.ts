import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import type { DeliveryFeeDesk } from './delivery-fee.js'
import { DeliveryFeeBody, DeliveryFeeView } from './orders.contract.js'
import { shopErrors } from './orders.errors.js'

const tags = ['orders']
const get = {
  config: { access: access.permission('coupons.read') },
  schema: {
    operationId: 'getDeliveryFee',
    tags,
    response: answers(DeliveryFeeView, shopErrors),
  },
}
const set = {
  config: { access: access.permission('coupons.write') },
  schema: {
    operationId: 'setDeliveryFee',
    summary: 'What sending a parcel costs, for orders from now on',
    tags,
    body: DeliveryFeeBody,
    response: answers(DeliveryFeeView, shopErrors, ['delivery-fee-changed']),
  },
}

/** The delivery fee, for the console. */
export const deliveryFeeRoutes =
  (fee: DeliveryFeeDesk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/delivery-fee', get, () => fee.read())

    app.put('/api/delivery-fee', set, async ({ body, operator: { operatorId, name } }) =>
      orProblem(await fee.set(body, { operatorId, name }), shopErrors),
    )
  }
