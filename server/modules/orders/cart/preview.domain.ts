import type { Id } from '../../../platform/ids/index.js'
import type { Fen } from '../../../platform/money/index.js'
import { giftOf, lineOf, type Offers, type Wish } from '../placing.domain.js'
import {
  priceOf,
  unsuitableFor,
  type DeliveryFee,
  type DeliveryWay,
  type HeldCoupon,
  type PlainLine,
  type Price,
  type Unsuitable,
} from '../pricing.domain.js'

/** What something would cost now, with every coupon's say. Pure. */

export type Trouble = 'gone' | 'sold-out' | 'too-many'
export type Looked = Readonly<{ skuId: Id<'sku'>; qty: number; trouble?: Trouble }>
export type Judged = Readonly<{ coupon: HeldCoupon; discountFen: Fen; miss?: Unsuitable }>
export type Preview = Readonly<{
  looked: readonly Looked[]
  price: Price
  chosen: HeldCoupon | null
  coupons: readonly Judged[]
}>

export type Previewing = Readonly<{
  /** One per SKU. */
  wishes: readonly Wish[]
  offers: Offers
  /** Units that can be held now; missing or null: any number. */
  left: ReadonlyMap<Id<'sku'>, number | null>
  coupons: readonly HeldCoupon[]
  /** `best`: the one that takes most off. */
  wanted: Id<'cpn'> | 'best' | 'none'
  way: DeliveryWay
  fee: DeliveryFee
  /** Units of one SKU that an order may have. */
  maxQty: number
}>

/** Lines that cannot be ordered as they are have no part in the price. */
export function previewOf(asked: Previewing): Preview {
  const { wishes, offers, coupons, wanted, way, fee } = asked
  const looked = wishes.map((wish) => look(wish, asked))
  const lines = looked.flatMap(({ skuId, qty, trouble }): PlainLine[] => {
    const offer = offers.get(skuId)
    return trouble === undefined && offer !== undefined ? [lineOf(offer, qty)] : []
  })
  const judged = coupons.map((coupon) => judge(coupon, { ...asked, lines })).sort(bestFirst)
  const usable = judged.filter(({ discountFen }) => discountFen > 0)
  const taken =
    wanted === 'best' ? usable[0] : usable.find(({ coupon }) => coupon.couponId === wanted)
  const chosen = taken?.coupon ?? null
  const price = priceWith(chosen, { lines, offers, way, fee })
  return { looked, price, chosen, coupons: judged }
}

type Parts = Pick<Previewing, 'offers' | 'way' | 'fee'> & Readonly<{ lines: readonly PlainLine[] }>

function priceWith(coupon: HeldCoupon | null, { lines, offers, way, fee }: Parts): Price {
  const used = coupon === null ? {} : { coupon, gift: giftOf(offers, coupon) }
  const price = priceOf({ lines, way, fee, ...used })
  if (!price.ok) {
    throw new Error('a coupon that was judged usable is usable')
  }
  return price.value
}

function judge(coupon: HeldCoupon, parts: Parts & Pick<Previewing, 'left'>): Judged {
  const { lines, offers, left } = parts
  const { terms } = coupon
  const hasGift = terms.kind !== 'gift' || (left.get(terms.skuId) ?? 1) > 0
  const gift = hasGift ? giftOf(offers, coupon) : undefined
  const miss = unsuitableFor(coupon, { lines, gift })
  return miss === null
    ? { coupon, discountFen: priceWith(coupon, parts).discountFen }
    : { coupon, discountFen: 0, miss }
}

/** What takes most off, of equal ones what ends first. */
const bestFirst = (a: Judged, b: Judged): number =>
  b.discountFen - a.discountFen || a.coupon.endsAt.getTime() - b.coupon.endsAt.getTime()

function look({ skuId, qty }: Wish, asked: Previewing): Looked {
  const trouble = troubleOf({ skuId, qty }, asked)
  return { skuId, qty, ...(trouble === null ? {} : { trouble }) }
}

function troubleOf(
  { skuId, qty }: Wish,
  { offers, left: pools, maxQty }: Previewing,
): Trouble | null {
  const left = pools.get(skuId) ?? null
  if (offers.get(skuId)?.isOnShelf !== true) {
    return 'gone'
  }
  if (left !== null && left <= 0) {
    return 'sold-out'
  }
  return qty > Math.min(left ?? maxQty, maxQty) ? 'too-many' : null
}
