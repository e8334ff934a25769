import type { RefundState } from './refund.domain.js'

/** Who moves next with a refund that has no end yet: a person, our job, or WeChat. */
export type RefundGroup = 'needs-person' | 'retrying' | 'accepted'

export const REFUND_GROUPS: Readonly<Record<RefundGroup, readonly RefundState[]>> = {
  'needs-person': ['abnormal', 'failed', 'returned-to-merchant'],
  retrying: ['requested'],
  accepted: ['processing'],
}

export type Sum = Readonly<{ count: number; amountFen: number }>
export type RefundTotals = Readonly<
  Record<'needsPerson' | 'retrying' | 'accepted' | 'endedToday', Sum>
>

/** `byState`: of refunds without an end. A state that no refund is in is missing. */
export function totalsOf(byState: ReadonlyMap<RefundState, Sum>, endedToday: Sum): RefundTotals {
  const sumOf = (group: RefundGroup): Sum => {
    const sums = REFUND_GROUPS[group].flatMap((state) => byState.get(state) ?? [])
    return {
      count: sums.reduce((total, sum) => total + sum.count, 0),
      amountFen: sums.reduce((total, sum) => total + sum.amountFen, 0),
    }
  }
  return {
    needsPerson: sumOf('needs-person'),
    retrying: sumOf('retrying'),
    accepted: sumOf('accepted'),
    endedToday,
  }
}
