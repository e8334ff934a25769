import type { Id } from '../../../server/platform/ids/index.js'
import type { Shop } from '../orders/shop.js'

/** Every account that is not empty, with its balance; fails when the books do not add up. */
export async function balancesOf(shop: Shop): Promise<Record<string, number>> {
  const all = await shop.books.balances()
  expect(all.reduce((sum, { debitFen, creditFen }) => sum + debitFen - creditFen, 0)).toBe(0)
  return Object.fromEntries(
    all.flatMap(({ account, balanceFen }) => (balanceFen === 0 ? [] : [[account, balanceFen]])),
  )
}

export const refundsOf = (shop: Shop, orderId: Id<'ord'>) => shop.payments.refunds.ofOrder(orderId)
