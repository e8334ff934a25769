import type { IdentifierKey } from '../identifier.domain.js'
import {
  partsOf,
  type IdentityDecision,
  type JudgedLink,
  type ResolutionRules,
} from './evidence.domain.js'
import { groupsOf, pairName, type Groups, type Join } from './groups.domain.js'
import { joinPhones, type PhoneState } from './phones.domain.js'
import { resolvePlainPair } from './plain-pair.domain.js'
import { joinProved, joinRelayed, reasonOf } from './proved.domain.js'

export type Held = Readonly<{
  step: 'proved' | 'relayed' | 'same' | 'member-number' | 'phone'
  /** The identifiers of the join that was not made. */
  keys: readonly IdentifierKey[]
}>

export type Resolution = Readonly<{
  /** Groups of identifiers, each one customer; every identifier is in exactly one. In order. */
  groups: readonly (readonly IdentifierKey[])[]
  /** What contradicts itself: nothing is guessed, a person decides. */
  held: readonly Held[]
  phones: readonly PhoneState[]
  /** Member numbers that several customers claim: they join nobody. */
  sharedCards: readonly IdentifierKey[]
}>

type World = Readonly<{
  identifiers: Iterable<IdentifierKey>
  links: readonly JudgedLink[]
  decisions: readonly IdentityDecision[]
  rules: ResolutionRules
}>

/**
 * Who is who: groups the identifiers by what is known, exactly as identity.md 2.1 says. The same for any order and any
 * repetition of links and decisions. No group has two values in a hard slot, a pair declared *never*, or more than
 * `maxIdentifiers`.
 */
export function resolve({ identifiers, ...said }: World): Resolution {
  const world = { ...said, identifiers: [...identifiers] }
  return resolvePlainPair(world) ?? resolveAll(world)
}

function resolveAll({ identifiers, links, decisions, rules }: World): Resolution {
  const never = pairsOf(decisions, 'never')
  const known = new Set([...identifiers, ...links.flatMap(({ a, b }) => [a, b])])
  const groups = groupsOf([...known].sort(), { rules, never })
  const detached = new Set(decisions.flatMap((d) => (d.kind === 'detach' ? [d.key] : [])))
  const automatic = links
    .filter(({ a, b }) => !detached.has(a) && !detached.has(b))
    .toSorted((x, y) => (reasonOf(x) < reasonOf(y) ? -1 : 1))
  const of = (standing: JudgedLink['standing']) =>
    automatic.filter((link) => link.standing === standing && isBetweenHard(link))

  const proved = joinProved(groups, of('proved'), never)
  const isOut = contested(proved, decisions)
  // What an operator has declared two people is settled: it waits for nobody, and holds up no rival.
  const relayed = joinRelayed(
    groups,
    of('relayed').filter(({ a, b }) => !isOut(a) && !isOut(b) && !never.has(pairName(a, b))),
  )
  const sames = decisions.flatMap((d) =>
    d.kind === 'same' && known.has(d.a) && known.has(d.b)
      ? [{ reason: pairName(d.a, d.b), keys: [d.a, d.b].sort() }]
      : [],
  )
  const refused = groups.join(once(sames))
  const soft = automatic.filter(({ a, b }) => !isOut(a) && !isOut(b))
  const cards = joinMemberNumbers(groups, soft, rules)
  const phones = joinPhones({ groups, rules, links: soft, shownBy: links, decisions })
  return {
    groups: groups.all().map(({ keys }) => [...keys].sort()),
    held: [
      ...proved.map(({ a, b }): Held => ({ step: 'proved', keys: [a, b].sort() })),
      ...relayed.map(({ a, b }): Held => ({ step: 'relayed', keys: [a, b].sort() })),
      ...once(sames).flatMap(({ reason, keys }): Held[] =>
        refused.has(reason) ? [{ step: 'same', keys }] : [],
      ),
      ...cards.held.filter((one) => !isParted(one, groups, never)),
      ...heldPhones(phones, { groups, rules, decisions }).filter(
        (one) => !isParted(one, groups, never),
      ),
    ],
    phones,
    sharedCards: cards.shared,
  }
}

/** An openid or contact with a held link takes no part in what follows until an operator has spoken about it. */
function contested(
  held: readonly JudgedLink[],
  decisions: readonly IdentityDecision[],
): (key: IdentifierKey) => boolean {
  const decided = new Set(decisions.flatMap((d) => (d.kind === 'same' ? [d.a, d.b] : [])))
  const keys = held
    .flatMap(({ a, b }) => [a, b])
    .filter((key) => partsOf(key).type !== 'unionid' && !decided.has(key))
  const out = new Set(keys)
  return (key) => out.has(key)
}

