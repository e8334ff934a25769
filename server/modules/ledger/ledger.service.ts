import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { ACCOUNTS, type Account } from './accounts.domain.js'
import { balancesOf, type AccountDay, type Balance } from './balances.domain.js'
import type { Balances } from './balances.repository.js'
import type { LedgerRefusal } from './ledger.errors.js'
import type { LedgerRows, Place } from './ledger.repository.js'
import type { Transfer } from './transfer.domain.js'

type Deps = Readonly<{ transfers: LedgerRows; balances: Balances }>

/** The books as people read them. */
export type Books = ReturnType<typeof booksService>
export function booksService({ transfers, balances }: Deps) {
  const named = (account: string): Account | null =>
    Object.hasOwn(ACCOUNTS, account) ? (account as Account) : null

  return {
    /** Every account, to the last committed transfer. */
    balances: async (): Promise<Balance[]> => balancesOf(await balances.sums()),

    /** An account's last business days, newest first. */
    async days(account: string, limit: number): Promise<Result<AccountDay[], LedgerRefusal>> {
      const known = named(account)
      return known === null
        ? refuse('ledger-account-not-found')
        : ok(await balances.daysOf(known, limit))
    },

    /** An account's transfers, newest first, with the documents that they are about. */
    async page(
      account: string,
      page: Readonly<{ after?: Place; limit: number }>,
    ): Promise<Result<Transfer[], LedgerRefusal>> {
      const known = named(account)
      return known === null
        ? refuse('ledger-account-not-found')
        : ok(await transfers.list({ account: known, ...page }))
    },
  }
}
