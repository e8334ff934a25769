import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers } from '../../../platform/http/index.js'
import { identifierKey } from '../../customers/index.js'
import type { HolderKey } from '../orders.domain.js'
import { shopErrors } from '../orders.errors.js'
import { CartBody, CartView, PriceAnswer, PriceQuestion } from './cart.contract.js'
import type { CartService } from './cart.service.js'
import { priceAnswer } from './cart.view.js'

const config = { access: access.customer }
const tags = ['mini']
const get = {
  config,
  schema: { operationId: 'miniGetCart', tags, response: answers(CartView, shopErrors) },
}
const put = {
  config,
  schema: {
    operationId: 'miniPutCart',
    summary: 'Puts these lines in the place of what is in the cart',
    tags,
    body: CartBody,
    response: answers(CartView, shopErrors),
  },
}
const price = {
  config,
  schema: {
    operationId: 'miniPriceCart',
    summary: 'What the cart, or some units, would cost now, and which coupons fit; holds nothing',
    tags,
    body: PriceQuestion,
    response: answers(PriceAnswer, shopErrors),
  },
}

/** The cart of the mini-program. Whose: the openid of the token, nothing that a body says. */
export const cartRoutes =
  (cart: CartService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/mini/v1/cart', get, async (request) => ({
      lines: await cart.read(holderOf(request)),
    }))

    app.put('/mini/v1/cart', put, async (request) => ({
      lines: [...(await cart.replace(holderOf(request), request.body.lines))],
    }))

    app.post('/mini/v1/cart/price', price, async (request) =>
      priceAnswer(await cart.price(holderOf(request), request.body)),
    )
  }

function holderOf({ customer: { appid, openid } }: FastifyRequest): HolderKey {
  return identifierKey('openid', appid, openid)
}
