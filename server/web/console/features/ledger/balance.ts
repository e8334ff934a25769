import type { Account, Books } from './api/accounts.js'

/** Coupons are noted beside the money: what they cost is no money that moved. */
const MEMO = ['coupons-used', 'coupons-granted']
export const isMemo = ({ account }: Account): boolean => MEMO.includes(account)

/** The accounts of one side, without those that are no money. */
export const ofSide = ({ items }: Books, side: Account['side']): Account[] =>
  items.filter((account) => account.side === side && !isMemo(account))

export const sumOf = (accounts: readonly Account[]): number =>
  accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0)
