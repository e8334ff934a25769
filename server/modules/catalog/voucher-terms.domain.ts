import { daysBefore, startOfBusinessDay } from '../../platform/days/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { CatalogRefusal } from './catalog.errors.js'

/** What is promised with every code of a voucher. `validDays` or `validUntilOn`, never both. */
export type VoucherTerms = Readonly<{
  /** Business days; the day of the sale is the first. */
  validDays?: number
  /** The last business day, `YYYY-MM-DD`. */
  validUntilOn?: string
  uses: number // 1 to 20
  /** Where it is redeemed; empty: everywhere. */
  storeCodes: readonly string[]
  /** What becomes of what is not used by then: it was promised at the sale. */
  atExpiry: 'refund' | 'lapse'
}>

/** WeChat gives nothing back after a year; what is refunded at its end must still find it willing, with a month to try. */
const REFUNDABLE_DAYS = 330
/** A payment may come a quarter of an hour after its order, and what is paid for must be usable. */
const LAST_SALE_MS = 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** The first moment at which a code sold at `soldAt` is valid no more: the end of its last business day. */
export function validTo(
  { validDays = 1, validUntilOn }: Pick<VoucherTerms, 'validDays' | 'validUntilOn'>,
  soldAt: Date,
): Date {
  return validUntilOn === undefined
    ? daysBefore(startOfBusinessDay(soldAt), -validDays)
    : daysBefore(new Date(`${validUntilOn}T00:00:00+08:00`), -1)
}

/** Why nothing can be sold under these terms now; null: it can. */
export function termsRefusal(
  terms: VoucherTerms,
  now: Date,
): 'voucher-end-unclear' | 'voucher-refund-too-late' | 'voucher-sale-over' | null {
  if ((terms.validDays === undefined) === (terms.validUntilOn === undefined)) {
    return 'voucher-end-unclear'
  }
  const end = validTo(terms, now)
  const lastsMs = end.getTime() - now.getTime()
  if (terms.atExpiry === 'refund' && lastsMs > REFUNDABLE_DAYS * DAY_MS) {
    return 'voucher-refund-too-late'
  }
  return terms.validUntilOn !== undefined && lastsMs < LAST_SALE_MS ? 'voucher-sale-over' : null
}

/** A product's terms as an operator sets them. */
export function decideTerms(
  { kind, voucher }: Readonly<{ kind: string; voucher?: VoucherTerms }>,
  now: Date,
): Result<null, CatalogRefusal> {
  if (kind !== 'voucher') {
    return voucher === undefined ? ok(null) : refuse('voucher-terms-misplaced')
  }
  if (voucher === undefined) {
    return refuse('voucher-terms-missing')
  }
  const why = termsRefusal(voucher, now)
  return why === null || why === 'voucher-sale-over' ? ok(null) : refuse(why)
}
