import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem, type OpenApiCaller } from '../../platform/http/index.js'
import { RedeemBody, RedeemedView } from './vouchers.contract.js'
import { voucherErrors } from './vouchers.errors.js'
import type { Vouchers } from './vouchers.service.js'

const redeem = {
  config: { access: access.openApi('vouchers:redeem') },
  schema: {
    operationId: 'openRedeemVoucher',
    summary: 'Redeem a voucher at a till; idempotent by the source of the key and redeemId',
    tags: ['open'],
    body: RedeemBody,
    response: answers(RedeemedView, voucherErrors, [
      'voucher-not-found',
      'voucher-already-redeemed',
      'voucher-not-valid-here',
      'voucher-not-active',
      'redeem-id-reused',
      'redemption-undone',
      'voucher-busy',
    ]),
  },
}

/** Vouchers at the tills of other systems (contract.md 4). */
export const openVoucherRoutes =
  (vouchers: Pick<Vouchers, 'redeemBySystem'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/open/v1/vouchers/redeem', redeem, async ({ body, openApi }) => {
      const done = await vouchers.redeemBySystem(body, sourceOf(openApi))
      const { redemption } = orProblem(done, voucherErrors)
      const { voucherId, usesLeft, at } = redemption
      return { voucherId, usesLeft, redeemedAt: at.toISOString() }
    })
  }

/** A key that speaks for one source is that source, also when it is replaced by another key; any other is itself. */
function sourceOf({ name, sources }: OpenApiCaller): string {
  const [only, ...others] = sources ?? []
  return only === undefined || others.length > 0 ? `key:${name}` : `source:${only}`
}
