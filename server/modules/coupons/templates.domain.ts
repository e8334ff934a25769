import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import { dueOf, type IssuedCoupon, type Promised } from './coupons.domain.js'
import type { CouponRefusal } from './coupons.errors.js'
import type { CouponTerms, HolderKey } from './terms.domain.js'

/** What coupons are made after, with what they may cost at most. */

export type Validity =
  | Readonly<{ kind: 'days'; days: number }>
  | Readonly<{ kind: 'dates'; startsAt: Date; endsAt: Date }>

export type Template = Promised &
  Readonly<{
    templateId: Id<'cpt'>
    revision: number // as read; guards the write, which adds one
    status: 'open' | 'stopped'
    /** Customers may take it themselves; else only operators give it. */
    isTakeable: boolean
    validity: Validity
    /** Coupons at most. */
    budgetCount: number
    /** What all of them may take off at most; missing: whatever it comes to. */
    budgetFen?: Fen
    /** What one can take off at most: counts against `budgetFen`. */
    worthFen?: Fen
    perCustomer: number
    issued: number
    issuedFen: Fen
    createdAt: Date
    stoppedAt?: Date
  }>

export type NewTemplate = Omit<
  Template,
  'templateId' | 'revision' | 'status' | 'issued' | 'issuedFen' | 'createdAt' | 'worthFen'
>

const DAY_MS = 24 * 60 * 60_000

/** What one coupon can take off at most; undefined: nobody knows. `giftFen`: the price of the gift now. */
export function worthOf(terms: CouponTerms, giftFen?: Fen): Fen | undefined {
  switch (terms.kind) {
    case 'amount':
      return terms.offFen
    case 'percent':
      return terms.capFen
    case 'gift':
      return giftFen
  }
}

/** Refuses `coupon-budget-unbounded`: a sum is promised while one coupon may take off any; `coupon-dates-wrong`. */
export function decideTemplate(
  fresh: NewTemplate,
  { templateId, giftFen, now }: Readonly<{ templateId: Id<'cpt'>; giftFen?: Fen; now: Date }>,
): Result<Template, CouponRefusal> {
  const { validity, terms, budgetFen } = fresh
  const worthFen = worthOf(terms, giftFen)
  if (terms.kind === 'gift' && giftFen === undefined) {
    return refuse('coupon-gift-unknown')
  }
  if (budgetFen !== undefined && worthFen === undefined) {
    return refuse('coupon-budget-unbounded')
  }
  const isOver = validity.kind === 'dates' && validity.endsAt <= now
  if (isOver || (validity.kind === 'dates' && validity.startsAt >= validity.endsAt)) {
    return refuse('coupon-dates-wrong')
  }
  return ok({
    ...fresh,
    ...(worthFen === undefined ? {} : { worthFen }),
    ...{ templateId, revision: 0, status: 'open', issued: 0, issuedFen: 0, createdAt: now },
  })
}

/** The template with one more coupon out, or why there is none. `own`: how many the living customer has had already. */
export function decideIssue(
  template: Template,
  { own, now }: Readonly<{ own: number; now: Date }>,
): Result<Template, CouponRefusal> {
  const { status, validity, issued, budgetCount, issuedFen, budgetFen, worthFen = 0 } = template
  if (status === 'stopped' || (validity.kind === 'dates' && validity.endsAt <= now)) {
    return refuse('coupon-stopped')
  }
  if (own >= template.perCustomer) {
    return refuse('coupon-limit-reached')
  }
  const isDear = budgetFen !== undefined && issuedFen + worthFen > budgetFen
  return issued >= budgetCount || isDear
    ? refuse('coupon-budget-used-up')
    : ok({ ...template, issued: issued + 1, issuedFen: issuedFen + worthFen })
}

/** A coupon of this template for somebody, from this moment on. */
export function newCoupon(
  template: Template,
  {
    couponId,
    holder,
    by,
    now,
  }: Readonly<{ couponId: Id<'cpn'>; holder: HolderKey; by: IssuedCoupon['by']; now: Date }>,
): IssuedCoupon {
  const { templateId, name, terms, thresholdFen, productIds, coversVouchers, validity } = template
  const { startsAt, endsAt } =
    validity.kind === 'dates'
      ? validity
      : { startsAt: now, endsAt: new Date(now.getTime() + validity.days * DAY_MS) }
  return {
    ...{ couponId, templateId, identifierKey: holder, revision: 0, state: 'issued', by },
    ...{ name, terms, thresholdFen, coversVouchers, issuedAt: now, startsAt, endsAt },
    ...(productIds === undefined ? {} : { productIds }),
    dueAt: dueOf(endsAt, { isReminded: false, at: now }),
  }
}

/** Nothing more is given out; what customers have stays theirs. Stopped before: nothing changes (null). */
export const decideStop = (template: Template, now: Date): Template | null =>
  template.status === 'stopped' ? null : { ...template, status: 'stopped', stoppedAt: now }
