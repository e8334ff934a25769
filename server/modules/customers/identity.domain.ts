import type { Id } from '../../platform/ids/index.js'
import type { CustomerFact } from './facts.js'
import {
  carrierOf,
  founderRank,
  isHard,
  slotOf,
  type IdentifierKey,
  type SeenIdentifier,
} from './identifier.domain.js'

/**
 * Joining by what WeChat proved and trusted sources relayed (identity.md 2.1, steps 1 and 2, as far as one new link at a
 * time can tell). Phones and member numbers are stored and join nothing. A link that would break a limit is held.
 */

export const MAX_IDENTIFIERS = 50

export type KnownIdentifier = { readonly key: IdentifierKey; ownerId: Id<'cus'> | null }

export type KnownCustomer = {
  readonly customerId: Id<'cus'>
  founderKey: IdentifierKey
  readonly createdAt: Date
  identifierCount: number
  /** Hard slots taken; loaded for every customer that this batch might join. */
  readonly slots: Map<string, IdentifierKey>
}

/** What was gathered, changed in place from event to event of a batch. */
export type IdentityState = {
  readonly identifiers: Map<IdentifierKey, KnownIdentifier>
  readonly customers: Map<Id<'cus'>, KnownCustomer>
  /** A fresh id for each fact that may need a customer of its own: deciding draws nothing at random. */
  readonly freshIds: ReadonlyMap<CustomerFact, Id<'cus'>>
}

export type Link = Readonly<{ a: SeenIdentifier; b: SeenIdentifier; isHeld: boolean }>
export type Attachment = Readonly<{ identifier: SeenIdentifier; customerId: Id<'cus'> }>
export type Merge = Readonly<{ survivorId: Id<'cus'>; loserId: Id<'cus'> }>

/** What one fact changes about who is who. */
export type IdentityChange = Readonly<{
  fact: CustomerFact
  carrier: SeenIdentifier
  created: { readonly customerId: Id<'cus'>; readonly founder: SeenIdentifier } | null
  attached: readonly Attachment[]
  merged: readonly Merge[]
  links: readonly Link[]
}>

type Move =
  | Readonly<{ kind: 'attach'; attachment: Attachment }>
  | Readonly<{ kind: 'merge'; merge: Merge }>
  | Readonly<{ kind: 'together' | 'open' | 'held' }>

/** Null for a fact without identifiers: it has no owner. */
export function decideIdentity(fact: CustomerFact, state: IdentityState): IdentityChange | null {
  const carrier = carrierOf(fact.seen)
  if (carrier === null) {
    return null
  }
  const pairs = joiningPairs(fact)
  if (pairs.length === 0) {
    const created = ownerOf(state, carrier) === null ? foundedBy(carrier, state, fact) : null
    return { fact, carrier, created, attached: [], merged: [], links: linksOf(fact, new Set()) }
  }
  return decideJoins(fact, carrier, pairs, state)
}

function decideJoins(
  fact: CustomerFact,
  carrier: SeenIdentifier,
  pairs: readonly Pair[],
  state: IdentityState,
): IdentityChange {
  const draft = draftOf(state)
  const attached: Attachment[] = []
  const merged: Merge[] = []
  const held = new Set<string>()
  const follow = () => {
    for (const [a, b] of pairs) {
      const move = judge(draft, a, b)
      if (move.kind === 'attach') {
        attached.push(move.attachment)
        attach(draft, move.attachment)
      } else if (move.kind === 'merge') {
        merged.push(move.merge)
        merge(draft, move.merge)
      } else if (move.kind === 'held') {
        held.add(pairId(a, b))
      }
    }
  }
  follow()
  let created: IdentityChange['created'] = null
  if (ownerOf(draft, carrier) === null) {
    created = foundedBy(carrier, state, fact)
    create(draft, created.customerId, carrier, fact.at)
    follow()
  }
  return { fact, carrier, created, attached, merged, links: linksOf(fact, held) }
}

const linksOf = ({ seen }: CustomerFact, held: ReadonlySet<string>): Link[] =>
  allPairs(seen).map(([a, b]) => ({ a, b, isHeld: held.has(pairId(a, b)) }))

const foundedBy = (founder: SeenIdentifier, state: IdentityState, fact: CustomerFact) => ({
  customerId: freshIdOf(state, fact),
  founder,
})

/** The state after a change; works in place. */
export function applyIdentity(state: IdentityState, change: IdentityChange): IdentityState {
  if (change.created !== null) {
    create(state, change.created.customerId, change.created.founder, change.fact.at)
  }
  change.attached.forEach((attachment) => attach(state, attachment))
  change.merged.forEach((pair) => merge(state, pair))
  return state
}

type Pair = readonly [SeenIdentifier, SeenIdentifier]
type World = Pick<IdentityState, 'identifiers' | 'customers'>

