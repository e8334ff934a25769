import type { z } from 'zod'
import type { PriceAnswer } from './cart.contract.js'
import type { Judged, Preview } from './preview.domain.js'

/** A price as the mini-program draws it. Pure. */
export function priceAnswer(preview: Preview): z.output<typeof PriceAnswer> {
  const { looked, price, chosen, coupons } = preview
  const { items, explanation, ...sums } = price
  const bySku = new Map(items.map((line) => [line.skuId, line]))
  const asked = new Set(looked.map(({ skuId }) => skuId))
  const added = items.find(({ skuId }) => skuId !== undefined && !asked.has(skuId))
  return {
    ...sums,
    lines: looked.map(({ skuId, qty, trouble }) => {
      const { amountFen = 0, discountFen = 0 } = bySku.get(skuId) ?? {}
      return { skuId, qty, amountFen, discountFen, trouble }
    }),
    gift: added === undefined ? undefined : { name: added.name, qty: added.qty },
    explanation: [...explanation],
    couponId: chosen?.couponId ?? null,
    coupons: coupons.map(couponOf),
  }
}

function couponOf({ coupon, discountFen, miss }: Judged) {
  const { couponId, name, terms, thresholdFen, endsAt } = coupon
  const kind = terms.kind
  return {
    ...{ couponId, name, thresholdFen, discountFen, terms: kind, endsAt: endsAt.toISOString() },
    offFen: kind === 'amount' ? terms.offFen : undefined,
    percent: kind === 'percent' ? terms.percent : undefined,
    capFen: kind === 'percent' ? terms.capFen : undefined,
    why: miss?.why,
    lackingFen: miss?.lackingFen,
  }
}
