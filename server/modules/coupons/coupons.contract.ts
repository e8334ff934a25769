import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery, timestamp } from '../../platform/wire/index.js'

const MAX_FEN = 10_000_000
const MAX_COUNT = 1_000_000
const MAX_PRODUCTS = 50
const MAX_DAYS = 366

const amount = fen.min(1).max(MAX_FEN)
const Terms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), offFen: amount }),
  z.strictObject({
    kind: z.literal('percent'),
    percent: z.int().min(1).max(100).describe('off, in per cent: 12 is 八八折'),
    capFen: amount.optional(),
  }),
  z.strictObject({ kind: z.literal('gift'), skuId: id('sku') }),
])
const Validity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days: z.int().min(1).max(MAX_DAYS) }),
  z.strictObject({ kind: z.literal('dates'), startsAt: timestamp, endsAt: timestamp }),
])

const promisedFields = {
  name: z.string().trim().min(1).max(30),
  terms: Terms,
  thresholdFen: fen.max(MAX_FEN).default(0).describe('what the goods must come to; 0: nothing'),
  productIds: z.array(id('prd')).min(1).max(MAX_PRODUCTS).optional().describe('without: all'),
  coversVouchers: z.boolean().default(false),
}

export const NewCouponTemplate = z
  .strictObject({
    ...promisedFields,
    isTakeable: z.boolean().default(true).describe('customers take it themselves'),
    validity: Validity,
    budgetCount: z.int().min(1).max(MAX_COUNT),
    budgetFen: fen.min(1).optional().describe('what all of them take off at most'),
    perCustomer: z.int().min(1).max(99).default(1),
  })
  .meta({ id: 'NewCouponTemplate' })

export const CouponTemplateView = z
  .object({
    templateId: id('cpt'),
    name: z.string(),
    terms: Terms,
    giftName: z.string().optional(),
    thresholdFen: fen,
    productIds: z.array(id('prd')).optional(),
    coversVouchers: z.boolean(),
    status: z.enum(['open', 'stopped']),
    isTakeable: z.boolean(),
    validity: Validity,
    budgetCount: z.int(),
    budgetFen: fen.optional(),
    perCustomer: z.int(),
    createdAt: z.string(),
    issued: z.int(),
    used: z.int(),
    usedFen: fen.describe('what the used ones have taken off'),
    locked: z.int().describe('in orders that wait for payment'),
    expired: z.int(),
  })
  .meta({ id: 'CouponTemplate' })
export const CouponTemplatePage = page(CouponTemplateView)
export const CouponTemplateQuery = PageQuery

export const TemplateParams = z.object({ templateId: id('cpt') })
export const GiveCoupon = z.strictObject({ customerId: id('cus') }).meta({ id: 'GiveCoupon' })

/** A coupon as its customer sees it. */
export const ShopCouponView = z
  .object({
    couponId: id('cpn'),
    name: z.string(),
    terms: Terms,
    giftName: z.string().optional(),
    thresholdFen: fen,
    isForSome: z.boolean().describe('only for some products'),
    coversVouchers: z.boolean(),
    state: z.enum(['issued', 'locked', 'used', 'returned', 'expired']),
    startsAt: z.string(),
    endsAt: z.string(),
    orderId: id('ord').optional().describe('the order that has it'),
    discountFen: fen.optional().describe('what it took off'),
  })
  .meta({ id: 'ShopCoupon' })
export const ShopCouponPage = page(ShopCouponView)
export const ShopCouponQuery = PageQuery.extend({
  group: z.enum(['usable', 'used', 'expired']).default('usable'),
})

/** What a customer may take. */
export const CouponOffers = z
  .object({
    items: z.array(
      z.object({
        templateId: id('cpt'),
        name: z.string(),
        terms: Terms,
        giftName: z.string().optional(),
        thresholdFen: fen,
        isForSome: z.boolean(),
        coversVouchers: z.boolean(),
        validity: Validity,
        mayTake: z.int().describe('how many more this customer may take; 0: has them all'),
        isGone: z.boolean().describe('all are given out'),
      }),
    ),
  })
  .meta({ id: 'CouponOffers' })
