import { invariant } from '../../../platform/errors/index.js'
import { derivedId, type Id } from '../../../platform/ids/index.js'
import { founderRank, isHard, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { keepsFacts, sameParts, type PhonePart } from '../phone-parts.domain.js'
import { componentOf, hasStanding, type Component } from './component.domain.js'
import { partPhones } from './part-phones.domain.js'
import { resolve, type Held, type Resolution } from './resolve.domain.js'
import type { Draft, WorldCustomer, WorldIdentifier } from './world.domain.js'

/** Applying the difference between the stored partition and the resolved one (identity.md 3). Pure. */

export type Move = Readonly<{ key: IdentifierKey; from: Id<'cus'> | null; to: Id<'cus'> | null }>

export type Settled = Readonly<{
  /** The identifiers that were resolved together. */
  keys: readonly IdentifierKey[]
  /** Everybody whose identifiers were looked at: guards of the write. */
  touched: readonly Id<'cus'>[]
  moves: readonly Move[]
  /** Customers that lived and went into another one. */
  merged: readonly Id<'cus'>[]
  /** Customers that lost identifiers to somebody else, and go on. */
  split: readonly Id<'cus'>[]
  /** Phones with facts that are other people's by time from now on, and whoever had or has them. */
  handedOver: readonly IdentifierKey[]
  held: readonly Held[]
  /** Why the difference waits for an operator; null when it was applied. */
  waits: 'too-large' | 'too-many-merges' | null
}>

/** Beyond so many in a day the difference waits: no person is merged that often. */
export const MAX_MERGES_A_DAY = 20

/**
 * Resolves what hangs together with these identifiers and gives everything its owner, in the draft. `isWanted`: an
 * operator asks for it, however often somebody has been merged today; `isCounted`: false where that does not add to the
 * merges of the day.
 */
export function settle(
  draft: Draft,
  seeds: readonly IdentifierKey[],
  { isWanted = false, isCounted = true }: { isWanted?: boolean; isCounted?: boolean } = {},
): Settled {
  const component = componentOf(draft, seeds)
  const { keys } = component
  if (component.isTooLarge) {
    return waiting(draft, { seeds, keys, waits: 'too-large' })
  }
  const { links, decisions } = component
  const resolution = resolve({ identifiers: keys, links, decisions, rules: draft.world.rules })
  const parted = partPhones(draft, component, resolution)
  const plans = plansOf(draft, { component, resolution, parted }).map((plan) =>
    isCounted ? plan : uncounted(draft, plan),
  )
  if (!isWanted && plans.some(({ after }) => after !== null && isTooOften(draft, after))) {
    return waiting(draft, { seeds, keys, waits: 'too-many-merges' })
  }
  const before = keys.map((key) => ({ key, from: draft.identifier(key)?.ownerId ?? null }))
  const living = customersAt(draft, keys).filter(({ state }) => state === 'living')
  for (const plan of plans) {
    apply(draft, plan)
  }
  noteShared(draft, keys, resolution)
  const handedOver = keys.flatMap((key) => concernedBy(draft.identifier(key), parted.get(key)))
  noteParts(draft, keys, parted)
  const moves = before
    .map(({ key, from }): Move => ({ key, from, to: draft.identifier(key)?.ownerId ?? null }))
    .filter(({ from, to }) => from !== to)
  const left = new Set(moves.flatMap(({ from }) => from ?? []))
  const goesOn = ({ customerId }: WorldCustomer) => draft.customer(customerId)?.state === 'living'
  return {
    keys,
    touched: living.map(({ customerId }) => customerId),
    moves,
    merged: living.filter((one) => !goesOn(one)).map(({ customerId }) => customerId),
    split: living.filter((one) => goesOn(one) && left.has(one.customerId)).map((c) => c.customerId),
    handedOver: [...new Set(handedOver)],
    held: resolution.held,
    waits: null,
  }
}

type Plan = Readonly<{
  keys: readonly IdentifierKey[]
  /** Null for what nobody is yet. */
  after: WorldCustomer | null
  /** Ids that lead to `after` from now on. */
  others: readonly WorldCustomer[]
}>

type Parted = ReadonlyMap<IdentifierKey, readonly PhonePart[]>
type Judged = Readonly<{ component: Component; resolution: Resolution; parted: Parted }>

function plansOf(draft: Draft, judged: Judged): Plan[] {
  const own = new Set(judged.component.keys)
  return judged.resolution.groups
    .map((group) => group.filter((key) => own.has(key)))
    .filter((keys) => keys.length > 0)
    .map((keys) => planOf(draft, judged, keys))
}

/** The strongest founder survives, among equals the customer created first; a part without founder gets a new id. */
function planOf(draft: Draft, { component, parted }: Judged, keys: readonly IdentifierKey[]): Plan {
  const candidates = keys.flatMap((key) => draft.foundedBy(key)).sort(strongestFirst)
  const somebody = keys.filter((key) => hasFacts(draft, key, parted) || hasStanding(key, component))
  if (keys.length === 1 && somebody.length === 0) {
    return { keys, after: null, others: candidates }
  }
  const [survivor, ...others] = candidates
  // What is nobody alone founds nobody: taken out again, it would leave an id that leads nowhere.
  const strongest = [...(somebody.length > 0 ? somebody : keys)].sort(byRank)[0]
  invariant(strongest !== undefined, 'a group has identifiers')
  const base = survivor ?? newCustomer(draft, strongest)
  // A customer takes a stronger founder when it gets one.
  const isStronger = founderRank(strongest) < founderRank(base.founderKey)
  const founderKey = isStronger ? strongest : base.founderKey
  const { today } = draft.world
  const swallowed = others.filter(({ state }) => state === 'living').length
  const before = base.merges?.day === today ? base.merges.count : 0
  const merges = swallowed > 0 ? { day: today, count: before + swallowed } : base.merges
  return { keys, after: { ...base, state: 'living', founderKey, merges }, others }
}

/** A phone whose facts have all gone to those who had it has none. */
function hasFacts(draft: Draft, key: IdentifierKey, parted: Parted): boolean {
  const { isCarrier = false, factRuns = [] } = draft.identifier(key) ?? {}
  return isCarrier && keepsFacts(parted.get(key) ?? [], factRuns)
}

function uncounted(draft: Draft, plan: Plan): Plan {
  const { after } = plan
  const merges = after === null ? null : (draft.customer(after.customerId)?.merges ?? null)
  return after === null ? plan : { ...plan, after: { ...after, merges } }
}

const byRank = (a: IdentifierKey, b: IdentifierKey): number =>
  founderRank(a) - founderRank(b) || (a < b ? -1 : 1)

const strongestFirst = (a: WorldCustomer, b: WorldCustomer): number =>
  founderRank(a.founderKey) - founderRank(b.founderKey) ||
  a.createdAt.getTime() - b.createdAt.getTime() ||
  (a.customerId < b.customerId ? -1 : 1)

function newCustomer(draft: Draft, founderKey: IdentifierKey): WorldCustomer {
  let customerId = draft.world.freshIds.get(founderKey)
  invariant(customerId !== undefined, 'an id is prepared for every identifier that may found')
  // What it has founded earlier in the batch may have a stronger founder by now, and goes on.
  while (draft.customer(customerId) !== undefined) {
    customerId = derivedId('cus', customerId)
  }
  return { customerId, founderKey, state: 'living', createdAt: draft.at, merges: null }
}

const isTooOften = (draft: Draft, { merges, customerId }: WorldCustomer): boolean =>
  merges !== null &&
  merges.count > MAX_MERGES_A_DAY &&
  merges.count !== draft.customer(customerId)?.merges?.count

function apply(draft: Draft, { keys, after, others }: Plan): void {
  if (after !== null) {
    draft.setCustomer(after)
  }
  for (const other of others) {
    draft.setCustomer({ ...other, state: after === null ? 'empty' : 'merged' })
  }
  for (const key of keys) {
    const before = draft.identifier(key)
    invariant(before !== undefined, 'what is resolved was read or noted down')
    draft.setIdentifier({ ...before, ownerId: after?.customerId ?? null })
  }
}

/** What a look at the phone or card alone must tell: whether it is one person's. */
function noteShared(draft: Draft, keys: readonly IdentifierKey[], resolution: Resolution): void {
  const { groups, phones, sharedCards } = resolution
  const groupOf = new Map(groups.flatMap((group) => group.map((key) => [key, group] as const)))
  const states = new Map(phones.map((one) => [one.phone, one]))
  const cards = new Set(sharedCards)
  for (const key of new Set(keys)) {
    const before = draft.identifier(key)
    if (before !== undefined && !isHard(typeOfKey(key))) {
      const { state, epochs = [] } = states.get(key) ?? {}
      const claimants = epochs.flatMap((epoch) => epoch.claimants).map((one) => groupOf.get(one))
      const isClaimed = cards.has(key) || new Set(claimants).size > 1
      // An operator's word may have given to one what several claim.
      const isAlone = (groupOf.get(key)?.length ?? 1) === 1
      const isMoved = state === 'moved'
      const isShared = isClaimed && isAlone && !isMoved
      if (before.isMoved !== isMoved || before.isShared !== isShared) {
        draft.setIdentifier({ ...before, isMoved, isShared })
      }
    }
  }
}

function noteParts(draft: Draft, keys: readonly IdentifierKey[], parted: Parted): void {
  for (const key of new Set(keys)) {
    const before = draft.identifier(key)
    const parts = parted.get(key) ?? []
    if (before !== undefined && typeOfKey(key) === 'phone' && !sameParts(before.parts, parts)) {
      draft.setIdentifier({ ...before, parts })
    }
  }
}

/** A phone whose facts change hands without it, and whose hands they are. */
function concernedBy(
  before: WorldIdentifier | undefined,
  after: readonly PhonePart[] = [],
): IdentifierKey[] {
  if (before === undefined || before.factRuns.length === 0 || sameParts(before.parts, after)) {
    return []
  }
  const holders = [...before.parts, ...after].flatMap(({ holder }) => holder ?? [])
  return [before.key, ...holders]
}

function customersAt(draft: Draft, keys: readonly IdentifierKey[]): WorldCustomer[] {
  const owners = keys.flatMap((key) => draft.identifier(key)?.ownerId ?? [])
  const founders = keys.flatMap((key) => draft.foundedBy(key))
  const known = owners.flatMap((id) => draft.customer(id) ?? [])
  return [...new Map([...known, ...founders].map((one) => [one.customerId, one])).values()]
}

type Waiting = Readonly<{
  seeds: readonly IdentifierKey[]
  keys: readonly IdentifierKey[]
  waits: NonNullable<Settled['waits']>
}>

/** Nobody is merged or split; what carries facts and is nobody's gets a customer of its own, so that nothing is lost. */
function waiting(draft: Draft, { seeds, keys, waits }: Waiting): Settled {
  const moves = seeds.flatMap((key): Move[] => {
    const before = draft.identifier(key)
    if (before === undefined || before.ownerId !== null || !before.isCarrier) {
      return []
    }
    const founded = newCustomer(draft, key)
    draft.setCustomer(founded)
    draft.setIdentifier({ ...before, ownerId: founded.customerId })
    return [{ key, from: null, to: founded.customerId }]
  })
  return { keys, touched: [], moves, merged: [], split: [], handedOver: [], held: [], waits }
}
