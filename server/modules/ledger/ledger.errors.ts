import { defineErrors } from '../../platform/errors/index.js'

export const ledgerErrors = defineErrors({
  'ledger-account-not-found': { status: 404, title: 'There is no such account', retriable: false },
})
export type LedgerRefusal = keyof typeof ledgerErrors
