import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery } from '../../platform/wire/index.js'

const MAX_DAYS = 92

const Side = z.enum(['debit', 'credit']).describe('the side on which the account grows')
const signedFen = z.int().describe('amount in fen, may be below zero')

export const AccountView = z
  .object({
    account: z.string(),
    title: z.string().describe('Chinese name'),
    side: Side,
    debitFen: fen,
    creditFen: fen,
    balanceFen: signedFen,
  })
  .meta({ id: 'LedgerAccount' })
export const AccountList = z.object({
  items: z.array(AccountView),
  /** Debits minus credits over all accounts: zero, or the books are broken. */
  differenceFen: signedFen,
})

export const AccountParams = z.object({ account: z.string().max(40) })
export const DayQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_DAYS).default(31),
})
export const AccountDayView = z
  .object({
    on: z.string().describe('business day'),
    debitFen: fen,
    creditFen: fen,
    transfers: z.int(),
  })
  .meta({ id: 'LedgerDay' })
export const AccountDayList = z.object({ items: z.array(AccountDayView) })

export const TransferView = z
  .object({
    transferId: id('trf'),
    moment: z.string(),
    at: z.string(),
    lines: z.array(
      z.object({ account: z.string(), title: z.string(), debitFen: fen, creditFen: fen }),
    ),
    subjects: z.object({
      paymentId: z.string().optional(),
      orderId: z.string().optional(),
      refundId: z.string().optional(),
      voucherId: z.string().optional(),
    }),
  })
  .meta({ id: 'LedgerTransfer' })
export const TransferPage = page(TransferView)
export const TransferQuery = PageQuery