function judge(world: World, a: SeenIdentifier, b: SeenIdentifier): Move {
  const ownerA = ownerOf(world, a)
  const ownerB = ownerOf(world, b)
  if (ownerA === null && ownerB === null) {
    return { kind: 'open' }
  }
  if (ownerA === null || ownerB === null) {
    const [customer, identifier] = ownerA === null ? [ownerB, a] : [ownerA, b]
    return customer !== null && hasRoomFor(customer, identifier)
      ? { kind: 'attach', attachment: { identifier, customerId: customer.customerId } }
      : { kind: 'held' }
  }
  if (ownerA === ownerB) {
    return { kind: 'together' }
  }
  return areCompatible(ownerA, ownerB)
    ? { kind: 'merge', merge: survivorFirst(ownerA, ownerB) }
    : { kind: 'held' }
}

function hasRoomFor(customer: KnownCustomer, identifier: SeenIdentifier): boolean {
  const taken = customer.slots.get(slotOf(identifier))
  return (
    customer.identifierCount < MAX_IDENTIFIERS && (taken === undefined || taken === identifier.key)
  )
}

function areCompatible(a: KnownCustomer, b: KnownCustomer): boolean {
  const sameSlot = [...a.slots].some(([slot, key]) => (b.slots.get(slot) ?? key) !== key)
  return !sameSlot && a.identifierCount + b.identifierCount <= MAX_IDENTIFIERS
}

/** The strongest founder survives, among equals the customer created first (identity.md 3). */
function survivorFirst(a: KnownCustomer, b: KnownCustomer): Merge {
  const rank = founderRank(a.founderKey) - founderRank(b.founderKey)
  const age = a.createdAt.getTime() - b.createdAt.getTime()
  const tie = a.customerId < b.customerId ? -1 : 1
  const isAFirst = (rank || age || tie) < 0
  return isAFirst
    ? { survivorId: a.customerId, loserId: b.customerId }
    : { survivorId: b.customerId, loserId: a.customerId }
}

/**
 * The pairs that join: a unionid with an openid or a contact, when WeChat proved it to us or a trusted source said it.
 * From an untrusted source they only suggest.
 */
function joiningPairs({ seen, isTrusted }: CustomerFact): Pair[] {
  return allPairs(seen).filter(
    ([a, b]) =>
      isTrusted &&
      isHard(a.type) &&
      isHard(b.type) &&
      (a.type === 'unionid') !== (b.type === 'unionid'),
  )
}

function allPairs(seen: readonly SeenIdentifier[]): Pair[] {
  const sorted = [...seen].sort((x, y) => (x.key < y.key ? -1 : 1))
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b): Pair => [a, b]))
}

const pairId = (a: SeenIdentifier, b: SeenIdentifier): string => [a.key, b.key].sort().join('|')

function ownerOf(world: World, { key }: SeenIdentifier): KnownCustomer | null {
  const ownerId = world.identifiers.get(key)?.ownerId ?? null
  return ownerId === null ? null : (world.customers.get(ownerId) ?? null)
}

function create(world: World, customerId: Id<'cus'>, founder: SeenIdentifier, at: Date): void {
  const slots = new Map(isHard(founder.type) ? [[slotOf(founder), founder.key]] : [])
  world.identifiers.set(founder.key, { key: founder.key, ownerId: customerId })
  world.customers.set(customerId, {
    customerId,
    founderKey: founder.key,
    createdAt: at,
    identifierCount: 1,
    slots,
  })
}

function attach(world: World, { identifier, customerId }: Attachment): void {
  const customer = world.customers.get(customerId)
  if (customer === undefined) {
    return
  }
  world.identifiers.set(identifier.key, { key: identifier.key, ownerId: customerId })
  customer.identifierCount += 1
  customer.slots.set(slotOf(identifier), identifier.key)
  if (founderRank(identifier.key) < founderRank(customer.founderKey)) {
    customer.founderKey = identifier.key
  }
}

function merge(world: World, { survivorId, loserId }: Merge): void {
  const survivor = world.customers.get(survivorId)
  const loser = world.customers.get(loserId)
  if (survivor === undefined || loser === undefined) {
    return
  }
  for (const identifier of world.identifiers.values()) {
    if (identifier.ownerId === loserId) {
      identifier.ownerId = survivorId
    }
  }
  loser.slots.forEach((key, slot) => survivor.slots.set(slot, key))
  survivor.identifierCount += loser.identifierCount
  world.customers.delete(loserId)
}

/** A copy deep enough that deciding leaves the gathered state as it is. */
function draftOf({ identifiers, customers }: World): World {
  return {
    identifiers: new Map([...identifiers].map(([key, value]) => [key, { ...value }])),
    customers: new Map(
      [...customers].map(([id, value]) => [id, { ...value, slots: new Map(value.slots) }]),
    ),
  }
}

function freshIdOf(state: IdentityState, fact: CustomerFact): Id<'cus'> {
  const id = state.freshIds.get(fact)
  if (id === undefined) {
    throw new Error('gather prepares an id for every fact')
  }
  return id
}
