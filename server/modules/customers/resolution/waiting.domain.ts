import type { IdentifierKey } from '../identifier.domain.js'
import { judgedBy } from './standing.domain.js'
import { keysOfDecision, type World, type WorldCustomer } from './world.domain.js'

/**
 * By what a component that waits for an operator is known again, though it grows with every event: the customer in it who
 * was created first. Pure. Goes through everything that was read, once for a batch; who resolves stops much earlier.
 */
export function namesOfWaiting(world: World): (key: IdentifierKey) => string {
  const parts = partsOf(world)
  const oldest = new Map<IdentifierKey, WorldCustomer>()
  for (const { key, ownerId } of world.identifiers.values()) {
    const owner = ownerId === null ? undefined : world.customers.get(ownerId)
    const before = oldest.get(parts.of(key))
    if (owner !== undefined && (before === undefined || isOlder(owner, before))) {
      oldest.set(parts.of(key), owner)
    }
  }
  return (key) => oldest.get(parts.of(key))?.customerId ?? parts.of(key)
}

const isOlder = (a: WorldCustomer, b: WorldCustomer): boolean =>
  a.createdAt.getTime() === b.createdAt.getTime()
    ? a.customerId < b.customerId
    : a.createdAt < b.createdAt

/** What hangs together, as resolution goes through it: by owners, links that join and words, not across borders. */
function partsOf(world: World) {
  const above = new Map<IdentifierKey, IdentifierKey>()
  const of = (key: IdentifierKey): IdentifierKey => {
    let top = key
    for (let next = above.get(top); next !== undefined; next = above.get(top)) {
      top = next
    }
    for (let one = key; one !== top;) {
      const next = above.get(one) ?? top
      above.set(one, top)
      one = next
    }
    return top
  }
  /** The smallest key names a part, so that the order of reading says nothing. */
  const unite = (a: IdentifierKey, b: IdentifierKey): void => {
    const [first, second] = [of(a), of(b)].sort()
    if (first !== undefined && second !== undefined && first !== second) {
      above.set(second, first)
    }
  }
  const areRead = (...keys: IdentifierKey[]) =>
    keys.every((key) => world.core.has(key) && !world.borders.has(key))
  for (const keys of world.mates.values()) {
    const [first, ...others] = [...keys].filter((key) => areRead(key))
    others.forEach((key) => unite(first ?? key, key))
  }
  const judge = judgedBy(world.rules)
  for (const link of world.links.values()) {
    if (areRead(link.a, link.b) && judge(link).standing !== 'sighted') {
      unite(link.a, link.b)
    }
  }
  for (const [first, ...others] of world.decisions.map(keysOfDecision)) {
    others.forEach((key) => first !== undefined && areRead(first, key) && unite(first, key))
  }
  return { of }
}
