import type { TimelineEntry } from '../api/timeline.js'

/** Nothing that counts for the customer: never paid, given back unapplied, or paid before. */
const WITHOUT_MONEY = [
  'order.closed',
  'order.given-back',
  'order.handed-over',
  'order.shipped',
  'order.received',
]
/** What a voucher tells is money that its order has told already. */
const VOUCHERS = /^voucher\./

/** Money that an entry moved, in fen; what was given back is below zero. Undefined where none moved. */
export function entryFen({ type, data }: TimelineEntry): number | undefined {
  if (WITHOUT_MONEY.includes(type) || VOUCHERS.test(type)) {
    return undefined
  }
  const { refundFen, paidFen, amountFen, totalFen } = data
  const fen = [refundFen, paidFen, amountFen, totalFen].find((value) => typeof value === 'number')
  if (typeof fen !== 'number') {
    return undefined
  }
  return type === 'order.refunded' ? -fen : fen
}
