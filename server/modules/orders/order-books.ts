import type { Earned } from '../ledger/index.js'
import type { RefundSource } from '../payments/index.js'
import type { Order } from './orders.domain.js'
import { voucherFenOf } from './voucher-lines.domain.js'

/** What an order's money is: earned with its goods, owed for its vouchers until they are redeemed. */
export function earnedOf({ paidFen, items }: Pick<Order, 'paidFen' | 'items'>): Earned {
  const voucherFen = voucherFenOf(items)
  return { goodsFen: paidFen - voucherFen, voucherFen, onHoldFen: 0 }
}

/** What money given back of an order is taken from. `voucherFen`: what the codes that it takes back were owed. */
export const refundSourceOf =
  (voucherFen: number) =>
  (amountFen: number): RefundSource => ({
    kind: 'order',
    goodsFen: amountFen - voucherFen,
    voucherFen,
    onHoldFen: 0,
  })
