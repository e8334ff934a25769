import type { Id } from '../../../platform/ids/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Run } from '../link-runs.domain.js'
import type { StoredLink } from '../links.domain.js'
import type { PhonePart } from '../phone-parts.domain.js'
import type { IdentityDecision, ResolutionRules } from './evidence.domain.js'

/** The part of the world that some events touch, as it was read, with drafts over it (identity.md 3). Pure. */

export type WorldIdentifier = Readonly<{
  key: IdentifierKey
  /** Null while it is only mentioned. */
  ownerId: Id<'cus'> | null
  /** Do facts hang on it? */
  isCarrier: boolean
  /** How many links end here. */
  degree: number
  /** A phone that is judged by epochs. */
  isMoved: boolean
  /** A phone or card that several claim: it joins nobody. */
  isShared: boolean
  /** Whose the facts of a phone are, by time; empty where they are all its owner's. */
  parts: readonly PhonePart[]
  /** When there were facts of a phone alone. */
  factRuns: readonly Run[]
}>

export type WorldCustomer = Readonly<{
  customerId: Id<'cus'>
  founderKey: IdentifierKey
  state: 'living' | 'merged' | 'empty'
  createdAt: Date
  /** How many others it has swallowed on its last such day. */
  merges: Readonly<{ day: string; count: number }> | null
}>

export type World = Readonly<{
  identifiers: Map<IdentifierKey, WorldIdentifier>
  links: Map<string, StoredLink>
  linkIds: Map<IdentifierKey, Set<string>>
  customers: Map<Id<'cus'>, WorldCustomer>
  /** Whose identifiers they were when they were read, or became since. */
  mates: Map<Id<'cus'>, Set<IdentifierKey>>
  founded: Map<IdentifierKey, Set<Id<'cus'>>>
  decisions: readonly IdentityDecision[]
  /** What is known completely: everything that could join it is here, too. Others are only named. */
  core: ReadonlySet<IdentifierKey>
  /** Phones and cards of so many that they join nobody: a search for what belongs together ends at them. */
  borders: ReadonlySet<IdentifierKey>
  /** Parts of something too large to be read. */
  unread: ReadonlySet<IdentifierKey>
  /** An id for each identifier that may found a customer: deciding draws nothing at random. */
  freshIds: ReadonlyMap<IdentifierKey, Id<'cus'>>
  rules: ResolutionRules
  /** The business day. */
  today: string
}>

export type Draft = ReturnType<typeof draftOver>

/**
 * A layer over the world: what one event changes, until it is committed or thrown away. `at`: when it happened; a customer
 * that it founds was created then.
 */
export function draftOver(world: World, at: Date) {
  const identifiers = new Map<IdentifierKey, WorldIdentifier>()
  /** Null: taken out. */
  const links = new Map<string, StoredLink | null>()
  const linkIds = new Map<IdentifierKey, Set<string>>()
  const customers = new Map<Id<'cus'>, WorldCustomer>()
  const mates = new Map<Id<'cus'>, Set<IdentifierKey>>()
  const founded = new Map<IdentifierKey, Set<Id<'cus'>>>()

  const customer = (id: Id<'cus'>) => customers.get(id) ?? world.customers.get(id)
  const identifier = (key: IdentifierKey) => identifiers.get(key) ?? world.identifiers.get(key)
  const link = (id: string): StoredLink | undefined => {
    const changed = links.get(id)
    return changed === undefined ? world.links.get(id) : (changed ?? undefined)
  }

  return {
    world,
    at,
    link,
    customer,
    identifier,
    /** The identifiers of a customer, as far as they were read. */
    identifiersOf: (id: Id<'cus'>): IdentifierKey[] =>
      [...both(world.mates, mates, id)].filter((key) => identifier(key)?.ownerId === id),
    linksOf: (key: IdentifierKey): StoredLink[] =>
      [...both(world.linkIds, linkIds, key)].flatMap((id) => link(id) ?? []),
    /** Customers, living or not, that this identifier founded. */
    foundedBy: (key: IdentifierKey): WorldCustomer[] =>
      [...both(world.founded, founded, key)].flatMap((id) => {
        const one = customer(id)
        return one?.founderKey === key ? one : []
      }),
    setIdentifier(one: WorldIdentifier) {
      identifiers.set(one.key, one)
      if (one.ownerId !== null) {
        addTo(mates, one.ownerId, one.key)
      }
    },
    setLink(one: StoredLink) {
      links.set(one._id, one)
      addTo(linkIds, one.a, one._id)
      addTo(linkIds, one.b, one._id)
    },
    /** Nothing shows it any more. */
    dropLink: (id: string) => void links.set(id, null),
    setCustomer(one: WorldCustomer) {
      customers.set(one.customerId, one)
      addTo(founded, one.founderKey, one.customerId)
    },
    /** Writes the layer into the world. */
    commit() {
      identifiers.forEach((one, key) => world.identifiers.set(key, one))
      links.forEach((one, id) => (one === null ? world.links.delete(id) : world.links.set(id, one)))
      customers.forEach((one, id) => world.customers.set(id, one))
      mates.forEach((keys, id) => keys.forEach((key) => addTo(world.mates, id, key)))
      linkIds.forEach((ids, key) => ids.forEach((id) => addTo(world.linkIds, key, id)))
      founded.forEach((ids, key) => ids.forEach((id) => addTo(world.founded, key, id)))
    },
  }
}

export function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key)
  if (set === undefined) {
    sets.set(key, new Set([value]))
  } else {
    set.add(value)
  }
}

function both<Key, Value>(
  below: ReadonlyMap<Key, ReadonlySet<Value>>,
  above: ReadonlyMap<Key, ReadonlySet<Value>>,
  key: Key,
): Iterable<Value> {
  const low = below.get(key)
  const high = above.get(key)
  return low === undefined || high === undefined ? (low ?? high ?? []) : new Set([...low, ...high])
}

/** The keys that a decision names. */
export function keysOfDecision(decision: IdentityDecision): IdentifierKey[] {
  switch (decision.kind) {
    case 'same':
    case 'never':
      return [decision.a, decision.b]
    case 'detach':
      return [decision.key]
    case 'phone-shared':
    case 'phone-epochs':
      return [decision.phone]
    default:
      return [decision.phone, decision.to]
  }
}
