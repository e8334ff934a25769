import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { CounterChange, Profile } from './facts.domain.js'
import type { IdentifierKey, SeenIdentifier } from './identifier.domain.js'
import type { IdentityChange } from './identity.domain.js'
import { ownerOf, survivorOf, type IdentityState } from './identity-state.domain.js'
import { isStronger } from './strength.domain.js'

/** What the facts of a batch add up to, per identifier and per customer as it is after the batch. Pure. */

export type Counters = { ordersPaid: number; paidFen: number; refundedFen: number }

/** Sums and first and last moments; adding up is the same in any order. */
export type Tally = {
  counters: Counters
  seen: Span | null
  paid: Span | null
}
export type Span = Readonly<{ first: Date; last: Date }>

export type IdentifierTally = Tally & { shown: SeenIdentifier; source: string }

/** Newest by event time per field. */
export type ProfileTally = {
  [Field in keyof Profile]?: Readonly<{ value: NonNullable<Profile[Field]>; at: Date }>
}
export type CustomerTally = Tally & { profile: ProfileTally }

export type BatchTally = Readonly<{
  identifiers: ReadonlyMap<IdentifierKey, IdentifierTally>
  customers: ReadonlyMap<Id<'cus'>, CustomerTally>
}>

/** `state`: after all changes. */
export function tallyOf(changes: readonly IdentityChange[], state: IdentityState): BatchTally {
  const identifiers = new Map<IdentifierKey, IdentifierTally>()
  const customers = new Map<Id<'cus'>, CustomerTally>()
  for (const { fact, carrier, moves } of changes) {
    const once = { first: fact.at, last: fact.at }
    for (const shown of fact.seen) {
      const tally = identifiers.get(shown.key) ?? { ...emptyTally(), shown, source: fact.source }
      tally.shown = isStronger(shown.strength, tally.shown.strength) ? shown : tally.shown
      tally.seen = joinSpans(tally.seen, once)
      identifiers.set(shown.key, tally)
    }
    for (const step of moves) {
      // One that was founded for an identifier held apart has no facts, but was seen.
      const touched = step.kind === 'merge' ? step.survivorId : step.customerId
      const tally = customerTally(customers, survivorOf(state, touched))
      tally.seen = step.kind === 'found' ? joinSpans(tally.seen, once) : tally.seen
    }
    const owner = ownerOf(state, carrier.key)
    const own = identifiers.get(carrier.key)
    invariant(owner !== null && own !== undefined, 'a carrier is seen and owned')
    const customer = customerTally(customers, owner)
    customer.seen = joinSpans(customer.seen, once)
    customer.profile = newerProfile(customer.profile, profileOf(fact.profile, fact.at))
    addCounters(own, fact.counters)
    addCounters(customer, fact.counters)
  }
  return { identifiers, customers }
}

const emptyTally = (): Tally => ({
  counters: { ordersPaid: 0, paidFen: 0, refundedFen: 0 },
  seen: null,
  paid: null,
})

function customerTally(customers: Map<Id<'cus'>, CustomerTally>, id: Id<'cus'>): CustomerTally {
  const tally = customers.get(id) ?? { ...emptyTally(), profile: {} }
  customers.set(id, tally)
  return tally
}

function addCounters(tally: Tally, change: CounterChange = {}): void {
  const { ordersPaid = 0, paidFen = 0, refundedFen = 0, paidAt } = change
  tally.counters = addUp(tally.counters, { ordersPaid, paidFen, refundedFen })
  tally.paid = joinSpans(tally.paid, paidAt === undefined ? null : { first: paidAt, last: paidAt })
}

const addUp = (a: Counters, b: Counters): Counters => ({
  ordersPaid: a.ordersPaid + b.ordersPaid,
  paidFen: a.paidFen + b.paidFen,
  refundedFen: a.refundedFen + b.refundedFen,
})

export function joinSpans(a: Span | null, b: Span | null): Span | null {
  if (a === null || b === null) {
    return a ?? b
  }
  return {
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
  }
}

/** Both together: what a merge leaves behind. */
export const joinTallies = (a: CustomerTally, b: CustomerTally): CustomerTally => ({
  counters: addUp(a.counters, b.counters),
  seen: joinSpans(a.seen, b.seen),
  paid: joinSpans(a.paid, b.paid),
  profile: newerProfile(a.profile, b.profile),
})

function profileOf(profile: Profile | undefined, at: Date): ProfileTally {
  const given = Object.entries(profile ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([field, value]) => [field, { value, at }]))
}

/** On a tie the later told one. */
function newerProfile(before: ProfileTally, after: ProfileTally): ProfileTally {
  const newer = { ...before, ...after }
  for (const field of ['name', 'avatar', 'gender'] as const) {
    const [old, young] = [before[field], after[field]]
    if (old !== undefined && young !== undefined && old.at > young.at) {
      Object.assign(newer, { [field]: old })
    }
  }
  return newer
}
