import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { identifierKey } from '../customers/index.js'
import {
  CouponOffers,
  ShopCouponPage,
  ShopCouponQuery,
  ShopCouponView,
  TemplateParams,
} from './coupons.contract.js'
import { couponErrors } from './coupons.errors.js'
import { RequestKey } from './coupons.routes.js'
import type { Coupons } from './coupons.service.js'
import { offerView, shopCoupon } from './coupons.view.js'
import type { HolderKey } from './terms.domain.js'

const config = { access: access.customer }
const tags = ['mini']
const list = {
  config,
  schema: {
    operationId: 'miniListCoupons',
    tags,
    querystring: ShopCouponQuery,
    response: answers(ShopCouponPage, couponErrors),
  },
}
const offers = {
  config,
  schema: {
    operationId: 'miniListCouponOffers',
    summary: 'Coupons that the customer may take',
    tags,
    response: answers(CouponOffers, couponErrors),
  },
}
const take = {
  config,
  schema: {
    operationId: 'miniTakeCoupon',
    tags,
    params: TemplateParams,
    headers: RequestKey,
    response: answers(
      ShopCouponView,
      couponErrors,
      [
        'coupon-template-not-found',
        'coupon-not-takeable',
        'coupon-stopped',
        'coupon-limit-reached',
        'coupon-budget-used-up',
        'coupon-busy',
      ],
      { status: 201 },
    ),
  },
}

/** Coupons in the mini-program. Whose: the openid of the token, nothing that a body says. */
export const shopCouponRoutes =
  (coupons: Coupons): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/mini/v1/coupons', list, async (request) => {
      const { cursor, limit, group } = request.query
      const query = { group, ...placeOf(cursor), limit: limit + 1 }
      const { coupons: found, names } = await coupons.listOwn(holderOf(request), query)
      const last = found.length > limit ? found[limit - 1] : undefined
      return {
        items: found.slice(0, limit).map((coupon) => shopCoupon(coupon, names)),
        nextCursor:
          last === undefined ? null : encodeCursor([last.issuedAt.toISOString(), last.couponId]),
      }
    })

    app.get('/mini/v1/coupon-offers', offers, async (request) => {
      const found = await coupons.offers(holderOf(request))
      return { items: found.map(({ template, ...of }) => offerView(template, of)) }
    })

    app.post('/mini/v1/coupon-offers/:templateId/take', take, async (request, reply) => {
      const requestKey = request.headers['idempotency-key']
      const taking = { ...request.params, holder: holderOf(request), requestKey }
      const coupon = orProblem(await coupons.take(taking), couponErrors)
      const names = await coupons.namesOf([coupon])
      return await reply.code(201).send(shopCoupon(coupon, names))
    })
  }

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) {
    return {}
  }
  const [issuedAt, couponId] = decodeCursor(cursor, [z.iso.datetime(), id('cpn')])
  return { after: { issuedAt: new Date(issuedAt), couponId } }
}

function holderOf({ customer: { appid, openid } }: FastifyRequest): HolderKey {
  return identifierKey('openid', appid, openid)
}
