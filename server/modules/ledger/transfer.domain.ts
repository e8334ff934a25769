import { invariant } from '../../platform/errors/index.js'
import { derivedId, type Id } from '../../platform/ids/index.js'
import { isFen, sumFen, type Fen } from '../../platform/money/index.js'
import type { Account } from './accounts.domain.js'

/** What a transfer is about: the documents that a person may look at. */
export type Subjects = Readonly<{
  paymentId?: Id<'pay'>
  orderId?: Id<'ord'>
  refundId?: Id<'rfd'>
  voucherId?: string
}>

export type Line = Readonly<{ account: Account; debitFen: Fen; creditFen: Fen }>

/** One movement of money between accounts: never changed, sums to zero, exists once for its cause. */
export type Transfer = Readonly<{
  transferId: Id<'trf'>
  moment: string
  /** When the money moved: of a payment the `success_time`, whenever we heard of it. */
  at: Date
  lines: readonly Line[]
  subjects: Subjects
  /** Whose WeChat account it moved on, where it moved on one. */
  mchid?: string
}>

export type Amounts = Readonly<Partial<Record<Account, Fen>>>

type NewTransfer = Readonly<{
  moment: string
  /** With the moment its identity: the same cause never moves money twice. */
  cause: string
  at: Date
  debit: Amounts
  credit: Amounts
  subjects: Subjects
  mchid?: string
}>

/** A transfer; accounts without an amount are left out. Throws when the two sides differ or an amount is no fen ≥ 0: a bug. */
export function transferOf({ cause, debit, credit, ...rest }: NewTransfer): Transfer {
  const lines = [...linesOf(debit, 'debitFen'), ...linesOf(credit, 'creditFen')]
  invariant(
    sumFen(lines.map(({ debitFen }) => debitFen)) ===
      sumFen(lines.map(({ creditFen }) => creditFen)),
    `both sides of ${rest.moment} are equal`,
  )
  return { ...rest, transferId: derivedId('trf', rest.moment, cause), lines }
}

function linesOf(amounts: Amounts, side: 'debitFen' | 'creditFen'): Line[] {
  return (Object.entries(amounts) as [Account, Fen][]).flatMap(([account, amountFen]) => {
    invariant(isFen(amountFen) && amountFen >= 0, 'a line of the ledger is a fen ≥ 0')
    const line = { account, debitFen: 0, creditFen: 0, [side]: amountFen }
    return amountFen === 0 ? [] : [line]
  })
}
