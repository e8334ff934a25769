import { isHard, type IdentifierKey } from '../identifier.domain.js'
import { partsOf, type ResolutionRules } from './evidence.domain.js'

/** One customer in the making: the identifiers that belong together so far. */
export type Group = Readonly<{
  /** The smallest of its keys: the same for any order of the evidence. */
  name: IdentifierKey
  keys: ReadonlySet<IdentifierKey>
}>

type Limits = Readonly<{
  rules: ResolutionRules
  /** Pairs that an operator has declared two people, as `pairName` writes them. */
  never: ReadonlySet<string>
}>

/** Some groups that a reason would make one. */
export type Join = Readonly<{
  /** What the join stands on: indexes of links, a member number, a phone. */
  reason: string
  keys: readonly IdentifierKey[]
}>

export const pairName = (a: IdentifierKey, b: IdentifierKey): string =>
  a < b ? `${a} ${b}` : `${b} ${a}`

export type Groups = ReturnType<typeof groupsOf>

/** Every identifier alone; joins make fewer groups of them. Works in place, as one resolution's own notebook. */
export function groupsOf(keys: Iterable<IdentifierKey>, { rules, never }: Limits) {
  const byKey = new Map<IdentifierKey, Group>()
  for (const key of keys) {
    byKey.set(key, { name: key, keys: new Set([key]) })
  }

  function groupOf(key: IdentifierKey): Group {
    const group = byKey.get(key) ?? { name: key, keys: new Set([key]) }
    byKey.set(key, group)
    return group
  }

  const distinct = (members: readonly IdentifierKey[]): Group[] => [
    ...new Map(members.map(groupOf).map((group) => [group.name, group])).values(),
  ]

  /** Could these groups be one person? */
  function areCompatible(groups: readonly Group[]): boolean {
    const keys = groups.flatMap((group) => [...group.keys])
    return keys.length <= rules.maxIdentifiers && hasOneValuePerSlot(keys) && !hasNever(keys, never)
  }

  function unite(groups: readonly Group[]): true {
    const keys = new Set(groups.flatMap((group) => [...group.keys]))
    const name = [...keys].reduce((least, key) => (key < least ? key : least))
    const united = { name, keys }
    keys.forEach((key) => byKey.set(key, united))
    return true
  }

  type Fits = (groups: readonly Group[]) => boolean

  /** The reasons of the joins that chain an incompatible set; `accept` gets every set that fits. */
  function judge(joins: readonly Join[], fits: Fits, accept: Fits): Set<string> {
    const held = new Set<string>()
    for (const chain of chainsOf(joins, distinct)) {
      const together = distinct(chain.flatMap(({ keys }) => keys))
      if (fits(together)) {
        accept(together)
      } else {
        const several = chain.filter(({ keys }) => distinct(keys).length > 1)
        several.forEach(({ reason }) => held.add(reason))
      }
    }
    return held
  }

  return {
    groupOf,
    distinct,
    areCompatible,
    /**
     * Tries all joins together (identity.md 2.1): where they chain an incompatible set, every join of more than one
     * group in it is held and none is preferred. Answers the reasons of what is held.
     */
    join: (joins: readonly Join[], fits: Fits = areCompatible): Set<string> =>
      judge(joins, fits, (together) => unite(together)),
    /** The same without joining anything. */
    trial: (joins: readonly Join[]): Set<string> => judge(joins, areCompatible, () => true),
    all: (): Group[] => [...new Map([...byKey.values()].map((g) => [g.name, g])).values()],
  }
}

/** Joins that touch the same groups, directly or through others. */
function chainsOf(
  joins: readonly Join[],
  distinct: (keys: readonly IdentifierKey[]) => Group[],
): Join[][] {
  const [only, ...others] = joins
  if (only === undefined || others.length === 0) {
    return only === undefined ? [] : [[only]]
  }
  const chainOf = new Map<IdentifierKey, Join[]>()
  for (const join of joins) {
    const names = distinct(join.keys).map(({ name }) => name)
    const touched = new Set(names.flatMap((name) => chainOf.get(name) ?? []).concat(join))
    const chain = [...touched]
    const all = new Set(chain.flatMap(({ keys }) => distinct(keys).map(({ name }) => name)))
    all.forEach((name) => chainOf.set(name, chain))
  }
  return [...new Set(chainOf.values())]
}

function hasOneValuePerSlot(keys: readonly IdentifierKey[]): boolean {
  const taken = new Map<string, IdentifierKey>()
  return keys.every((key) => {
    const { type, scope } = partsOf(key)
    if (!isHard(type)) {
      return true
    }
    const slot = `${type}:${scope}`
    const isFree = (taken.get(slot) ?? key) === key
    taken.set(slot, key)
    return isFree
  })
}

function hasNever(keys: readonly IdentifierKey[], never: ReadonlySet<string>): boolean {
  if (never.size === 0) {
    return false
  }
  return keys.some((a, index) => keys.slice(index + 1).some((b) => never.has(pairName(a, b))))
}
