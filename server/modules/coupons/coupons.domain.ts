import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { CouponTerms, HolderKey } from './terms.domain.js'

/** One coupon of somebody: what was promised when it was given stays promised. */

export type CouponState = 'issued' | 'locked' | 'used' | 'returned' | 'expired'

/** The whole life of a coupon; checked when the service starts. A returned one may be used again. */
export const COUPON_TRANSITIONS: Readonly<Record<CouponState, readonly CouponState[]>> = {
  issued: ['locked', 'expired'],
  locked: ['used', 'returned'],
  used: ['returned'],
  returned: ['locked', 'expired'],
  expired: [],
}

export type Promised = Readonly<{
  name: string
  terms: CouponTerms
  thresholdFen: Fen
  productIds?: readonly Id<'prd'>[]
  coversVouchers: boolean
}>

export type IssuedCoupon = Promised &
  Readonly<{
    couponId: Id<'cpn'>
    templateId: Id<'cpt'>
    /** Whose, through merges and splits; never a customer id. */
    identifierKey: HolderKey
    revision: number // as read; guards the write, which adds one
    state: CouponState
    /** `taken` by the customer, `given` by an operator. */
    by: 'taken' | 'given'
    issuedAt: Date
    startsAt: Date
    endsAt: Date
    /** When the job looks at it: to remind, then to end it; only while it is free. */
    dueAt?: Date
    remindedAt?: Date
    /** The order that has it, or had it last. */
    orderId?: Id<'ord'>
    lockedAt?: Date
    usedAt?: Date
    /** What it took off; only while it is used. */
    discountFen?: Fen
    returnedAt?: Date
    expiredAt?: Date
  }>

const DAY_MS = 24 * 60 * 60_000
/** The customer hears so long before the end. */
export const REMIND_BEFORE_MS = 2 * DAY_MS
/** What came back when it had ended meanwhile lives so much longer. */
export const LONGER_MS = 7 * DAY_MS

const FREE: readonly CouponState[] = ['issued', 'returned']

/** Whether an order may lock it at this moment. */
export const isUsable = ({ state, startsAt, endsAt }: IssuedCoupon, at: Date): boolean =>
  FREE.includes(state) && startsAt <= at && at < endsAt

/** When the job looks at a free coupon that ends then. */
export function dueOf(endsAt: Date, { isReminded, at }: { isReminded: boolean; at: Date }): Date {
  const remindAt = new Date(endsAt.getTime() - REMIND_BEFORE_MS)
  return isReminded || remindAt <= at ? endsAt : remindAt
}

function inState(coupon: IssuedCoupon, state: CouponState): IssuedCoupon {
  if (!COUPON_TRANSITIONS[coupon.state].includes(state)) {
    throw new Error(`a coupon does not go from ${coupon.state} to ${state}`)
  }
  return { ...coupon, state }
}

type OfOrder = Readonly<{ orderId: Id<'ord'>; at: Date }>

/** Locked for an order. The same order again: nothing changes (null). */
export function decideLock(
  coupon: IssuedCoupon,
  { orderId, at }: OfOrder,
): Result<IssuedCoupon | null, 'coupon-not-usable'> {
  if (coupon.state === 'locked' && coupon.orderId === orderId) {
    return ok(null)
  }
  if (!isUsable(coupon, at)) {
    return refuse('coupon-not-usable')
  }
  const { dueAt: _dueAt, returnedAt: _returnedAt, ...rest } = inState(coupon, 'locked')
  return ok({ ...rest, orderId, lockedAt: at })
}

/** Its order is paid. Used for it before: nothing changes (null). Throws for a coupon that the order has not locked: a bug. */
export function decideUse(
  coupon: IssuedCoupon,
  { orderId, at, discountFen }: OfOrder & Readonly<{ discountFen: Fen }>,
): IssuedCoupon | null {
  if (coupon.orderId !== orderId) {
    throw new Error('a coupon is used by the order that has locked it')
  }
  return coupon.state === 'used' ? null : { ...inState(coupon, 'used'), usedAt: at, discountFen }
}

/**
 * The customer has it again. Ended meanwhile: it lives 7 days more. Given back before, or another order's by now: nothing
 * changes (null).
 */
export function decideGiveBack(
  coupon: IssuedCoupon,
  { orderId, at }: OfOrder,
): IssuedCoupon | null {
  if (coupon.orderId !== orderId || (coupon.state !== 'locked' && coupon.state !== 'used')) {
    return null
  }
  const { usedAt: _usedAt, discountFen: _discountFen, ...rest } = inState(coupon, 'returned')
  const endsAt = rest.endsAt <= at ? new Date(at.getTime() + LONGER_MS) : rest.endsAt
  const isReminded = rest.remindedAt !== undefined && endsAt === rest.endsAt
  return { ...rest, endsAt, returnedAt: at, dueAt: dueOf(endsAt, { isReminded, at }) }
}

/** What the job does with a coupon whose `dueAt` has come. */
export function decideDue(
  coupon: IssuedCoupon,
  at: Date,
): Readonly<{ kind: 'remind' | 'expire'; coupon: IssuedCoupon }> | null {
  if (!FREE.includes(coupon.state) || coupon.dueAt === undefined || coupon.dueAt > at) {
    return null
  }
  if (coupon.endsAt <= at) {
    const { dueAt: _dueAt, ...rest } = inState(coupon, 'expired')
    return { kind: 'expire', coupon: { ...rest, expiredAt: at } }
  }
  return { kind: 'remind', coupon: { ...coupon, remindedAt: at, dueAt: coupon.endsAt } }
}
