import { daysBefore } from '../../../platform/days/index.js'
import type { CustomerFilter } from '../customers.contract.js'
import type { Conditions } from './listing.domain.js'

/** The moments between which the business days of a filter lie. */
export function conditionsOf(filter: CustomerFilter): Conditions {
  const { ordered, minNetFen, paidFrom, paidTo, seenFrom, seenTo } = filter
  return {
    ...(ordered === undefined ? {} : { ordered }),
    ...(minNetFen === undefined ? {} : { minNetFen }),
    ...(paidFrom === undefined ? {} : { paidFrom: startOf(paidFrom) }),
    ...(paidTo === undefined ? {} : { paidUntil: endOf(paidTo) }),
    ...(seenFrom === undefined ? {} : { seenFrom: startOf(seenFrom) }),
    ...(seenTo === undefined ? {} : { seenUntil: endOf(seenTo) }),
  }
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
const endOf = (day: string): Date => daysBefore(startOf(day), -1)
