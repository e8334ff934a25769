import type { z } from 'zod'
import type { Id } from '../../platform/ids/index.js'
import type { CouponOffers, CouponTemplateView, ShopCouponView } from './coupons.contract.js'
import type { IssuedCoupon } from './coupons.domain.js'
import type { CouponFigures } from './coupons.repository.js'
import type { Template, Validity } from './templates.domain.js'
import type { CouponTerms } from './terms.domain.js'

/** Answers about coupons. Pure. */

export type GiftNames = ReadonlyMap<Id<'sku'>, string>

const giftName = (terms: CouponTerms, names: GiftNames): string | undefined =>
  terms.kind === 'gift' ? names.get(terms.skuId) : undefined

const validityView = (validity: Validity) =>
  validity.kind === 'days'
    ? validity
    : {
        kind: validity.kind,
        startsAt: validity.startsAt.toISOString(),
        endsAt: validity.endsAt.toISOString(),
      }

export function templateView(
  template: Template,
  { figures, names }: Readonly<{ figures: CouponFigures; names: GiftNames }>,
): z.output<typeof CouponTemplateView> {
  const { templateId, name, terms, thresholdFen, productIds, coversVouchers, status } = template
  const { isTakeable, validity, budgetCount, budgetFen, perCustomer, createdAt, issued } = template
  return {
    ...{ templateId, name, terms, thresholdFen, coversVouchers, status, isTakeable },
    ...{ budgetCount, budgetFen, perCustomer, issued, ...figures },
    giftName: giftName(terms, names),
    productIds: productIds === undefined ? undefined : [...productIds],
    validity: validityView(validity),
    createdAt: createdAt.toISOString(),
  }
}

export function shopCoupon(
  coupon: IssuedCoupon,
  names: GiftNames,
): z.output<typeof ShopCouponView> {
  const { couponId, name, terms, thresholdFen, coversVouchers, state } = coupon
  const { productIds, startsAt, endsAt, orderId, discountFen } = coupon
  const isInOrder = state === 'locked' || state === 'used'
  return {
    ...{ couponId, name, terms, thresholdFen, coversVouchers, state, discountFen },
    giftName: giftName(terms, names),
    isForSome: productIds !== undefined,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    orderId: isInOrder ? orderId : undefined,
  }
}

export function offerView(
  template: Template,
  { had, names }: Readonly<{ had: number; names: GiftNames }>,
): z.output<typeof CouponOffers>['items'][number] {
  const { templateId, name, terms, thresholdFen, productIds, coversVouchers, validity } = template
  const { perCustomer, issued, budgetCount, issuedFen, worthFen = 0, budgetFen } = template
  const isDear = budgetFen !== undefined && issuedFen + worthFen > budgetFen
  return {
    ...{ templateId, name, terms, thresholdFen, coversVouchers },
    giftName: giftName(terms, names),
    isForSome: productIds !== undefined,
    validity: validityView(validity),
    mayTake: Math.max(0, perCustomer - had),
    isGone: issued >= budgetCount || isDear,
  }
}
