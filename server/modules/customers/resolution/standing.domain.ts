import type { EvidenceKind } from '../facts.domain.js'
import { isHard } from '../identifier.domain.js'
import type { StoredLink } from '../links.domain.js'
import { isClaim, stronger, type Strength } from '../strength.domain.js'
import {
  partsOf,
  trustOf,
  type JudgedLink,
  type ResolutionRules,
  type Standing,
} from './evidence.domain.js'

/** What WeChat itself showed to our own calls, or a person proved to us. No rule can distrust it. */
const OWN_CALLS: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  'mini-login',
  'external-contact',
  'phone-authorised',
  'phone-checked',
  'group-member',
  'id-converted',
  'staff-remark',
])

/**
 * `isTrusted` is missing where an old version wrote the link. Old versions called everything that an untrusted source said
 * a suggestion: of a phone that was proved to one nothing is left to raise. Links written since keep what was said.
 */
type Shown = Pick<StoredLink, 'a' | 'b' | 'kind' | 'source' | 'strength'> &
  Readonly<{ isTrusted?: boolean }>

/** How far a link is believed under these rules (identity.md 2.1): whether a source is trusted is a rule, not a record. */
export function standingOf(link: Shown, rules: ResolutionRules): Standing {
  const isOwn = OWN_CALLS.has(link.kind)
  const isTrusted =
    isOwn || (trustOf(rules, link.source) ?? link.isTrusted ?? isClaim(link.strength))
  if (!isTrusted) {
    return 'sighted'
  }
  const types = [partsOf(link.a).type, partsOf(link.b).type]
  if (types.every(isHard)) {
    return isOwn ? 'proved' : 'relayed'
  }
  if (!types.includes('phone')) {
    return 'claimed'
  }
  // A number merely stored with somebody, or typed, is seen and no more.
  return isClaim(link.strength) ? 'claimed' : 'sighted'
}

/** How sure a link is for those who look at it: what joins nothing is a suggestion. */
export const strengthBy =
  (rules: ResolutionRules) =>
  (link: StoredLink): Strength =>
    standingOf(link, rules) === 'sighted' ? 'suggested' : stronger(link.strength, 'verified')

export const judgedBy = (rules: ResolutionRules) => {
  return (link: StoredLink): JudgedLink => {
    const { a, b, runs } = link
    return { a, b, runs, standing: standingOf(link, rules) }
  }
}
