import type { Id } from '../../../platform/ids/index.js'

/** Which living customers a list shows, beside a search. All of them have to hold. */
export type Conditions = Readonly<{
  ordered?: 'yes' | 'no'
  /** Last paid order; `paidUntil` is not within. */
  paidFrom?: Date
  paidUntil?: Date
  /** At least 1. */
  minNetFen?: number
  seenFrom?: Date
  seenUntil?: Date
}>

/** What a search, a staff member or a tag has led to: these customers and no others, or a name. */
export type Narrowed =
  | Readonly<{ by: 'all' }>
  | Readonly<{ by: 'ids'; ids: readonly Id<'cus'>[] }>
  | Readonly<{ by: 'name'; nameKeys: readonly string[] }>

/** What stands first. */
export type Order = 'seen' | 'paid' | 'spent' | 'first'

type Condition = Readonly<Record<string, unknown>>
type Lead = Readonly<{ order: Order; index: string; match: Condition }>

/** One index leads, in the order it has; the rest is looked at in what it finds. */
export type ListPlan = Lead & Readonly<{ field: SortField; rest: readonly Condition[] }>
export type SortField = 'lastSeenAt' | 'lastPaidAt' | 'paidFen' | 'firstSeenAt'

const FIELDS: Readonly<Record<Order, SortField>> = {
  seen: 'lastSeenAt',
  paid: 'lastPaidAt',
  spent: 'paidFen',
  first: 'firstSeenAt',
}
const LIVING = { state: 'living' } as const
/** The indexes of payers hold nobody else. */
const PAYERS = { state: 'living', ordersPaid: { $gt: 0 } } as const
export const INDEXES = {
  id: '_id_',
  name: 'nameKeys_1_lastSeenAt_-1__id_1',
  seen: 'state_1_lastSeenAt_-1__id_1',
  paid: 'state_1_lastPaidAt_-1__id_1',
  spent: 'state_1_paidFen_-1__id_1',
  first: 'state_1_firstSeenAt_-1__id_1',
} as const

/** The most selective index first: what was searched, then who spent much, paid then, came then. */
export function planList(narrowed: Narrowed, conditions: Conditions): ListPlan {
  const lead = leadOf(narrowed, conditions)
  return { ...lead, field: FIELDS[lead.order], rest: restOf(conditions) }
}

function leadOf(narrowed: Narrowed, conditions: Conditions): Lead {
  const { ordered, minNetFen } = conditions
  const [paid, first] = [paidOf(conditions), firstOf(conditions)]
  if (narrowed.by === 'ids') {
    return { order: 'seen', index: INDEXES.id, match: { ...LIVING, _id: { $in: narrowed.ids } } }
  }
  if (narrowed.by === 'name') {
    const match = { ...LIVING, nameKeys: { $all: narrowed.nameKeys } }
    return { order: 'seen', index: INDEXES.name, match }
  }
  if (minNetFen !== undefined) {
    // Nobody's net is above what they paid: the index of the one finds the other.
    const match = { ...PAYERS, paidFen: { $gte: minNetFen } }
    return { order: 'spent', index: INDEXES.spent, match }
  }
  if (paid !== null || ordered === 'yes') {
    const match = { ...PAYERS, lastPaidAt: paid ?? { $gt: new Date(0) } }
    return { order: 'paid', index: INDEXES.paid, match }
  }
  return first === null
    ? { order: 'seen', index: INDEXES.seen, match: LIVING }
    : { order: 'first', index: INDEXES.first, match: { ...LIVING, firstSeenAt: first } }
}

function restOf(conditions: Conditions): Condition[] {
  const { ordered, minNetFen } = conditions
  const [paid, first] = [paidOf(conditions), firstOf(conditions)]
  return [
    ordered === undefined ? [] : { ordersPaid: ordered === 'yes' ? { $gt: 0 } : 0 },
    minNetFen === undefined
      ? []
      : { $expr: { $gte: [{ $subtract: ['$paidFen', '$refundedFen'] }, minNetFen] } },
    paid === null ? [] : { lastPaidAt: paid },
    first === null ? [] : { firstSeenAt: first },
  ].flat()
}

const paidOf = ({ paidFrom, paidUntil }: Conditions) => span(paidFrom, paidUntil)
const firstOf = ({ seenFrom, seenUntil }: Conditions) => span(seenFrom, seenUntil)

function span(from: Date | undefined, until: Date | undefined): Condition | null {
  return from === undefined && until === undefined
    ? null
    : {
        ...(from === undefined ? {} : { $gte: from }),
        ...(until === undefined ? {} : { $lt: until }),
      }
}
