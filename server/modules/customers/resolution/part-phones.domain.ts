import { founderRank, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { partsFrom, type HeldTime, type PhonePart } from '../phone-parts.domain.js'
import { hasStanding, type Component } from './component.domain.js'
import type { Resolution } from './resolve.domain.js'
import type { Draft } from './world.domain.js'

/**
 * Whose the facts of each phone are that joins nobody (identity.md 2.1, step 5): within an operator's word whose the word
 * says, else of whoever had the phone alone in that epoch. Phones without parts are not named. Pure.
 */
export function partPhones(
  draft: Draft,
  component: Component,
  { groups, phones }: Resolution,
): Map<IdentifierKey, readonly PhonePart[]> {
  const own = new Set(component.keys)
  const groupOf = new Map(groups.flatMap((group) => group.map((key) => [key, group] as const)))
  const states = new Map(phones.map((one) => [one.phone, one]))

  /** The strongest of whoever it is; null for somebody who is nobody. */
  function holderOf(claimant: IdentifierKey): IdentifierKey | null {
    const group = groupOf.get(claimant) ?? [claimant]
    const isSomebody =
      group.length > 1 ||
      draft.identifier(claimant)?.isCarrier === true ||
      hasStanding(claimant, component)
    const [strongest = null] = group.filter((key) => own.has(key)).sort(byRank)
    return isSomebody ? strongest : null
  }

  function saidOf(phone: IdentifierKey): HeldTime[] {
    return component.decisions.flatMap((word): HeldTime[] =>
      word.kind === 'phone-belongs' && word.phone === phone
        ? [{ from: word.from ?? null, until: afterwards(word.until), holder: holderOf(word.to) }]
        : [],
    )
  }

  /** Before the first silence the earlier has it, after the last the later, between two silences nobody. */
  function epochsOf(phone: IdentifierKey): HeldTime[] {
    const { epochs = [] } = states.get(phone) ?? {}
    return epochs.map(({ from, next, state, claimants: [claimant] }, index): HeldTime => {
      const isJoined = state === 'joined' && claimant !== undefined
      return {
        from: index === 0 ? null : from,
        until: index === epochs.length - 1 ? null : next,
        holder: isJoined ? holderOf(claimant) : null,
      }
    })
  }

  const isShared = (phone: IdentifierKey) =>
    component.decisions.some((word) => word.kind === 'phone-shared' && word.phone === phone)
  const partsOf = (phone: IdentifierKey): readonly PhonePart[] => {
    if (draft.world.borders.has(phone)) {
      // Not all of it was read: it stays as it is.
      return draft.identifier(phone)?.parts ?? []
    }
    const isAlone = (groupOf.get(phone)?.length ?? 1) === 1
    return isAlone && !isShared(phone)
      ? partsFrom({ said: saidOf(phone), epochs: epochsOf(phone) })
      : []
  }
  const parted = component.keys.filter((key) => typeOfKey(key) === 'phone')
  return new Map(
    parted.map((phone) => [phone, partsOf(phone)] as const).filter(([, parts]) => parts.length > 0),
  )
}

/** An operator's last moment is still in it. */
const afterwards = (until: Date | undefined): Date | null =>
  until === undefined ? null : new Date(until.getTime() + 1)

const byRank = (a: IdentifierKey, b: IdentifierKey): number =>
  founderRank(a) - founderRank(b) || (a < b ? -1 : 1)
