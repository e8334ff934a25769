import type { IdentifierKey, IdentifierType } from '../identifier.domain.js'
import type { Run } from '../link-runs.domain.js'

/** What resolution reads (identity.md 2). Pure: no clock, no database, no chance. */

/** How far a link is believed. Made from kind, source and strength by the rules in force, never stored. */
export type Standing =
  /** Our own calls to WeChat showed the two together. */
  | 'proved'
  /** A trusted source said so. */
  | 'relayed'
  /** A phone or member number that a person can answer for, or that a trusted source holds for them. */
  | 'claimed'
  /** Seen together and no more: suggests, joins nothing. */
  | 'sighted'

/** Two identifiers that were seen together, at these times. The order of the two means nothing. */
export type JudgedLink = Readonly<{
  a: IdentifierKey
  b: IdentifierKey
  standing: Standing
  runs: readonly Run[]
}>

/** An operator's word. All name identifiers; an open end of `from` or `to` is left out. */
export type IdentityDecision =
  | Readonly<{ kind: 'same'; a: IdentifierKey; b: IdentifierKey }>
  | Readonly<{ kind: 'never'; a: IdentifierKey; b: IdentifierKey }>
  /** No automatic link; *same* still works. */
  | Readonly<{ kind: 'detach'; key: IdentifierKey }>
  | Readonly<{ kind: 'phone-shared'; phone: IdentifierKey }>
  | Readonly<{
      kind: 'phone-belongs'
      phone: IdentifierKey
      to: IdentifierKey
      from?: Date
      until?: Date
    }>
  /** The phone's past stands as it was when somebody was erased; said by erasing only. Names nobody. */
  | Readonly<{ kind: 'phone-epochs'; phone: IdentifierKey; epochs: readonly FixedEpoch[] }>

/**
 * An epoch as it once stood: no silence parts it or joins it with another any more. `isShared`: it joins nobody and its
 * facts stay with the phone's own customer; else whoever is left of its claimants is judged as before.
 */
export type FixedEpoch = Readonly<{ from: Date; to: Date; next: Date | null; isShared: boolean }>

/** What operators may say: resolution hears of a retraction by the links, which are rebuilt without it. */
export type OperatorWord =
  | IdentityDecision
  /** What this event showed counts as never seen. */
  | Readonly<{ kind: 'retract'; eventId: string }>
  /** The same of all events of a source: an import is one. Said by modules, not on screens. */
  | Readonly<{ kind: 'retract-source'; source: string }>

/** The numbers of identity.md 2.1; a change of them is a new version and is tried as a dry run first. */
export type ResolutionRules = Readonly<{
  version: string
  maxIdentifiers: number
  /** Customers that may share a member number or a phone and still be one person. */
  maxClaimants: number
  /** A customer with claims on more phones than this is a store's tablet. */
  maxPhones: number
  /** Numbers are re-issued after so long a silence. */
  silenceMs: number
  /** The same, where all claimants could be one person. */
  patientSilenceMs: number
  /** Sources that are trusted, or not, whatever the key said that brought their events. */
  sources: Readonly<Record<string, boolean>>
}>

/** What these rules say of a source; undefined: nothing, so what was recorded holds. */
export const trustOf = ({ sources }: ResolutionRules, source: string): boolean | undefined =>
  // A source may be called like something that every object has.
  Object.hasOwn(sources, source) ? sources[source] : undefined

const DAY_MS = 24 * 60 * 60 * 1000

export const RULES: ResolutionRules = {
  version: '1',
  maxIdentifiers: 50,
  maxClaimants: 5,
  maxPhones: 10,
  silenceMs: 90 * DAY_MS,
  patientSilenceMs: 365 * DAY_MS,
  sources: {},
}

/** The parts of a key: `type:scope:value`, where a value may hold further colons. */
export function partsOf(key: IdentifierKey): Readonly<{ type: IdentifierType; scope: string }> {
  const first = key.indexOf(':')
  const second = key.indexOf(':', first + 1)
  return { type: key.slice(0, first) as IdentifierType, scope: key.slice(first + 1, second) }
}
