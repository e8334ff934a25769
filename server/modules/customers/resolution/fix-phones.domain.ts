import { isHard, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { isOpenEnded, type Circle } from './epochs.domain.js'
import type { FixedEpoch, IdentityDecision, JudgedLink } from './evidence.domain.js'
import type { PhoneState } from './phones.domain.js'
import type { Resolution } from './resolve.domain.js'

/** What keeps phones and cards as they stand when one person is taken away (identity.md 6). Pure. */

type Fixing = Readonly<{
  /** Phones and cards that this person was seen with. */
  seen: readonly IdentifierKey[]
  /** The person. */
  own: ReadonlySet<IdentifierKey>
  /** Has anybody else a claim on it? */
  isOthers(key: IdentifierKey): boolean
  /** How it stands; null where too much hangs together to be resolved at once. */
  resolution: Resolution | null
}>

/**
 * The words that fix them: a phone that has moved, or is another's, by its epochs, of which the person's own join nobody
 * any more; else it is shared, and a card joins nobody. None names a person.
 */
export function fixingWords({ seen, own, isOthers, resolution }: Fixing): IdentityDecision[] {
  const states = new Map(resolution?.phones.map((state) => [state.phone, state]))
  const groups = resolution?.groups ?? []
  const groupOf = new Map(groups.flatMap((group) => group.map((key) => [key, group] as const)))
  const isTheirs = (claimant: IdentifierKey) =>
    (groupOf.get(claimant) ?? [claimant]).some((key) => own.has(key))

  return seen.filter(isOthers).flatMap((key): IdentityDecision[] => {
    const mates = (groupOf.get(key) ?? []).filter((mate) => mate !== key)
    const isAnothers = mates.length > 0 && !isTheirs(key)
    if (typeOfKey(key) !== 'phone') {
      return isAnothers ? [] : [{ kind: 'detach', key }]
    }
    const state = states.get(key)
    if (state === undefined || (state.state !== 'moved' && !isAnothers)) {
      return [{ kind: 'phone-shared', phone: key }]
    }
    const epochs = fixedEpochs(state, isTheirs)
    return epochs.length === 0 ? [] : [{ kind: 'phone-epochs', phone: key, epochs }]
  })
}

/** Has anybody but this person a claim on the phone or card that counts? Of cards an identifier of WeChat's claims only. */
export function isClaimedBeside(
  own: ReadonlySet<IdentifierKey>,
  links: readonly JudgedLink[],
): (key: IdentifierKey) => boolean {
  const claimed = new Set(
    links
      .filter(({ standing, a, b }) => standing === 'claimed' && a !== b)
      .flatMap(({ a, b }) => [
        ...(own.has(b) || !mayClaim(b, a) ? [] : [a]),
        ...(own.has(a) || !mayClaim(a, b) ? [] : [b]),
      ]),
  )
  return (key) => claimed.has(key)
}

const mayClaim = (claimant: IdentifierKey, key: IdentifierKey): boolean =>
  typeOfKey(key) === 'phone' || isHard(typeOfKey(claimant))

function fixedEpochs(
  { epochs }: PhoneState,
  isTheirs: (claimant: IdentifierKey) => boolean,
): FixedEpoch[] {
  // What an operator gave away without an end stands by that word.
  const bounded = epochs.filter((epoch) => !isOpenEnded(epoch))
  return bounded.map(({ from, to, next, state, isFixedShared = false, ...circle }) => ({
    ...{ from, to, next },
    isShared: isFixedShared || state === 'held' || isEmptied(circle, isTheirs),
  }))
}

const isEmptied = (
  { claimants }: Pick<Circle, 'claimants'>,
  isTheirs: (claimant: IdentifierKey) => boolean,
): boolean => claimants.length === 0 || claimants.some(isTheirs)
