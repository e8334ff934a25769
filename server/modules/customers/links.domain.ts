import type { CustomerFact, EvidenceKind } from './facts.domain.js'
import { isHard, typeOfKey, type IdentifierKey, type SeenIdentifier } from './identifier.domain.js'
import { withMoment, type Run } from './link-runs.domain.js'
import { stronger, weaker, type Strength } from './strength.domain.js'

/** Links: what resolution reads, per pair, kind and source, kept from the observations (identity.md 1). Pure. */

export type StoredLink = {
  /** `a|b|kind|source`, with `|untrusted` behind it when the speaker was not trusted. */
  _id: string
  a: IdentifierKey
  b: IdentifierKey
  kind: EvidenceKind
  source: string
  /** The strongest claim that the pair was shown with, whoever said so. */
  strength: Strength
  /** Was the speaker trusted then? Rules may think otherwise later. */
  isTrusted: boolean
  runs: Run[]
  count: number
}

export type Pair = readonly [SeenIdentifier, SeenIdentifier]

/** Every two of them once, in a stable order. */
export function allPairs(seen: readonly SeenIdentifier[]): Pair[] {
  const isSorted = seen.every(({ key }, index) => key >= (seen[index - 1]?.key ?? key))
  const sorted = isSorted ? seen : seen.toSorted((x, y) => (x.key < y.key ? -1 : 1))
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b): Pair => [a, b]))
}

export const pairId = ([a, b]: Pair): string =>
  a.key < b.key ? `${a.key}|${b.key}` : `${b.key}|${a.key}`

type Said = Pick<CustomerFact, 'kind' | 'source' | 'isTrusted'>

export const linkId = (pair: Pair, { kind, source, isTrusted }: Said): string =>
  `${pairId(pair)}|${kind}|${source}${isTrusted ? '' : '|untrusted'}`

/**
 * The pairs that a fact shows. A phone that comes alone is a pair with itself: it was shown then, which ends a silence.
 */
export function pairsOf({ seen }: Pick<CustomerFact, 'seen'>): Pair[] {
  const [only, ...others] = seen
  const isPhoneAlone = only?.type === 'phone' && others.length === 0
  return isPhoneAlone ? [[only, only]] : allPairs(seen)
}

/** The link with one more observation in it. */
export function withObservation(
  before: StoredLink | undefined,
  pair: Pair,
  said: Said & Pick<CustomerFact, 'at'>,
): StoredLink {
  const [a, b] = pair
  const shown = weaker(a.strength, b.strength)
  return {
    _id: linkId(pair, said),
    a: a.key,
    b: b.key,
    kind: said.kind,
    source: said.source,
    isTrusted: said.isTrusted,
    strength: before === undefined ? shown : stronger(before.strength, shown),
    runs: withMoment(before?.runs ?? [], said.at),
    count: (before?.count ?? 0) + 1,
  }
}

/** A phone or member number that was seen with one of somebody's identifiers. */
export type Claim = Readonly<{
  key: IdentifierKey
  strength: Strength
  source: string
  firstAt: Date
  lastAt: Date
}>

/** How sure a link is under the rules in force. */
type StrengthOf = (link: StoredLink) => Strength

/** Phones and member numbers seen with these identifiers: each once, with the surest link and the whole time. */
export function claimsOf(
  owned: ReadonlySet<IdentifierKey>,
  links: readonly StoredLink[],
  strengthOf: StrengthOf,
): Claim[] {
  const claims = new Map<IdentifierKey, Claim>()
  for (const link of links) {
    const key = otherSide(owned, link)
    const [firstAt, lastAt] = [link.runs[0]?.from, link.runs.at(-1)?.to]
    if (key !== null && !isHard(typeOfKey(key)) && firstAt !== undefined && lastAt !== undefined) {
      const { source } = link
      const strength = strengthOf(link)
      claims.set(key, joined(claims.get(key), { key, strength, source, firstAt, lastAt }))
    }
  }
  return [...claims.values()]
}

function otherSide(owned: ReadonlySet<IdentifierKey>, { a, b }: StoredLink): IdentifierKey | null {
  if (owned.has(a) === owned.has(b)) {
    return null
  }
  return owned.has(a) ? b : a
}

function joined(before: Claim | undefined, claim: Claim): Claim {
  if (before === undefined) {
    return claim
  }
  const surest = stronger(before.strength, claim.strength) === before.strength ? before : claim
  return {
    ...surest,
    firstAt: before.firstAt < claim.firstAt ? before.firstAt : claim.firstAt,
    lastAt: before.lastAt > claim.lastAt ? before.lastAt : claim.lastAt,
  }
}
