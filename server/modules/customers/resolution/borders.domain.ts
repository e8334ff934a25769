import type { Id } from '../../../platform/ids/index.js'
import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { JudgedLink, ResolutionRules } from './evidence.domain.js'
import { circlesOf } from './epochs.domain.js'

/** Where a search for what belongs together may end, without changing what comes out (identity.md 3, touched). Pure. */

/** What is known of an identifier that a search has come to. */
export type Neighbour = Readonly<{ ownerId: Id<'cus'> | null; degree: number }>

type Parts = Readonly<{
  rules: ResolutionRules
  /** More links than this are not read. */
  maxDegree: number
  neighbour(key: IdentifierKey): Neighbour | undefined
  /** Is this customer part of what is decided? Then it may yet become one with another. */
  isDecided(ownerId: Id<'cus'>): boolean
}>

const otherOf = ({ a, b }: JudgedLink, key: IdentifierKey): IdentifierKey => (a === key ? b : a)

/**
 * A phone or card that joins nobody whatever is decided here: more customers claim it than may share one, and none of
 * those is decided here. `links`: all of its links.
 */
export function isBorder(
  key: IdentifierKey,
  links: readonly JudgedLink[],
  { rules, maxDegree, neighbour, isDecided }: Parts,
): boolean {
  const type = typeOfKey(key)
  if (type !== 'phone' && type !== 'member_no') {
    return false
  }
  if ((neighbour(key)?.degree ?? 0) > maxDegree) {
    return true
  }
  const claims = links.filter(({ standing }) => standing === 'claimed')
  const isCrowd = (claimants: readonly IdentifierKey[]): boolean => {
    const owners = claimants.flatMap((claimant) => {
      const { ownerId = null, degree = 0 } = neighbour(claimant) ?? {}
      // Who has many links may be a store's tablet, and claims nothing then.
      return ownerId === null || isDecided(ownerId) || degree > rules.maxPhones ? [] : [ownerId]
    })
    return new Set(owners).size > rules.maxClaimants
  }
  if (type === 'member_no') {
    return isCrowd(claims.map((link) => otherOf(link, key)))
  }
  const circles = circlesOf(
    claims.flatMap((link) => link.runs.map((run) => ({ by: otherOf(link, key), run }))),
    { shown: links.flatMap(({ runs }) => runs), silenceMs: rules.silenceMs },
  )
  return circles.length > 0 && circles.every(({ claimants }) => isCrowd(claimants))
}

/** Claims more phones than a person has: none of them joins anybody through it. */
export function isTablet(
  key: IdentifierKey,
  links: readonly JudgedLink[],
  { rules, maxDegree, neighbour }: Pick<Parts, 'rules' | 'maxDegree' | 'neighbour'>,
): boolean {
  const phones = links
    .filter(({ standing }) => standing !== 'sighted')
    .map((link) => otherOf(link, key))
    .filter((other) => typeOfKey(other) === 'phone')
  return (neighbour(key)?.degree ?? 0) > maxDegree || new Set(phones).size > rules.maxPhones
}
