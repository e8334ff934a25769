import type { IdentifierKey } from '../identifier.domain.js'
import { componentOf, type Component } from '../resolution/component.domain.js'
import type { IdentityDecision } from '../resolution/evidence.domain.js'
import { resolve, type Held } from '../resolution/resolve.domain.js'
import { settle, type Settled } from '../resolution/settle.domain.js'
import { draftOver, type Draft, type World } from '../resolution/world.domain.js'

/** What would come of words: the same functions that would do it, on a draft (identity.md 5). Pure. */

export type Outlook = Readonly<{
  /** As it would be. */
  draft: Draft
  settled: Settled
  /** What hangs together then, with the words among its decisions. */
  component: Component
  /** Conflicts that there are without the words. */
  heldBefore: readonly Held[]
  /** What is said. */
  said: readonly IdentityDecision[]
}>

type Asked = Readonly<{
  /** Everything in force, what is said included. */
  world: World
  said: readonly IdentityDecision[]
  seeds: readonly IdentifierKey[]
  /** Now: whoever has to be a customer of their own is one from now on. */
  at: Date
  /** Links that a retraction changes or brings back; null: gone. */
  change?(draft: Draft): void
}>

export function outlookOn({ world, said, seeds, at, change }: Asked): Outlook {
  const draft = draftOver(world, at)
  change?.(draft)
  const component = componentOf(draft, seeds)
  const settled = settle(draft, seeds, { isWanted: true })
  const { keys: identifiers, links, decisions } = component
  const unsaid = decisions.filter((one) => !said.includes(one))
  const heldBefore =
    component.isTooLarge || unsaid.length === decisions.length
      ? settled.held
      : resolve({ identifiers, links, decisions: unsaid, rules: world.rules }).held
  return { draft, settled, component, heldBefore, said }
}

/** The identifiers of somebody before, and as they would lie together after. */
export function partsAfter(
  { draft }: Pick<Outlook, 'draft'>,
  keys: readonly IdentifierKey[],
): IdentifierKey[][] {
  const parts = new Map<string, IdentifierKey[]>()
  for (const key of keys) {
    const name = draft.identifier(key)?.ownerId ?? key
    parts.set(name, [...(parts.get(name) ?? []), key])
  }
  return [...parts.values()]
}

/** Everything that belongs to the owner of this identifier as it is stored; itself when nobody owns it. */
export function matesOf(
  { identifiers }: Pick<World, 'identifiers'>,
  key: IdentifierKey,
): IdentifierKey[] {
  const owner = identifiers.get(key)?.ownerId ?? null
  if (owner === null) {
    return [key]
  }
  return [...identifiers.values()].flatMap((one) => (one.ownerId === owner ? one.key : [])).sort()
}
