import type { CustomerFact } from '../../../server/modules/customers/facts.domain.js'
import {
  carrierOf,
  distinct,
  identifierKey,
  type IdentifierKey,
  type IdentifierType,
  type SeenIdentifier,
  type Strength,
} from '../../../server/modules/customers/identifier.domain.js'
import type { Recorded } from '../../../server/modules/customers/identity-tally.domain.js'
import {
  RULES,
  type IdentityDecision,
} from '../../../server/modules/customers/resolution/evidence.domain.js'
import { observe } from '../../../server/modules/customers/resolution/observe.domain.js'
import { settle, type Settled } from '../../../server/modules/customers/resolution/settle.domain.js'
import { draftOver, type World } from '../../../server/modules/customers/resolution/world.domain.js'
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

/** Everything is read: what is named is part of the core. */
class Everything extends Set<IdentifierKey> {
  override has(): boolean {
    return true
  }
}

/** One for each identifier, as in a batch of events. */
class FreshIds extends Map<IdentifierKey, Id<'cus'>> {
  override get(key: IdentifierKey): Id<'cus'> {
    return `cus_1_${key}`
  }
}

export type Town = Readonly<{
  world: World
  recorded: Recorded[]
  settled: Settled[]
}>

export function emptyTown(decisions: readonly IdentityDecision[] = []): Town {
  const world: World = {
    identifiers: new Map(),
    links: new Map(),
    linkIds: new Map(),
    customers: new Map(),
    mates: new Map(),
    founded: new Map(),
    decisions,
    core: new Everything(),
    borders: new Set(),
    unread: new Set(),
    freshIds: new FreshIds(),
    rules: RULES,
    today: '2026-03-01',
  }
  return { world, recorded: [], settled: [] }
}

/** Works a fact as an event of its own would; null for one without identifiers. */
export function work(town: Town, fact: CustomerFact): Settled | null {
  const carrier = carrierOf(fact.seen)
  if (carrier === null) {
    return null
  }
  const draft = draftOver(town.world, fact.at)
  const news = observe(draft, fact)
  const settled = news.length === 0 ? null : settle(draft, news)
  draft.commit()
  town.recorded.push({ fact, carrier })
  if (settled !== null) {
    town.settled.push(settled)
  }
  return settled
}

export function townOf(
  facts: readonly CustomerFact[],
  decisions: readonly IdentityDecision[] = [],
): Town {
  const town = emptyTown(decisions)
  facts.forEach((fact) => work(town, fact))
  return town
}

export const ownerOf = ({ world }: Town, key: IdentifierKey): Id<'cus'> | null =>
  world.identifiers.get(key)?.ownerId ?? null

/** Groups of identifiers that one customer owns, in a form that two towns can be compared in. */
export function partition(town: Town): string[] {
  const groups = new Map<string, IdentifierKey[]>()
  for (const key of [...town.world.identifiers.keys()].sort()) {
    const owner = ownerOf(town, key)
    if (owner !== null) {
      groups.set(owner, [...(groups.get(owner) ?? []), key])
    }
  }
  return [...groups.values()].map((group) => group.join(' ')).sort()
}

export const livingOf = ({ world }: Town) =>
  [...world.customers.values()].filter(({ state }) => state === 'living')

export const isTogether = (town: Town, a: SeenIdentifier, b: SeenIdentifier): boolean =>
  ownerOf(town, a.key) !== null && ownerOf(town, a.key) === ownerOf(town, b.key)
