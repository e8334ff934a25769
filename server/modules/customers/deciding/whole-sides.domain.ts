import { founderRank, isHard, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import type { IdentityDecision } from '../resolution/evidence.domain.js'
import type { World } from '../resolution/world.domain.js'
import { matesOf, partsAfter, type Outlook } from './outlook.domain.js'

/**
 * A word that parts somebody parts them in two: whatever else would fall off is kept with its side by *same* words that
 * are added (identity.md 3). Pure.
 */

type Same = Extract<IdentityDecision, { kind: 'same' }>
type Sides = readonly (readonly IdentifierKey[])[]

/** The words that keep the sides whole which these words leave. `world`: as it is stored. */
export function keepingWhole(
  world: World,
  outlook: Outlook,
  said: readonly IdentityDecision[],
): Same[] {
  const sides = said.flatMap((word): Sides => {
    switch (word.kind) {
      case 'detach':
        return [matesOf(world, word.key).filter((key) => key !== word.key)]
      case 'never':
        return sidesOf(word, world, outlook)
      default:
        return []
    }
  })
  return joiningSides(outlook, sides)
}

/** For each side the words that join what would lie apart. */
export const joiningSides = (outlook: Pick<Outlook, 'draft'>, sides: Sides): Same[] =>
  sides.flatMap((side) => {
    const [first, ...others] = partsAfter(outlook, side).map(strongestOf).sort(byRank)
    return first === undefined ? [] : others.map((b): Same => ({ kind: 'same', a: first, b }))
  })

const byRank = (a: IdentifierKey, b: IdentifierKey): number =>
  founderRank(a) - founderRank(b) || (a < b ? -1 : 1)

function strongestOf(keys: readonly IdentifierKey[]): IdentifierKey {
  const [first] = [...keys].sort(byRank)
  if (first === undefined) {
    throw new Error('a part has identifiers')
  }
  return first
}

/** The two sides of a customer whose `a` and `b` are two people; empty when they are already. */
function sidesOf(
  { a, b }: Readonly<{ a: IdentifierKey; b: IdentifierKey }>,
  world: World,
  outlook: Outlook,
): Sides {
  const mates = matesOf(world, a)
  if (!mates.includes(b)) {
    return []
  }
  const parts = partsAfter(outlook, mates)
  const [partA, partB] = [a, b].map((key) => parts.find((part) => part.includes(key)) ?? [key])
  if (partA === undefined || partB === undefined || partA === partB) {
    return []
  }
  const near = nearness(outlook, mates)
  const [fromA, fromB] = [near(partA), near(partB)]
  const sides: [IdentifierKey[], IdentifierKey[]] = [[...partA], [...partB]]
  for (const part of parts.filter((one) => one !== partA && one !== partB)) {
    const [toA, toB] = [fromA, fromB].map((steps) => Math.min(...part.map((key) => steps(key))))
    const isBoths = toA === toB
    // A number or card that both show is neither's; a person as near to both stays with the one who goes on.
    if (isBoths && part.every((key) => !isHard(typeOfKey(key)))) {
      continue
    }
    const isOfB = isBoths ? goesOn(partB, world, outlook) : (toB ?? 0) < (toA ?? 0)
    sides[isOfB ? 1 : 0].push(...part)
  }
  return sides
}

/** Does this part keep the id? */
function goesOn([key]: readonly IdentifierKey[], world: World, { draft }: Outlook): boolean {
  const before = key === undefined ? null : world.identifiers.get(key)?.ownerId
  return key !== undefined && before !== null && draft.identifier(key)?.ownerId === before
}

/** How many links lie between a part and another identifier of the same customer. */
function nearness({ component }: Outlook, among: readonly IdentifierKey[]) {
  const neighbours = new Map<IdentifierKey, IdentifierKey[]>()
  for (const { a, b, standing } of component.links) {
    if (standing !== 'sighted' && among.includes(a) && among.includes(b)) {
      neighbours.set(a, [...(neighbours.get(a) ?? []), b])
      neighbours.set(b, [...(neighbours.get(b) ?? []), a])
    }
  }
  return (part: readonly IdentifierKey[]) => {
    const steps = new Map(part.map((key) => [key, 0]))
    // A map takes in what is added while it is gone through.
    for (const [key, count] of steps) {
      for (const next of neighbours.get(key) ?? []) {
        if (!steps.has(next)) {
          steps.set(next, count + 1)
        }
      }
    }
    return (key: IdentifierKey) => steps.get(key) ?? Infinity
  }
}
