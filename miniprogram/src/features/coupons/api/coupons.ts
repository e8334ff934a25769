import {
  attempt,
  authorized,
  type Coupon,
  type CouponOffer,
  type Page,
} from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'
import type { Group } from '../copy'

const MOST = 100

/** The customer's coupons of one kind, newest first. */
export const useCoupons = (group: Group, { ready }: { ready: boolean }) =>
  useResource(ready ? `coupons ${group}` : null, () =>
    authorized<Page<Coupon>>(`/mini/v1/coupons?group=${group}&limit=${MOST}`),
  )

/** What the customer may take. */
export const useOffers = ({ ready }: { ready: boolean }) =>
  useResource(ready ? 'offers' : null, () =>
    authorized<{ items: CouponOffer[] }>('/mini/v1/coupon-offers'),
  )

/** Takes one. Pressing again after a lost answer is the same request. */
export const takeCoupon = (templateId: string): Promise<Coupon> =>
  attempt({ scope: `take-coupon.${templateId}`, body: {} }, (idempotencyKey) =>
    authorized<Coupon>(`/mini/v1/coupon-offers/${encodeURIComponent(templateId)}/take`, {
      method: 'POST',
      idempotencyKey,
    }),
  )
