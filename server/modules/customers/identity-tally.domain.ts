import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { isFact, type CounterChange, type CustomerFact, type Profile } from './facts.domain.js'
import type { IdentifierKey, SeenIdentifier } from './identifier.domain.js'
import { isStronger } from './strength.domain.js'

/** What the facts of a batch add up to, per identifier and per customer as it is after the batch. Pure. */

export type Counters = { ordersPaid: number; paidFen: number; refundedFen: number }

/** Sums and first and last moments; adding up is the same in any order. */
export type Tally = {
  counters: Counters
  seen: Span | null
  paid: Span | null
  profile: ProfileTally
}
export type Span = Readonly<{ first: Date; last: Date }>

export type IdentifierTally = Tally & { shown: SeenIdentifier; source: string }

/** Newest by event time per field. */
export type ProfileTally = {
  [Field in keyof Profile]?: Readonly<{ value: NonNullable<Profile[Field]>; at: Date }>
}
export const PROFILE_FIELDS = ['name', 'avatar', 'gender'] as const

export type BatchTally = Readonly<{
  identifiers: ReadonlyMap<IdentifierKey, IdentifierTally>
  customers: ReadonlyMap<Id<'cus'>, Tally>
}>

/** A fact whose owner is decided. */
export type Recorded = Readonly<{ fact: CustomerFact; carrier: SeenIdentifier }>

/**
 * `ownerOf`: after all changes of the batch. `holderAt`: whose the facts of a phone were at a moment, that was one person's
 * first and another's later.
 */
export function tallyOf(
  recorded: readonly Recorded[],
  ownerOf: (key: IdentifierKey) => Id<'cus'> | null,
  holderAt: (key: IdentifierKey, at: Date) => IdentifierKey = (key) => key,
): BatchTally {
  const identifiers = new Map<IdentifierKey, IdentifierTally>()
  const customers = new Map<Id<'cus'>, Tally>()
  for (const { fact, carrier } of recorded) {
    const once = { first: fact.at, last: fact.at }
    const profile = profileOf(fact.profile, fact.at)
    for (const said of fact.seen) {
      // A name that only an untrusted source has used is shown as a suggestion.
      const shown = fact.isTrusted ? said : { ...said, strength: 'suggested' as const }
      const tally = identifiers.get(shown.key) ?? newTally(shown, fact.source)
      tally.shown = isStronger(shown.strength, tally.shown.strength) ? shown : tally.shown
      tally.seen = joinSpans(tally.seen, once)
      identifiers.set(shown.key, tally)
      customerTally(customers, ownerOf(shown.key), once)
    }
    const own = identifiers.get(carrier.key)
    invariant(own !== undefined, 'a carrier is seen')
    own.profile = newerProfile(own.profile, profile)
    addCounters(own, fact.counters)
    const holder = isFact(fact) ? holderAt(carrier.key, fact.at) : carrier.key
    const owner = customerTally(customers, ownerOf(holder), once)
    invariant(owner !== null || !isFact(fact), 'what carries facts is owned')
    if (owner !== null) {
      // A name that a till knows the number by is not the name of whoever had it once.
      owner.profile = holder === carrier.key ? newerProfile(owner.profile, profile) : owner.profile
      addCounters(owner, fact.counters)
    }
  }
  return { identifiers, customers }
}

const newTally = (shown: SeenIdentifier, source: string): IdentifierTally => ({
  counters: NO_COUNTERS,
  seen: null,
  paid: null,
  profile: {},
  shown,
  source,
})

const NO_COUNTERS: Counters = { ordersPaid: 0, paidFen: 0, refundedFen: 0 }

export const emptyTally = (): Tally => ({
  counters: { ordersPaid: 0, paidFen: 0, refundedFen: 0 },
  seen: null,
  paid: null,
  profile: {},
})

/** Whose identifier is seen is seen. */
function customerTally(
  customers: Map<Id<'cus'>, Tally>,
  id: Id<'cus'> | null,
  once: Span,
): Tally | null {
  if (id === null) {
    return null
  }
  const tally = customers.get(id) ?? emptyTally()
  tally.seen = joinSpans(tally.seen, once)
  customers.set(id, tally)
  return tally
}

export function addCounters(tally: Tally, change: CounterChange | undefined): void {
  if (change === undefined) {
    return
  }
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
  if (a === null || b === null || a === b) {
    return a ?? b
  }
  return {
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
  }
}

/** Both together: what a customer is who has both. */
export const joinTallies = (a: Tally, b: Tally): Tally => ({
  counters: addUp(a.counters, b.counters),
  seen: joinSpans(a.seen, b.seen),
  paid: joinSpans(a.paid, b.paid),
  profile: newerProfile(a.profile, b.profile),
})

function profileOf(profile: Profile | undefined, at: Date): ProfileTally {
  const told: ProfileTally = {}
  for (const field of PROFILE_FIELDS) {
    const value = profile?.[field]
    if (value !== undefined) {
      Object.assign(told, { [field]: { value, at } })
    }
  }
  return told
}

/** On a tie the greater value, so that any order gives the same. */
export function newerProfile(before: ProfileTally, after: ProfileTally): ProfileTally {
  const newer = { ...before }
  for (const field of PROFILE_FIELDS) {
    const old = before[field]
    const young = after[field]
    if (young !== undefined && (old === undefined || !isNewer(old, young))) {
      Object.assign(newer, { [field]: young })
    }
  }
  return newer
}

type Told = Readonly<{ value: string; at: Date }>

/** Does the first of two outdo the second? */
export const isNewer = (one: Told, other: Told): boolean =>
  one.at.getTime() === other.at.getTime() ? one.value > other.value : one.at > other.at
