import {
  applyIdentity,
  decideIdentity,
  type IdentityChange,
} from '../../../server/modules/customers/identity.domain.js'
import type { CustomerFact } from '../../../server/modules/customers/facts.domain.js'
import {
  distinct,
  identifierKey,
  type IdentifierKey,
  type IdentifierType,
  type SeenIdentifier,
  type Strength,
} from '../../../server/modules/customers/identifier.domain.js'
import {
  ownerOf,
  type IdentityState,
} from '../../../server/modules/customers/identity-state.domain.js'
import type { Id } from '../../../server/platform/ids/index.js'

/** A small world in memory: facts in, who is who out. */

export const NOON = new Date('2026-03-01T12:00:00+08:00')

export function seen(
  type: IdentifierType,
  scope: string,
  value: string,
  strength: Strength = 'proved',
): SeenIdentifier {
  return { key: identifierKey(type, scope, value), type, scope, value, strength }
}
export const unionid = (value: string) => seen('unionid', 'main', value)
export const openid = (value: string, appid = 'wx1') => seen('openid', appid, value)
export const contact = (value: string) => seen('external_userid', 'ww1', value)
export const phone = (value: string) => ({
  ...seen('phone', 'cn', value, 'verified'),
  phoneTail: value.slice(-4),
})
export const card = (value: string) => seen('member_no', 'pos', value, 'verified')

export function factOf(
  identifiers: readonly SeenIdentifier[],
  fields: Partial<CustomerFact> = {},
): CustomerFact {
  const seen = distinct(identifiers)
  return { kind: 'mini-login', isTrusted: true, at: NOON, source: 'mini', ...fields, seen }
}

export type World = { state: IdentityState; changes: IdentityChange[]; keys: Set<IdentifierKey> }

export function emptyWorld(): World {
  const state: IdentityState = {
    owners: new Map(),
    customers: new Map(),
    mergedInto: new Map(),
    freshIds: new Map(),
    below: null,
  }
  return { state, changes: [], keys: new Set() }
}

/** Works a fact as a batch of its own would. */
export function work(world: World, fact: CustomerFact): IdentityChange | null {
  const ids = fact.seen.map(({ key }): [IdentifierKey, Id<'cus'>] => [
    key,
    `cus_${world.changes.length}_${key}`,
  ])
  const state = { ...world.state, freshIds: new Map(ids) }
  const change = decideIdentity(fact, state)
  fact.seen.forEach(({ key }) => world.keys.add(key))
  if (change !== null) {
    applyIdentity(state, change)
    world.changes.push(change)
  }
  return change
}

export function worldOf(facts: readonly CustomerFact[]): World {
  const world = emptyWorld()
  facts.forEach((fact) => work(world, fact))
  return world
}

/** Groups of identifiers that one customer owns, in a form that two worlds can be compared in. */
export function partition({ state, keys }: World): string[] {
  const groups = new Map<string, IdentifierKey[]>()
  for (const key of [...keys].sort()) {
    const owner = ownerOf(state, key)
    if (owner !== null) {
      groups.set(owner, [...(groups.get(owner) ?? []), key])
    }
  }
  return [...groups.values()].map((group) => group.join(' ')).sort()
}

export const isTogether = ({ state }: World, a: SeenIdentifier, b: SeenIdentifier): boolean =>
  ownerOf(state, a.key) !== null && ownerOf(state, a.key) === ownerOf(state, b.key)
