import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { sumFen, type Fen } from '../../platform/money/index.js'
import type { OrderLine, SoldTerms } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'

/** Codes that one order may make: what expires together comes back as one refund, and a customer still sees them all. */
export const MAX_CODES = 40

type Lines = readonly Pick<OrderLine, 'qty' | 'amountFen' | 'discountFen' | 'voucher'>[]

const isVoucher = ({ voucher }: Pick<OrderLine, 'voucher'>): boolean => voucher !== undefined

/** Whether vouchers can be sold as these lines want them. `whyNot`: why nothing is sold under terms now; null: it is. */
export function decideVoucherLines(
  lines: Lines,
  whyNot: (terms: SoldTerms) => string | null,
): Result<null, OrderRefusal> {
  const codes = lines.filter(isVoucher).reduce((sum, { qty }) => sum + qty, 0)
  if (codes > MAX_CODES) {
    return refuse('too-many-vouchers', `at most ${MAX_CODES} an order`)
  }
  const [why] = lines.flatMap(({ voucher }) =>
    voucher === undefined ? [] : (whyNot(voucher) ?? []),
  )
  return why === undefined ? ok(null) : refuse('voucher-sale-over', why)
}

/** What of an order's money its customer has paid in advance. */
export const voucherFenOf = (lines: Lines): Fen => sumFen(lines.filter(isVoucher).map(shareOf))

/** What was paid for a line. */
export const shareOf = ({
  amountFen,
  discountFen = 0,
}: Pick<OrderLine, 'amountFen' | 'discountFen'>): Fen => amountFen - discountFen

export const hasVouchers = (lines: Lines): boolean => lines.some(isVoucher)
/** Nothing of it goes over a counter or into a parcel: its codes are all that it delivers. */
export const isVirtual = (lines: Lines): boolean => lines.length > 0 && lines.every(isVoucher)
