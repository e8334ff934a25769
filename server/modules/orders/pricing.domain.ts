import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { percentOfFen, splitFen, sumFen, type Fen } from '../../platform/money/index.js'
import type { OrderLine } from './orders.domain.js'

/** What an order costs and why: a pure function of its lines, its coupon and the way it goes to the customer. */

export type CouponTerms =
  | Readonly<{ kind: 'amount'; offFen: Fen }>
  /** `percent`: off, 1 to 100. */
  | Readonly<{ kind: 'percent'; percent: number; capFen?: Fen }>
  /** One unit of this SKU for nothing. */
  | Readonly<{ kind: 'gift'; skuId: Id<'sku'> }>

/** A coupon as prices need it. */
export type Coupon = Readonly<{
  couponId: Id<'cpn'>
  name: string
  terms: CouponTerms
  /** What the lines that it is for must come to; 0: nothing. */
  thresholdFen: Fen
  /** Only these products; missing: all. */
  productIds?: readonly Id<'prd'>[]
  coversVouchers: boolean
}>

/** A coupon that somebody may use now. */
export type HeldCoupon = Coupon & Readonly<{ endsAt: Date }>

/** A line at today's price with what decides about it and is not stored. */
export type PlainLine = Readonly<{
  line: Omit<OrderLine, 'discountFen' | 'refundedQty'>
  productId: Id<'prd'>
  kind: 'goods' | 'voucher' | 'service'
}>

/** What sending a parcel costs. `freeFromFen`: nothing, when the goods after the coupon come to this much. */
export type DeliveryFee = Readonly<{ feeFen: Fen; freeFromFen?: Fen }>
export type DeliveryWay = 'pickup' | 'express'

/** One step from the goods to the total; screens make a sentence of it. `amountFen`: what it adds, negative for less. */
export type PriceStep = Readonly<{
  kind: 'goods' | 'coupon' | 'delivery'
  amountFen: number
  /** Of the goods. */
  units?: number
  /** Of the coupon, with what it promised. */
  name?: string
  terms?: CouponTerms['kind']
  thresholdFen?: Fen
  offFen?: Fen
  percent?: number
  capFen?: Fen
  /** Of the delivery. */
  feeFen?: Fen
  freeFromFen?: Fen
}>

export type Price = Readonly<{
  items: readonly OrderLine[]
  goodsFen: Fen
  discountFen: Fen
  deliveryFen: Fen
  totalFen: Fen
  explanation: readonly PriceStep[]
}>

/** Why a coupon takes nothing off. `lackingFen`: until its threshold. */
export type CouponMiss = 'below-threshold' | 'not-for-these' | 'saves-nothing' | 'gift-gone'
export type Unsuitable = Readonly<{ why: CouponMiss; lackingFen?: Fen }>

export type Pricing = Readonly<{
  /** One line per SKU. */
  lines: readonly PlainLine[]
  coupon?: Coupon
  /** One unit of the coupon's gift at today's price; missing when it cannot be had. */
  gift?: PlainLine
  way: DeliveryWay
  fee: DeliveryFee
}>

/**
 * The price of an order. Refuses `coupon-not-usable` when the coupon takes nothing off these lines; `unsuitableFor` says
 * why. Never negative: neither a line, nor the total.
 */
export function priceOf(pricing: Pricing): Result<Price, 'coupon-not-usable'> {
  const { lines, coupon, gift, way, fee } = pricing
  const miss = coupon === undefined ? null : unsuitableFor(coupon, pricing)
  if (miss !== null) {
    return refuse('coupon-not-usable', miss.why)
  }
  const isGift = coupon?.terms.kind === 'gift' && gift !== undefined
  const all = isGift ? withGift(lines, gift) : lines
  const shares = coupon === undefined ? all.map(() => 0) : sharesOf(coupon, all, gift)
  const items = all.map(({ line }, index) => itemOf(line, shares[index] ?? 0))
  const goodsFen = sumFen(items.map(({ amountFen }) => amountFen))
  const discountFen = sumFen(shares)
  const isSent = way === 'express' && all.some(({ kind }) => kind === 'goods')
  const deliveryFen = isSent ? feeFor(goodsFen - discountFen, fee) : 0
  const units = items.reduce((sum, { qty }) => sum + qty, 0)
  const explanation: PriceStep[] = [
    { kind: 'goods', amountFen: goodsFen, units },
    ...(coupon === undefined ? [] : [couponStep(coupon, discountFen)]),
    ...(isSent ? [deliveryStep(fee, deliveryFen)] : []),
  ]
  const totalFen = goodsFen - discountFen + deliveryFen
  return ok({ items, goodsFen, discountFen, deliveryFen, totalFen, explanation })
}

