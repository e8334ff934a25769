import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { z } from 'zod'
import {
  LookedUp,
  LookUpBody,
  RedeemBody,
  RedeemedDetail,
  RedemptionPage,
  RedemptionParams,
  RedemptionQuery,
  VoucherDetail,
  VoucherPage,
  VoucherParams,
  VoucherQuery,
} from './vouchers.contract.js'
import { voucherErrors } from './vouchers.errors.js'
import type { Vouchers } from './vouchers.service.js'
import { redemptionView, voucherView } from './vouchers.view.js'

const read = { access: access.permission('vouchers.read') }
const counter = { access: access.permission('vouchers.redeem') }
const tags = ['vouchers']
const redeemRefusals = [
  'voucher-not-found',
  'voucher-already-redeemed',
  'voucher-not-valid-here',
  'voucher-not-active',
  'redeem-id-reused',
  'redemption-undone',
  'voucher-busy',
] as const

const list = {
  config: read,
  schema: {
    operationId: 'listVouchers',
    summary: 'Vouchers that can be used in the operator’s stores, newest first',
    tags,
    querystring: VoucherQuery,
    response: answers(VoucherPage, voucherErrors),
  },
}
const get = {
  config: read,
  schema: {
    operationId: 'getVoucher',
    tags,
    params: VoucherParams,
    response: answers(VoucherDetail, voucherErrors, ['voucher-not-found']),
  },
}
const lookUp = {
  config: counter,
  schema: {
    operationId: 'lookUpVoucher',
    summary: 'What a code is and whether it could be redeemed here and now; changes nothing',
    tags,
    body: LookUpBody, // a code is money: not in an address, which logs keep
    response: answers(LookedUp, voucherErrors, ['voucher-not-found']),
  },
}
const redeem = {
  config: counter,
  schema: {
    operationId: 'redeemVoucher',
    summary: 'Redeem a voucher at a counter; the same redeemId again answers the same',
    tags,
    body: RedeemBody,
    response: answers(RedeemedDetail, voucherErrors, redeemRefusals),
  },
}
const undo = {
  config: { access: access.permission('vouchers.undo') },
  schema: {
    operationId: 'undoRedemption',
    summary: 'Take a redemption back on its own business day',
    tags,
    params: RedemptionParams,
    response: answers(RedeemedDetail, voucherErrors, [
      'redemption-not-found',
      'redemption-undone',
      'redemption-of-another-day',
      'voucher-not-active',
      'voucher-busy',
    ]),
  },
}
const redemptions = {
  config: counter,
  schema: {
    operationId: 'listRedemptions',
    summary: 'Redemptions of the operator’s stores, newest first',
    tags,
    querystring: RedemptionQuery,
    response: answers(RedemptionPage, voucherErrors),
  },
}

/** Vouchers for console and counter. */
export const voucherRoutes =
  (vouchers: Vouchers): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/vouchers', list, async ({ query, operator }) => {
      const { cursor, limit, state, ...filter } = query
      const states = state === undefined ? {} : { states: [state] }
      const asked = { ...filter, ...states, ...placeOf(cursor), limit: limit + 1 }
      const { found, joined } = await vouchers.list(asked, operator)
      const items = found.slice(0, limit).map((voucher) => voucherView(voucher, joined))
      return { items, nextCursor: cursorAfter(found, limit, createdPlace) }
    })

    app.get('/api/vouchers/redemptions', redemptions, async ({ query, operator }) => {
      const { cursor, limit, ...filter } = query
      const asked = { ...filter, ...placeOf(cursor), limit: limit + 1 }
      const { found, vouchers: byId, ...around } = await vouchers.redemptions(asked, operator)
      const items = found.slice(0, limit).flatMap((redemption) => {
        const voucher = byId.get(redemption.voucherId)
        return voucher === undefined ? [] : [redemptionView(redemption, { voucher, ...around })]
      })
      const place = (one: (typeof found)[number]) => [one.at, one.redemptionId] as const
      return { items, nextCursor: cursorAfter(found, limit, place) }
    })

    app.get('/api/vouchers/:voucherId', get, async ({ params, operator }) => {
      const found = orProblem(await vouchers.get(params.voucherId, operator), voucherErrors)
      const { voucher, redemptions: all, ...around } = found
      const rows = all.map((one) => redemptionView(one, { voucher, ...around }))
      return { ...voucherView(voucher, around), redemptions: rows }
    })

    app.post('/api/vouchers/look-up', lookUp, async ({ body, operator }) => {
      const found = orProblem(await vouchers.lookUp(body, operator), voucherErrors)
      const { voucher, refusal, ...around } = found
      const view = voucherView(voucher, around)
      const why =
        refusal === null ? {} : { refusal: refusal.code, refusalDetail: detailOf(refusal) }
      return { voucher: view, ...why }
    })

    app.post('/api/vouchers/redeem', redeem, async ({ body, operator }) => {
      const done = orProblem(await vouchers.redeem(body, operator), voucherErrors)
      const { voucher, redemption, ...around } = done
      const row = redemptionView(redemption, { voucher, ...around })
      return { voucher: voucherView(voucher, around), redemption: row }
    })

    app.post('/api/vouchers/redemptions/:redemptionId/undo', undo, async ({ params, operator }) => {
      const done = orProblem(await vouchers.undo(params.redemptionId, operator), voucherErrors)
      const { voucher, redemption, ...around } = done
      const row = redemptionView(redemption, { voucher, ...around })
      return { voucher: voucherView(voucher, around), redemption: row }
    })
  }

const detailOf = (refusal: Readonly<{ code: string; detail?: string }>) => refusal.detail

export const createdPlace = (one: Readonly<{ createdAt: Date; voucherId: string }>) =>
  [one.createdAt, one.voucherId] as const

/** The place in a list that a cursor stands for. */
export function placeOf(cursor: string | undefined) {
  if (cursor === undefined) {
    return {}
  }
  const [at, id] = decodeCursor(cursor, [z.iso.datetime(), z.string()])
  return { after: { at: new Date(at), id } }
}

/** `found` has one row more than the page when there is a next one. */
export function cursorAfter<Row>(
  found: readonly Row[],
  limit: number,
  placeIn: (row: Row) => readonly [Date, string],
): string | null {
  const last = found.length > limit ? found[limit - 1] : undefined
  if (last === undefined) {
    return null
  }
  const [at, id] = placeIn(last)
  return encodeCursor([at.toISOString(), id])
}
