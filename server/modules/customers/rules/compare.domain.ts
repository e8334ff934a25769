import type { Id } from '../../../platform/ids/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import { settle } from '../resolution/settle.domain.js'
import { draftOver, type World } from '../resolution/world.domain.js'
import { NO_COUNTS, type Counts } from './rules.domain.js'

/** What other rules would make of a customer, by the very function that would do it. Pure. */

/** A customer as it is or would be. New is also one that was merged away and lives again. */
export type SampleSide = Readonly<{ keys: readonly IdentifierKey[]; isFresh: boolean }>
export type Sample = Readonly<{ before: readonly SampleSide[]; after: readonly SampleSide[] }>

export type Comparison = Readonly<{
  counts: Counts
  /** Null for one that stays as it is. */
  sample: Sample | null
}>

type Ownership = ReadonlyMap<IdentifierKey, Id<'cus'> | null>

/**
 * Resolves what hangs together with this customer in a world that was gathered by the rules to try, and throws it away.
 * Counts this customer and nobody else, so that going through all customers counts each of them once.
 */
export function compare(world: World, customerId: Id<'cus'>, at: Date): Comparison {
  const draft = draftOver(world, at)
  const own = draft.identifiersOf(customerId)
  const settled = settle(draft, own, { isWanted: true, isCounted: false })
  if (settled.waits !== null) {
    return { counts: { ...NO_COUNTS, visited: 1, waits: 1 }, sample: null }
  }
  const before: Ownership = new Map(
    settled.keys.map((key) => [key, world.identifiers.get(key)?.ownerId ?? null]),
  )
  const after: Ownership = new Map(
    settled.keys.map((key) => [key, draft.identifier(key)?.ownerId ?? null]),
  )
  const fate = fateOf({ customerId, own, before, after })
  const isGone = draft.customer(customerId)?.state !== 'living'
  const founded = foundedBy({ customerId, before, after }, (id) => isLiving(world, id))
  return {
    counts: {
      ...NO_COUNTS,
      visited: 1,
      [fate]: 1,
      gone: isGone ? 1 : 0,
      founded,
    },
    sample: fate === 'stays' ? null : sampleOf({ before, after }, world),
  }
}

type Sides = Readonly<{ customerId: Id<'cus'>; before: Ownership; after: Ownership }>

/** One that loses an identifier splits, whatever else becomes of it. */
function fateOf({
  customerId,
  own,
  before,
  after,
}: Sides & Readonly<{ own: readonly IdentifierKey[] }>): 'stays' | 'merges' | 'splits' {
  const owners = new Set(own.map((key) => after.get(key) ?? null))
  if (owners.size > 1) {
    return 'splits'
  }
  const [owner] = owners
  const isWithOthers = [...after].some(([key, now]) => {
    const then = before.get(key) ?? null
    return now === owner && now !== null && then !== null && then !== customerId
  })
  return isWithOthers ? 'merges' : 'stays'
}

const isLiving = ({ customers }: World, id: Id<'cus'>): boolean =>
  customers.get(id)?.state === 'living'

/**
 * New customers, and those that live again, are counted with the one who had the first of their identifiers; those whose identifiers were nobody's,
 * with the first of all customers here.
 */
function foundedBy({ customerId, before, after }: Sides, isThere: (id: Id<'cus'>) => boolean) {
  const [first] = [...before.values()].filter((id) => id !== null).sort()
  const whose = new Map<Id<'cus'>, Id<'cus'> | null>()
  for (const key of [...after.keys()].sort()) {
    const now = after.get(key) ?? null
    if (now !== null && !isThere(now)) {
      whose.set(now, whose.get(now) ?? before.get(key) ?? null)
    }
  }
  return [...whose.values()].filter((id) => (id ?? first) === customerId).length
}

function sampleOf({ before, after }: Pick<Sides, 'before' | 'after'>, world: World): Sample {
  return { before: sidesOf(before, world), after: sidesOf(after, world) }
}

function sidesOf(owners: Ownership, world: World): SampleSide[] {
  const groups = new Map<Id<'cus'>, IdentifierKey[]>()
  for (const [key, ownerId] of owners) {
    if (ownerId !== null) {
      groups.set(ownerId, [...(groups.get(ownerId) ?? []), key])
    }
  }
  return [...groups].map(([id, keys]) => ({ keys: keys.sort(), isFresh: !isLiving(world, id) }))
}
