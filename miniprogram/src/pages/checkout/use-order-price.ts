import { useState } from 'react'
import { useSession } from '../../platform/session/use-session'
import type { CartEntry } from '../../features/cart/cart'
import type { Way } from '../../features/delivery/address'
import { usePrice } from '../../features/pricing/api/use-price'

/** The price of what is being ordered, with the best coupon until the customer chooses. Null: not asked (a guest) or not yet. */
export function useOrderPrice(
  entries: readonly CartEntry[],
  way: Way,
  storeCode: string | undefined,
) {
  const session = useSession()
  const [couponId, setCouponId] = useState<string | null | undefined>(undefined)
  const items = entries.map(({ skuId, qty }) => ({ skuId, qty }))
  const ready = session === 'in' && items.length > 0
  const question = {
    ...{ items, delivery: way },
    ...(couponId === undefined ? {} : { couponId }),
    ...(way === 'express' || storeCode === undefined ? {} : { storeCode }),
  }
  const price = usePrice(question, { ready })
  return { ...price, ready, chooseCoupon: setCouponId }
}
