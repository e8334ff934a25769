import type { IdentifierKey } from '../identifier.domain.js'
import { partsOf, type JudgedLink } from './evidence.domain.js'
import { pairName, type Groups } from './groups.domain.js'

/** Steps 1 and 2 of identity.md 2.1: what WeChat proved to us, then what trusted sources said. */

type Sides = Readonly<{ unionid: IdentifierKey; other: IdentifierKey }>

/** The two sides of a link between a unionid and an openid or contact; null for any other pair. */
function sidesOf({ a, b }: JudgedLink): Sides | null {
  const isUnionid = [a, b].map((key) => partsOf(key).type === 'unionid')
  if (isUnionid[0] === isUnionid[1]) {
    return null
  }
  return isUnionid[0] === true ? { unionid: a, other: b } : { unionid: b, other: a }
}

export const reasonOf = ({ a, b }: Pick<JudgedLink, 'a' | 'b'>): string => pairName(a, b)

/**
 * The links of which one side has two values in one slot of the other: an openid with two unionids of one account, a
 * unionid with two openids of one app. All of them: none is preferred.
 */
function rivals(
  links: readonly JudgedLink[],
  side: (sides: Sides) => readonly [of: string, value: IdentifierKey],
): JudgedLink[] {
  const slots = new Map<string, { values: Set<IdentifierKey>; links: JudgedLink[] }>()
  for (const link of links) {
    const sides = sidesOf(link)
    if (sides !== null) {
      const [of, value] = side(sides)
      const { type, scope } = partsOf(value)
      const slot = slots.get(`${of} ${type}:${scope}`) ?? { values: new Set(), links: [] }
      slot.values.add(value)
      slot.links.push(link)
      slots.set(`${of} ${type}:${scope}`, slot)
    }
  }
  return [...slots.values()].flatMap((slot) => (slot.values.size > 1 ? slot.links : []))
}

const without = (links: readonly JudgedLink[], out: readonly JudgedLink[]): JudgedLink[] => {
  const names = new Set(out.map(reasonOf))
  return links.filter((link) => !names.has(reasonOf(link)))
}

/** What contradicts itself, once the operator's *never* has taken out what it names of it. */
function contradictions(
  links: readonly JudgedLink[],
  side: Parameters<typeof rivals>[1],
  never: ReadonlySet<string>,
): Readonly<{ held: JudgedLink[]; settled: JudgedLink[] }> {
  const disputed = rivals(links, side)
  const [settled, left] = [true, false].map((isOut) =>
    disputed.filter((link) => never.has(reasonOf(link)) === isOut),
  )
  return { held: rivals(left ?? [], side), settled: settled ?? [] }
}

/** Step 1. Joins what is proved; answers the links that contradict each other. */
export function joinProved(
  groups: Groups,
  links: readonly JudgedLink[],
  never: ReadonlySet<string>,
): JudgedLink[] {
  if (links.length === 0) {
    return []
  }
  // (a) an openid or contact with two unionids of one scope
  const twofold = contradictions(links, ({ other, unionid }) => [other, unionid], never)
  const clear = without(links, [...twofold.held, ...twofold.settled])
  // (b) a unionid with two values of one slot
  const doubled = contradictions(clear, ({ other, unionid }) => [unionid, other], never)
  const rest = without(clear, [...doubled.held, ...doubled.settled])
  // (c) components by the rest: first without the links that touch no unionid where they make it impossible
  const joinsOf = (chosen: readonly JudgedLink[]) =>
    chosen.map((link) => ({ reason: reasonOf(link), keys: [link.a, link.b] }))
  const impossible = groups.trial(joinsOf(rest))
  const loose = rest.filter((link) => impossible.has(reasonOf(link)) && sidesOf(link) === null)
  const kept = without(rest, loose)
  const held = groups.join(joinsOf(kept))
  const chained = kept.filter((link) => held.has(reasonOf(link)))
  return [...twofold.held, ...doubled.held, ...loose, ...chained]
}

/** Step 2. A link that would give a hard slot a second value is held with its rivals of this step; step 1 stays. */
export function joinRelayed(groups: Groups, links: readonly JudgedLink[]): JudgedLink[] {
  if (links.length === 0) {
    return []
  }
  const pairs = links.filter((link) => sidesOf(link) !== null)
  const named = (key: IdentifierKey) => groups.groupOf(key).name
  const held = [
    ...crowded(groups, pairs, ({ unionid, other }) => [unionid, other]),
    ...crowded(groups, pairs, ({ unionid, other }) => [other, unionid]),
  ]
  const rest = without(pairs, held)
  const joins = rest
    .filter(({ a, b }) => named(a) !== named(b))
    .map((link) => ({ reason: reasonOf(link), keys: [link.a, link.b] }))
  const impossible = groups.join(joins)
  return [...held, ...rest.filter((link) => impossible.has(reasonOf(link)))]
}

/** Links into a slot that has, or would get, another value. */
function crowded(
  groups: Groups,
  links: readonly JudgedLink[],
  side: (sides: Sides) => readonly [into: IdentifierKey, value: IdentifierKey],
): JudgedLink[] {
  const slots = new Map<string, { values: Set<IdentifierKey>; links: JudgedLink[] }>()
  for (const link of links) {
    const sides = sidesOf(link)
    if (sides === null) {
      continue
    }
    const [into, value] = side(sides)
    const group = groups.groupOf(into)
    const { type, scope } = partsOf(value)
    const name = `${group.name} ${type}:${scope}`
    const present = [...group.keys].filter((key) => {
      const parts = partsOf(key)
      return parts.type === type && parts.scope === scope
    })
    const slot = slots.get(name) ?? { values: new Set(present), links: [] }
    slot.values.add(value)
    slot.links.push(link)
    slots.set(name, slot)
  }
  return [...slots.values()].flatMap(({ values, links: into }) => (values.size > 1 ? into : []))
}