/** Step 4. At most five claimants who could be one person share a member number; else it joins nobody. */
function joinMemberNumbers(
  groups: Groups,
  links: readonly JudgedLink[],
  { maxClaimants }: ResolutionRules,
): Readonly<{ held: Held[]; shared: IdentifierKey[] }> {
  const claimants = new Map<IdentifierKey, Set<IdentifierKey>>()
  for (const link of links.filter(({ standing }) => standing === 'claimed')) {
    const card = [link.a, link.b].find((key) => partsOf(key).type === 'member_no')
    const other = link.a === card ? link.b : link.a
    if (card !== undefined && isHardKey(other)) {
      claimants.set(card, (claimants.get(card) ?? new Set()).add(other))
    }
  }
  const candidates = [...claimants].map(([card, by]): Join & { card: IdentifierKey } => {
    // what an operator has joined the card with claims it, too
    const own = [...groups.groupOf(card).keys].filter((key) => key !== card)
    return { card, reason: card, keys: [...by, ...own].sort() }
  })
  const possible = candidates.filter(({ keys }) => {
    const customers = groups.distinct(keys)
    return customers.length <= maxClaimants && groups.areCompatible(customers)
  })
  const held = groups.join(possible)
  const free = possible.filter(({ reason }) => !held.has(reason))
  const crowded = groups.join(
    free.map(({ card, keys }) => ({ reason: card, keys: [card, ...keys] })),
  )
  const joined = new Set(free.filter(({ reason }) => !crowded.has(reason)))
  return {
    held: possible
      .filter((join) => !joined.has(join))
      .map(({ card, keys }) => ({ step: 'member-number', keys: [card, ...keys] })),
    // Whom an operator has parted from it is alone with it: then it is nobody's, and not shared.
    shared: candidates
      .filter((join) => !joined.has(join) && groups.distinct(join.keys).length > 1)
      .map(({ card }) => card),
  }
}

/** An operator has said already that nobody who claims the phone or card has it. */
function isParted({ keys }: Held, groups: Groups, never: ReadonlySet<string>): boolean {
  const [soft, ...claimants] = keys
  const mates = (key: IdentifierKey) => [...groups.groupOf(key).keys]
  return claimants.every((claimant) =>
    mates(claimant).some((mate) => soft !== undefined && never.has(pairName(soft, mate))),
  )
}

type Judged = Readonly<{
  groups: Groups
  rules: ResolutionRules
  decisions: readonly IdentityDecision[]
}>

/**
 * Phones about which a person has to decide: a chain that was not joined, and a number that a few who are not one have
 * proved, a family's or one that has changed hands. Of a crowd, or said to be shared, nothing is asked.
 */
function heldPhones(phones: readonly PhoneState[], { groups, rules, decisions }: Judged): Held[] {
  const saidShared = new Set(decisions.flatMap((d) => (d.kind === 'phone-shared' ? [d.phone] : [])))
  // Said to be shared, or given to somebody.
  const isOpen = (phone: IdentifierKey) =>
    !saidShared.has(phone) && groups.groupOf(phone).keys.size === 1
  const isFew = (claimants: readonly IdentifierKey[]) =>
    groups.distinct(claimants).length <= rules.maxClaimants
  return phones.flatMap(({ phone, epochs }) =>
    epochs.flatMap(({ state, claimants, isFixedShared = false }): Held[] =>
      state === 'held' ||
      (state === 'shared' &&
        !isFixedShared &&
        claimants.length > 0 &&
        isOpen(phone) &&
        isFew(claimants))
        ? [{ step: 'phone', keys: [phone, ...claimants] }]
        : [],
    ),
  )
}

const HARD = new Set(['unionid', 'openid', 'external_userid'])
const isHardKey = (key: IdentifierKey) => HARD.has(partsOf(key).type)
const isBetweenHard = ({ a, b }: JudgedLink) => isHardKey(a) && isHardKey(b)

function pairsOf(decisions: readonly IdentityDecision[], kind: 'never'): Set<string> {
  return new Set(decisions.flatMap((d) => (d.kind === kind ? [pairName(d.a, d.b)] : [])))
}

const once = (joins: readonly Join[]): Join[] => [
  ...new Map(joins.map((join) => [join.reason, join])).values(),
]
