import type { Earned } from '../ledger/index.js'
import type { RefundSource } from '../payments/index.js'
import type { Order } from './orders.domain.js'

/** What an order's money is: earned with its goods. */
export function earnedOf(order: Pick<Order, 'paidFen'>): Earned {
  return { goodsFen: order.paidFen, voucherFen: 0, onHoldFen: 0 }
}

/** What money given back of an order is taken from. */
export function refundSourceOf(amountFen: number): RefundSource {
  return { kind: 'order', goodsFen: amountFen, voucherFen: 0, onHoldFen: 0 }
}