/** Why this coupon takes nothing off these lines; null: it does. */
export function unsuitableFor(
  coupon: Coupon,
  { lines, gift }: Pick<Pricing, 'lines' | 'gift'>,
): Unsuitable | null {
  const meant = lines.filter((line) => isMeant(coupon, line))
  const meantFen = sumFen(meant.map(({ line }) => line.amountFen))
  if (meant.length === 0) {
    return { why: 'not-for-these' }
  }
  if (meantFen < coupon.thresholdFen) {
    return { why: 'below-threshold', lackingFen: coupon.thresholdFen - meantFen }
  }
  if (coupon.terms.kind === 'gift' && gift === undefined) {
    return { why: 'gift-gone' }
  }
  return offOf(coupon, meantFen, gift) === 0 ? { why: 'saves-nothing' } : null
}

/** Vouchers are bought ahead at their price: a coupon is for them only when it says so. */
function isMeant({ productIds, coversVouchers }: Coupon, { productId, kind }: PlainLine): boolean {
  const isAmong = productIds === undefined || productIds.includes(productId)
  return isAmong && (kind !== 'voucher' || coversVouchers)
}

/** What the coupon takes off lines of this sum: never more than they cost. Percentages are rounded down. */
function offOf({ terms }: Coupon, meantFen: Fen, gift?: PlainLine): Fen {
  switch (terms.kind) {
    case 'amount':
      return Math.min(terms.offFen, meantFen)
    case 'percent':
      return Math.min(percentOfFen(meantFen, terms.percent), terms.capFen ?? meantFen)
    case 'gift':
      return gift?.line.priceFen ?? 0
  }
}

/** The discount spread over the lines that the coupon is for; a gift is its own line's discount. */
function sharesOf(coupon: Coupon, lines: readonly PlainLine[], gift?: PlainLine): Fen[] {
  const { terms } = coupon
  if (terms.kind === 'gift') {
    return lines.map(({ line }) => (line.skuId === terms.skuId ? (gift?.line.priceFen ?? 0) : 0))
  }
  const weights = lines.map((line) => (isMeant(coupon, line) ? line.line.amountFen : 0))
  return splitFen(offOf(coupon, sumFen(weights)), weights)
}

/** One more unit of a SKU that is bought anyway, else a line of its own. */
function withGift(lines: readonly PlainLine[], gift: PlainLine): PlainLine[] {
  const { skuId, priceFen } = gift.line
  const isBought = lines.some(({ line }) => line.skuId === skuId)
  return isBought
    ? lines.map((plain) => {
        const { qty, amountFen } = plain.line
        return plain.line.skuId === skuId
          ? { ...plain, line: { ...plain.line, qty: qty + 1, amountFen: amountFen + priceFen } }
          : plain
      })
    : [...lines, gift]
}

const itemOf = (line: PlainLine['line'], discountFen: Fen): OrderLine =>
  discountFen === 0 ? line : { ...line, discountFen }

const feeFor = (goodsFen: Fen, { feeFen, freeFromFen }: DeliveryFee): Fen =>
  freeFromFen !== undefined && goodsFen >= freeFromFen ? 0 : feeFen

const deliveryStep = ({ feeFen, freeFromFen }: DeliveryFee, amountFen: Fen): PriceStep => ({
  ...{ kind: 'delivery', amountFen, feeFen },
  ...(freeFromFen === undefined ? {} : { freeFromFen }),
})

function couponStep({ name, terms, thresholdFen }: Coupon, discountFen: Fen): PriceStep {
  return {
    kind: 'coupon',
    amountFen: -discountFen,
    name,
    terms: terms.kind,
    thresholdFen,
    ...(terms.kind === 'amount' ? { offFen: terms.offFen } : {}),
    ...(terms.kind === 'percent' ? { percent: terms.percent } : {}),
    ...(terms.kind === 'percent' && terms.capFen !== undefined ? { capFen: terms.capFen } : {}),
  }
}
