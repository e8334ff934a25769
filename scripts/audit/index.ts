import type { Db } from '../../server/platform/mongo/index.js'
import { booksInvariants } from './books.invariants.js'
import { couponInvariants } from './coupons.invariants.js'
import { eventInvariants } from './events.invariants.js'
import type { Finding, Invariant } from './invariant.js'
import { peopleInvariants } from './people.invariants.js'
import { stockInvariants } from './stock.invariants.js'
import { tradeInvariants } from './trade.invariants.js'
import { voucherInvariants } from './vouchers.invariants.js'

export type { Finding } from './invariant.js'

export const INVARIANTS: readonly Invariant[] = [
  ...eventInvariants,
  ...peopleInvariants,
  ...stockInvariants,
  ...tradeInvariants,
  ...couponInvariants,
  ...booksInvariants,
  ...voucherInvariants,
]

/**
 * Looks for broken promises in a database; only reads. Complete when nothing is under way: between a commit and its
 * deliveries some sums are not equal yet. At most 50 findings per invariant.
 */
export async function audit(db: Db): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const invariant of INVARIANTS) {
    found.push(...(await invariant.find(db)))
  }
  return found
}
