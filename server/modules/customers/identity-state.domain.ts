import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import {
  founderRank,
  isHard,
  slotOf,
  type IdentifierKey,
  type SeenIdentifier,
} from './identifier.domain.js'

/** Who is who, as far as it was read, and the three moves that change it. Pure but for the layer it is given. */

export const MAX_IDENTIFIERS = 50

export type KnownCustomer = Readonly<{
  customerId: Id<'cus'>
  founderKey: IdentifierKey
  createdAt: Date
  identifierCount: number
  /** Hard slots taken, all of them. */
  slots: ReadonlyMap<string, IdentifierKey>
}>

/**
 * What was gathered, with layers over it: a decision works on its own layer, so that it can be thrown away. Customers
 * are here as a whole or not at all: whoever might be joined must have been read with every hard slot.
 */
export type IdentityState = Readonly<{
  owners: Map<IdentifierKey, Id<'cus'> | null>
  customers: Map<Id<'cus'>, KnownCustomer>
  mergedInto: Map<Id<'cus'>, Id<'cus'>>
  /** An id for each identifier that may found a customer: deciding draws nothing at random. */
  freshIds: ReadonlyMap<IdentifierKey, Id<'cus'>>
  below: IdentityState | null
}>

export type Move =
  | Readonly<{ kind: 'found'; customerId: Id<'cus'>; founder: SeenIdentifier; at: Date }>
  | Readonly<{ kind: 'attach'; customerId: Id<'cus'>; identifier: SeenIdentifier }>
  | Readonly<{ kind: 'merge'; survivorId: Id<'cus'>; loserId: Id<'cus'> }>

export const layerOver = (below: IdentityState): IdentityState => ({
  owners: new Map(),
  customers: new Map(),
  mergedInto: new Map(),
  freshIds: below.freshIds,
  below,
})

/** Whose identifier it is after all merges so far; null while it is only mentioned, or unknown. */
export function ownerOf(state: IdentityState, key: IdentifierKey): Id<'cus'> | null {
  const owner = lookUp(state, (layer) => layer.owners.get(key)) ?? null
  return owner === null ? null : survivorOf(state, owner)
}

export function survivorOf(state: IdentityState, customerId: Id<'cus'>): Id<'cus'> {
  const next = lookUp(state, (layer) => layer.mergedInto.get(customerId))
  return next === undefined ? customerId : survivorOf(state, next)
}

export function customerOf(state: IdentityState, customerId: Id<'cus'>): KnownCustomer {
  const customer = lookUp(state, (layer) => layer.customers.get(customerId))
  invariant(customer !== undefined, 'a customer that may be joined was read with all its slots')
  return customer
}

function lookUp<Value>(
  state: IdentityState,
  read: (layer: IdentityState) => Value | undefined,
): Value | undefined {
  const here = read(state)
  return here !== undefined || state.below === null ? here : lookUp(state.below, read)
}

/** Makes the move in this layer. */
export function move(state: IdentityState, step: Move): void {
  switch (step.kind) {
    case 'found':
      return found(state, step)
    case 'attach':
      return attach(state, step)
    default:
      return merge(state, step)
  }
}

function found(state: IdentityState, { customerId, founder, at }: Move & { kind: 'found' }): void {
  const slots = new Map(isHard(founder.type) ? [[slotOf(founder), founder.key]] : [])
  const { key: founderKey } = founder
  state.owners.set(founderKey, customerId)
  const customer = { customerId, founderKey, createdAt: at, identifierCount: 1, slots }
  state.customers.set(customerId, customer)
}

function attach(state: IdentityState, { customerId, identifier }: Move & { kind: 'attach' }): void {
  const customer = customerOf(state, customerId)
  const { key } = identifier
  state.owners.set(key, customerId)
  state.customers.set(customerId, {
    ...customer,
    // A customer takes a stronger founder when it gets one (identity.md 3, survivor).
    founderKey: founderRank(key) < founderRank(customer.founderKey) ? key : customer.founderKey,
    identifierCount: customer.identifierCount + 1,
    slots: new Map([...customer.slots, [slotOf(identifier), key]]),
  })
}

function merge(state: IdentityState, { survivorId, loserId }: Move & { kind: 'merge' }): void {
  const survivor = customerOf(state, survivorId)
  const loser = customerOf(state, loserId)
  state.mergedInto.set(loserId, survivorId)
  state.customers.set(survivorId, {
    ...survivor,
    identifierCount: survivor.identifierCount + loser.identifierCount,
    slots: new Map([...survivor.slots, ...loser.slots]),
  })
}

export function hasRoomFor(customer: KnownCustomer, identifier: SeenIdentifier): boolean {
  const taken = customer.slots.get(slotOf(identifier))
  const isSlotFree = taken === undefined || taken === identifier.key
  return isSlotFree && customer.identifierCount < MAX_IDENTIFIERS
}

export function areCompatible(a: KnownCustomer, b: KnownCustomer): boolean {
  const isSlotTakenTwice = [...a.slots].some(([slot, key]) => (b.slots.get(slot) ?? key) !== key)
  return !isSlotTakenTwice && a.identifierCount + b.identifierCount <= MAX_IDENTIFIERS
}

/** The strongest founder survives, among equals the customer created first (identity.md 3). */
export function survivorFirst(a: KnownCustomer, b: KnownCustomer): [KnownCustomer, KnownCustomer] {
  const rank = founderRank(a.founderKey) - founderRank(b.founderKey)
  const age = a.createdAt.getTime() - b.createdAt.getTime()
  const tie = a.customerId < b.customerId ? -1 : 1
  return (rank || age || tie) < 0 ? [a, b] : [b, a]
}
