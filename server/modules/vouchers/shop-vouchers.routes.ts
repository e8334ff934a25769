import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { identifierKey } from '../customers/index.js'
import {
  OfferedView,
  OfferKnock,
  OfferView,
  ShopVoucherPage,
  ShopVoucherQuery,
  ShopVoucherView,
  VoucherParams,
} from './vouchers.contract.js'
import { voucherErrors } from './vouchers.errors.js'
import { createdPlace, cursorAfter, placeOf } from './vouchers.routes.js'
import type { Vouchers } from './vouchers.service.js'
import { offeredView, shopVoucher } from './vouchers.view.js'

const config = { access: access.customer }
const tags = ['mini']
const params = VoucherParams

const list = {
  config,
  schema: {
    operationId: 'miniListVouchers',
    tags,
    querystring: ShopVoucherQuery,
    response: answers(ShopVoucherPage, voucherErrors),
  },
}
const get = {
  config,
  schema: {
    operationId: 'miniGetVoucher',
    summary: 'One voucher, to its holder with the code that a till scans',
    tags,
    params,
    response: answers(ShopVoucherView, voucherErrors, ['voucher-not-found']),
  },
}
const offer = {
  config,
  schema: {
    operationId: 'miniOfferVoucher',
    summary: 'Offer a voucher to a friend for 48 hours; again: the offer that stands',
    tags,
    params,
    response: answers(OfferView, voucherErrors, [
      'voucher-not-found',
      'voucher-not-active',
      'voucher-given-already',
      'voucher-used-partly',
      'voucher-busy',
    ]),
  },
}
const cancel = {
  config,
  schema: {
    operationId: 'miniCancelVoucherOffer',
    tags,
    params,
    response: answers(ShopVoucherView, voucherErrors, ['voucher-not-found', 'voucher-busy']),
  },
}
const look = {
  config,
  schema: {
    operationId: 'miniLookAtVoucherOffer',
    summary: 'What a friend is offered; changes nothing',
    tags,
    params,
    body: OfferKnock,
    response: answers(OfferedView, voucherErrors, ['voucher-offer-unknown', 'voucher-offer-over']),
  },
}
const accept = {
  config,
  schema: {
    operationId: 'miniAcceptVoucher',
    summary: 'Take what a friend offers; from then on only the new holder redeems it',
    tags,
    params,
    body: OfferKnock,
    response: answers(ShopVoucherView, voucherErrors, [
      'voucher-offer-unknown',
      'voucher-offer-over',
      'voucher-is-yours',
      'voucher-not-active',
      'voucher-busy',
    ]),
  },
}

/** Vouchers in the mini-program. The customer is the openid of the token. */
export const shopVoucherRoutes =
  (vouchers: Vouchers): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/mini/v1/vouchers', list, async (request) => {
      const { cursor, limit, which } = request.query
      const asked = { which, ...placeOf(cursor), limit: limit + 1 }
      const { found, mine } = await vouchers.listOwn(holderOf(request), asked)
      const items = found.slice(0, limit).map((voucher) => shopVoucher(voucher, mine))
      return { items, nextCursor: cursorAfter(found, limit, createdPlace) }
    })

    app.get('/mini/v1/vouchers/:voucherId', get, async (request) => {
      const found = await vouchers.getOwn(request.params.voucherId, holderOf(request))
      const { voucher, mine } = orProblem(found, voucherErrors)
      return shopVoucher(voucher, mine)
    })

    app.post('/mini/v1/vouchers/:voucherId/offer', offer, async (request) =>
      orProblem(await vouchers.offer(request.params.voucherId, holderOf(request)), voucherErrors),
    )

    app.delete('/mini/v1/vouchers/:voucherId/offer', cancel, async (request) => {
      const done = await vouchers.cancelOffer(request.params.voucherId, holderOf(request))
      const { voucher, mine } = orProblem(done, voucherErrors)
      return shopVoucher(voucher, mine)
    })

    app.post('/mini/v1/vouchers/:voucherId/offer/look', look, async (request) => {
      const found = await vouchers.offered(request.params.voucherId, request.body.token)
      const { voucher, storeNames } = orProblem(found, voucherErrors)
      return offeredView(voucher, storeNames)
    })

    app.post('/mini/v1/vouchers/:voucherId/offer/accept', accept, async (request) => {
      const { voucherId } = request.params
      const done = await vouchers.accept(voucherId, request.body.token, holderOf(request))
      const { voucher, mine } = orProblem(done, voucherErrors)
      return shopVoucher(voucher, mine)
    })
  }

function holderOf({ customer: { appid, openid } }: FastifyRequest) {
  return identifierKey('openid', appid, openid)
}
