import { yuanText, type Fen } from '../../../platform/money/index.js'
import { postings, type Ledger, type Transfer } from '../../ledger/index.js'
import { refundOfNumber } from '../refunds/refund.domain.js'
import type { BillDay, BillDifference, BillFigures } from './bill-day.domain.js'
import type { FlowRow } from './bills.ports.js'
import { incident, type Compared } from './compare-trades.js'
import { onAccountFen } from './flow-sums.js'

type Verdict = Readonly<{ difference?: BillDifference; figures: Partial<BillFigures> }>

function transferIdOf({ kind, businessNo, voucherNo }: FlowRow) {
  if (kind === 'payment') {
    return postings.confirmedId(businessNo)
  }
  const isRefund = kind === 'refund' || kind === 'refund-returned'
  const own = isRefund ? refundOfNumber(voucherNo) : null
  return own === null ? null : postings.acceptedId(own.refundId, own.attempt)
}

/**
 * A batch of the fund flow against the books: one read for all of it. Payments and refunds must have moved what the books say;
 * fees, withdrawals and deposits are known from here only and are added up. What has no word is a difference of its own.
 */
export function compareFlows({ ledger }: Readonly<{ ledger: Pick<Ledger, 'withIds'> }>) {
  return async (rows: readonly FlowRow[], day: BillDay): Promise<Compared> => {
    const own = await ledger.withIds(rows.flatMap((row) => transferIdOf(row) ?? []))
    const differences: BillDifference[] = []
    const figures = { feesFen: 0, feesBackFen: 0, withdrawalsFen: 0, depositsFen: 0, matched: 0 }
    for (const row of rows) {
      const found = verdictOf(row, own.get(transferIdOf(row) ?? ''), day)
      if (found.difference !== undefined) {
        differences.push(found.difference)
      }
      for (const name of Object.keys(figures) as (keyof typeof figures)[]) {
        figures[name] += found.figures[name] ?? 0
      }
    }
    return { differences, figures }
  }
}

function verdictOf(row: FlowRow, own: Transfer | undefined, day: BillDay): Verdict {
  const { amountFen } = row
  switch (row.kind) {
    case 'payment':
      // without a transfer it is a difference of the trade bill, under the same number
      return own !== undefined && onAccountFen(own) !== amountFen
        ? { difference: differs(row, onAccountFen(own), day), figures: {} }
        : { figures: { matched: own === undefined ? 0 : 1 } }
    case 'payment-fee':
      return { figures: { feesFen: -amountFen } }
    case 'refund': {
      const feeFen = feeOf(row, own)
      return feeFen === null
        ? { difference: unknown(row, day), figures: {} }
        : { figures: { feesBackFen: feeFen, matched: own === undefined ? 0 : 1 } }
    }
    case 'refund-returned': {
      const feeFen = feeOf({ ...row, amountFen: -amountFen }, own)
      return feeFen === null
        ? { difference: unknown(row, day), figures: {} }
        : { figures: { feesFen: feeFen, matched: own === undefined ? 0 : 1 } }
    }
    case 'withdrawal':
      return { figures: { withdrawalsFen: -amountFen } }
    case 'deposit':
      return { figures: { depositsFen: amountFen } }
    case 'other':
      return { difference: unknown(row, day), figures: {} }
  }
}

/** What of the fee came back with a refund: the note says it, else it is what is missing to our own amount. */
function feeOf({ amountFen, noteFeeFen }: FlowRow, own: Transfer | undefined): Fen | null {
  const ownFen = own === undefined ? null : -onAccountFen(own)
  if (noteFeeFen !== null) {
    return ownFen === null || ownFen === noteFeeFen - amountFen ? noteFeeFen : null
  }
  const feeFen = ownFen === null ? null : ownFen + amountFen
  return feeFen === null || feeFen < 0 ? null : feeFen
}

function differs(row: FlowRow, ownFen: Fen, day: BillDay): BillDifference {
  const { amountFen: billFen, businessNo: subject } = row
  const note = `资金账单记入 ${yuanText(billFen)}，本店记为 ${yuanText(ownFen)}，已转人工核对`
  return incident(day, { what: 'flow', kind: 'amount-differs', subject, billFen, ownFen, note })
}

function unknown(row: FlowRow, day: BillDay): BillDifference {
  const note = `资金账单有一笔「${row.name}」${yuanText(row.amountFen)} 对不上，没有记账，已转人工核对`
  return incident(day, {
    ...{ what: 'flow', kind: 'flow-unknown', billFen: row.amountFen, ownFen: 0, note },
    // a refund that the trade bill has told of already is the same difference
    subject: row.kind === 'other' ? row.flowNo : row.businessNo,
  })
}
