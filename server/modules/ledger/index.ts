import type { LedgerRows } from './ledger.repository.js'

/** Writes down what moves, and tells what moved for an order. */
export type Ledger = Pick<LedgerRows, 'post' | 'known' | 'withIds' | 'between' | 'ofOrder'>
export { postOldTransfers } from './backfill.js'
export { ledgerErrors } from './ledger.errors.js'
export { ledgerMigrations } from './ledger.migrations.js'
export { ledgerModule } from './ledger.module.js'
export * as postings from './postings.domain.js'
export type { Earned, RefundedFrom } from './postings.domain.js'
export type { Transfer } from './transfer.domain.js'
