import { sumFen, type Fen } from '../../../platform/money/index.js'
import { postings, type Transfer } from '../../ledger/index.js'
import { spanOf, type BillDay, type BillFigures } from './bill-day.domain.js'

/** What of the day's fund flow only the bill can tell, as one transfer a kind: the same day again has the same ids. */
export function transfersOfDay({ day, mchid, figures }: BillDay): Transfer[] {
  // the last second of the day itself, so that a day's sums hold what the day's bill holds
  const at = new Date(spanOf(day).to.getTime() - 1_000)
  const own = (amountFen: Fen) => ({ mchid, day, at, amountFen })
  return [
    { amountFen: figures.feesFen, post: postings.feesOfDay },
    { amountFen: figures.feesBackFen, post: postings.feesReturned },
    { amountFen: figures.withdrawalsFen, post: postings.withdrawalsOfDay },
    { amountFen: figures.depositsFen, post: postings.depositsOfDay },
  ].flatMap(({ amountFen, post }) => (amountFen > 0 ? [post(own(amountFen))] : []))
}

/** Adds one row to the sums. */
export function plus(figures: BillFigures, more: Partial<BillFigures>): BillFigures {
  const names = Object.keys(more) as (keyof BillFigures)[]
  return names.reduce(
    (sums, name) => ({ ...sums, [name]: sumFen([sums[name], more[name] ?? 0]) }),
    figures,
  )
}

/** Moved on WeChat's account by a transfer: above zero came in. */
export function onAccountFen({ lines }: Transfer): Fen {
  return sumFen(
    lines.map(({ account, debitFen, creditFen }) =>
      account === 'wechat-pay' ? debitFen - creditFen : 0,
    ),
  )
}

/** What a confirmed payment brought, WeChat's own discounts included. */
export function receivedFen({ lines }: Transfer): Fen {
  return sumFen(
    lines.map(({ account, creditFen }) => (account === 'payments-received' ? creditFen : 0)),
  )
}
