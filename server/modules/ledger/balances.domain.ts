import { businessDay } from '../../platform/days/index.js'
import type { Fen } from '../../platform/money/index.js'
import { ACCOUNTS, ACCOUNT_NAMES, type Account } from './accounts.domain.js'
import type { Transfer } from './transfer.domain.js'

export type AccountDay = Readonly<{
  account: Account
  on: string
  debitFen: Fen
  creditFen: Fen
  transfers: number
}>
export type Sums = Readonly<{ account: Account; debitFen: Fen; creditFen: Fen }>
export type Balance = Sums & Readonly<{ title: string; side: 'debit' | 'credit'; balanceFen: Fen }>

/** What transfers add to each account and business day. */
export function daysOf(transfers: readonly Pick<Transfer, 'at' | 'lines'>[]): AccountDay[] {
  const days = new Map<string, AccountDay>()
  for (const { at, lines } of transfers) {
    const on = businessDay(at)
    for (const { account, debitFen, creditFen } of lines) {
      const key = `${on}:${account}`
      const before = days.get(key) ?? { account, on, debitFen: 0, creditFen: 0, transfers: 0 }
      days.set(key, {
        ...before,
        debitFen: before.debitFen + debitFen,
        creditFen: before.creditFen + creditFen,
        transfers: before.transfers + 1,
      })
    }
  }
  return [...days.values()]
}

/** Every account with its balance on the side on which it grows; below zero when it has more on the other. */
export function balancesOf(sums: readonly Sums[]): Balance[] {
  return ACCOUNT_NAMES.map((account) => {
    const own = sums.filter((sum) => sum.account === account)
    const debitFen = own.reduce((total, sum) => total + sum.debitFen, 0)
    const creditFen = own.reduce((total, sum) => total + sum.creditFen, 0)
    const { side, title } = ACCOUNTS[account]
    const balanceFen = side === 'debit' ? debitFen - creditFen : creditFen - debitFen
    return { account, title, side, debitFen, creditFen, balanceFen }
  })
}
