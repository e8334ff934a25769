import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { Actor } from '../operators/index.js'
import {
  CouponTemplatePage,
  CouponTemplateQuery,
  CouponTemplateView,
  GiveCoupon,
  NewCouponTemplate,
  ShopCouponView,
  TemplateParams,
} from './coupons.contract.js'
import { couponErrors } from './coupons.errors.js'
import type { Coupons } from './coupons.service.js'
import { shopCoupon, templateView } from './coupons.view.js'

const read = { access: access.permission('coupons.read') }
const write = { access: access.permission('coupons.write') }
const tags = ['coupons']

/** Made by the client for one intention. */
export const RequestKey = z.object({
  'idempotency-key': z.string().regex(/^[0-9A-Za-z_-]{8,64}$/, '8 to 64 letters or digits'),
})

const list = {
  config: read,
  schema: {
    operationId: 'listCouponTemplates',
    summary: 'Coupons that the shop gives out, newest first, with what became of them',
    tags,
    querystring: CouponTemplateQuery,
    response: answers(CouponTemplatePage, couponErrors),
  },
}
const create = {
  config: write,
  schema: {
    operationId: 'createCouponTemplate',
    tags,
    body: NewCouponTemplate,
    response: answers(
      CouponTemplateView,
      couponErrors,
      ['coupon-budget-unbounded', 'coupon-dates-wrong', 'coupon-gift-unknown'],
      { status: 201 },
    ),
  },
}
const stop = {
  config: write,
  schema: {
    operationId: 'stopCouponTemplate',
    summary: 'Nothing more is given out; what customers have stays theirs',
    tags,
    params: TemplateParams,
    response: answers(CouponTemplateView, couponErrors, [
      'coupon-template-not-found',
      'coupon-busy',
    ]),
  },
}
const give = {
  config: write,
  schema: {
    operationId: 'giveCoupon',
    summary: 'Give a customer one; the same key again is the same coupon',
    tags,
    params: TemplateParams,
    headers: RequestKey,
    body: GiveCoupon,
    response: answers(
      ShopCouponView,
      couponErrors,
      [
        'coupon-template-not-found',
        'coupon-customer-unknown',
        'coupon-stopped',
        'coupon-limit-reached',
        'coupon-budget-used-up',
        'coupon-busy',
      ],
      { status: 201 },
    ),
  },
}

/** Coupons, for the console. */
export const couponRoutes =
  (coupons: Coupons): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/coupon-templates', list, async ({ query: { cursor, limit } }) => {
      const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, [id('cpt')])
      const rows = await coupons.page({ beforeId, limit: limit + 1 })
      const items = rows.slice(0, limit).map(({ template, ...of }) => templateView(template, of))
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.templateId]) }
    })

    app.post('/api/coupon-templates', create, async (request, reply) => {
      const { validity, ...rest } = request.body
      const fresh = { ...rest, validity: validityOf(validity) }
      const made = await coupons.create(fresh, actorOf(request))
      const { template, ...of } = orProblem(made, couponErrors)
      return await reply.code(201).send(templateView(template, of))
    })

    app.post('/api/coupon-templates/:templateId/stop', stop, async (request) => {
      const stopped = await coupons.stop(request.params.templateId, actorOf(request))
      const { template, ...of } = orProblem(stopped, couponErrors)
      return templateView(template, of)
    })

    app.post('/api/coupon-templates/:templateId/coupons', give, async (request, reply) => {
      const requestKey = request.headers['idempotency-key']
      const wish = { ...request.params, ...request.body }
      const given = await coupons.give(wish, { actor: actorOf(request), requestKey })
      const coupon = orProblem(given, couponErrors)
      const names = await coupons.namesOf([coupon])
      return await reply.code(201).send(shopCoupon(coupon, names))
    })
  }

type Dates = z.output<typeof NewCouponTemplate>['validity']

const validityOf = (validity: Dates) =>
  validity.kind === 'days'
    ? validity
    : {
        kind: validity.kind,
        startsAt: new Date(validity.startsAt),
        endsAt: new Date(validity.endsAt),
      }

function actorOf({ operator: { operatorId, name } }: FastifyRequest): Actor {
  return { operatorId, name }
}
