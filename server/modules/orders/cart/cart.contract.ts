import { z } from 'zod'
import { id } from '../../../platform/ids/index.js'
import { fen } from '../../../platform/wire/index.js'
import { MAX_QTY, PriceStepView, Wishes } from '../orders.contract.js'

const MAX_LINES = 50

const CartLine = z.strictObject({
  productId: id('prd'),
  skuId: id('sku'),
  qty: z.int().min(1).max(MAX_QTY),
})
/** What a customer wants to buy; without prices, which are always today's. */
export const CartBody = z
  .strictObject({ lines: z.array(CartLine).max(MAX_LINES) })
  .meta({ id: 'NewCart' })
export const CartView = z.object({ lines: z.array(CartLine) }).meta({ id: 'Cart' })

/** Asks what something would cost: the cart, or these units. */
export const PriceQuestion = z
  .strictObject({
    items: Wishes.max(MAX_LINES).optional().describe('without: the cart'),
    couponId: id('cpn').nullable().optional().describe('without: the best one; null: none'),
    delivery: z.enum(['pickup', 'express']).default('pickup'),
    storeCode: z.string().min(1).max(40).optional().describe('where it is picked up'),
  })
  .meta({ id: 'PriceQuestion' })

const CouponOfPrice = z.object({
  couponId: id('cpn'),
  name: z.string(),
  terms: z.enum(['amount', 'percent', 'gift']),
  thresholdFen: fen,
  offFen: fen.optional(),
  percent: z.int().optional(),
  capFen: fen.optional(),
  endsAt: z.string(),
  discountFen: fen.describe('what it takes off here; 0: it cannot be used'),
  why: z.enum(['below-threshold', 'not-for-these', 'saves-nothing', 'gift-gone']).optional(),
  lackingFen: fen.optional().describe('until its threshold'),
})

/** A price with its explanation, and every coupon with what it would do. Nothing is held or stored. */
export const PriceAnswer = z
  .object({
    lines: z.array(
      z.object({
        skuId: id('sku'),
        qty: z.int(),
        amountFen: fen,
        discountFen: fen,
        trouble: z.enum(['gone', 'sold-out', 'too-many']).optional(),
      }),
    ),
    gift: z.object({ name: z.string(), qty: z.int() }).optional(),
    goodsFen: fen,
    discountFen: fen,
    deliveryFen: fen,
    totalFen: fen,
    explanation: z.array(PriceStepView),
    couponId: id('cpn').nullable().describe('the one that is in this price'),
    coupons: z.array(CouponOfPrice).describe('best first, then those that cannot be used'),
  })
  .meta({ id: 'PriceAnswer' })
