import type { Id } from '../../../platform/ids/index.js'
import { isHard, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { IdentityDecision, JudgedLink } from './evidence.domain.js'
import { judgedBy } from './standing.domain.js'
import { keysOfDecision, type Draft } from './world.domain.js'

/** What has to be resolved together. */
export type Component = Readonly<{
  /** Those whose owner this resolution decides. */
  keys: readonly IdentifierKey[]
  links: readonly JudgedLink[]
  decisions: readonly IdentityDecision[]
  /** Too much hangs together to be decided at once. */
  isTooLarge: boolean
}>

/** Beyond so many identifiers nothing is applied (identity.md 3). */
export const MAX_TOUCHED = 500

/**
 * Everything that hangs together with these identifiers, up to the phones and cards of too many; with a customer's
 * identifier all of them, also those that the rules in force would not have joined. Pure.
 */
export function componentOf(draft: Draft, seeds: readonly IdentifierKey[]): Component {
  const { world } = draft
  const judge = judgedBy(world.rules)
  // A word that names somebody whom nobody has seen yet has no effect.
  const words = world.decisions
    .map((word) => ({ word, about: keysOfDecision(word) }))
    .filter(({ about }) => about.every((key) => draft.identifier(key) !== undefined))
  const keys = new Set(seeds)
  const links = new Map<string, JudgedLink>()
  const decisions = new Set<IdentityDecision>()
  const owners = new Set<Id<'cus'>>()
  const matesOf = (key: IdentifierKey): IdentifierKey[] => {
    const ownerId = draft.identifier(key)?.ownerId ?? null
    if (ownerId === null || owners.has(ownerId)) {
      return []
    }
    owners.add(ownerId)
    return draft.identifiersOf(ownerId).filter((mate) => world.core.has(mate))
  }
  let isTooLarge = false
  // A set takes in what is added while it is gone through.
  for (const key of keys) {
    isTooLarge ||= world.unread.has(key) || keys.size > MAX_TOUCHED
    if (isTooLarge) {
      break
    }
    const isBorder = world.borders.has(key)
    for (const mate of matesOf(key)) {
      keys.add(mate)
    }
    const reach = (other: IdentifierKey) => {
      // What was not read any more makes it too large: it is not resolved without what it hangs on.
      if (!isBorder && (world.core.has(other) || world.unread.has(other))) {
        keys.add(other)
      }
    }
    for (const link of isBorder ? [] : draft.linksOf(key)) {
      const judged = judge(link)
      links.set(link._id, judged)
      if (judged.standing !== 'sighted') {
        reach(link.a === key ? link.b : link.a)
      }
    }
    for (const { word, about } of words.filter((one) => one.about.includes(key))) {
      decisions.add(word)
      about.forEach(reach)
    }
  }
  const shared = [...keys].filter((key) => world.borders.has(key))
  return {
    keys: [...keys].sort(),
    links: [...links.values()].filter(({ a, b }) => !isCardOf(shared, a) && !isCardOf(shared, b)),
    decisions: [...decisions, ...shared.flatMap(asShared)],
    isTooLarge,
  }
}

const isCardOf = (shared: readonly IdentifierKey[], key: IdentifierKey): boolean =>
  typeOfKey(key) === 'member_no' && shared.includes(key)

/** A phone of too many is shared; its links still count for who is a store's tablet. */
const asShared = (key: IdentifierKey): IdentityDecision[] =>
  typeOfKey(key) === 'phone' ? [{ kind: 'phone-shared', phone: key }] : []

/** Does anything but a mention speak for this being somebody? */
export function hasStanding(key: IdentifierKey, { links }: Pick<Component, 'links'>): boolean {
  const isJoining = ({ standing }: JudgedLink) => standing === 'proved' || standing === 'relayed'
  return (
    isHard(typeOfKey(key)) &&
    links.some((link) => isJoining(link) && (link.a === key || link.b === key))
  )
}
