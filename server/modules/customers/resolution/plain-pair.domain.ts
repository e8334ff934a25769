import { isHard, type IdentifierKey } from '../identifier.domain.js'
import {
  partsOf,
  type IdentityDecision,
  type JudgedLink,
  type ResolutionRules,
} from './evidence.domain.js'
import type { Resolution } from './resolve.domain.js'

type Pair = Readonly<{
  identifiers: readonly IdentifierKey[]
  links: readonly JudgedLink[]
  decisions: readonly IdentityDecision[]
  rules: ResolutionRules
}>

/**
 * Most phones come with one other identifier, by one link that claims it at one time, and nobody has spoken of them: the
 * two are one, and there is nothing to weigh. Null where there is more to it. Says what the steps of identity.md 2.1 say.
 */
export function resolvePlainPair({
  identifiers,
  links,
  decisions,
  rules,
}: Pair): Resolution | null {
  const [link] = links
  const [run] = link?.runs ?? []
  if (link === undefined || run === undefined || link.standing !== 'claimed') {
    return null
  }
  const { a, b } = link
  const isAlone =
    links.length === 1 &&
    link.runs.length === 1 &&
    decisions.length === 0 &&
    identifiers.every((key) => key === a || key === b)
  const isRuled = rules.maxIdentifiers >= 2 && rules.maxClaimants >= 1 && rules.maxPhones >= 1
  const [phone, other] = partsOf(a).type === 'phone' ? [a, b] : [b, a]
  const isPhone = partsOf(phone).type === 'phone' && isSomebodys(other)
  if (!isAlone || !isRuled || !isPhone) {
    return null
  }
  const epoch = {
    from: run.from,
    to: run.to,
    claimants: [other],
    next: null,
    state: 'joined',
  } as const
  return {
    groups: [a < b ? [a, b] : [b, a]],
    held: [],
    phones: [{ phone, state: 'joined', epochs: [epoch] }],
    sharedCards: [],
  }
}

function isSomebodys(key: IdentifierKey): boolean {
  const { type } = partsOf(key)
  return isHard(type) || type === 'member_no'
}
