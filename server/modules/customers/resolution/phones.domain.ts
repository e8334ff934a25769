import type { IdentifierKey } from '../identifier.domain.js'
import type { Run } from '../link-runs.domain.js'
import {
  circlesOf,
  claimGiven,
  epochsOf,
  outsideOf,
  type Belongs,
  type Circle,
  type Claim,
} from './epochs.domain.js'
import {
  partsOf,
  type IdentityDecision,
  type JudgedLink,
  type ResolutionRules,
} from './evidence.domain.js'
import type { Group, Groups, Join } from './groups.domain.js'

/** Step 5 of identity.md 2.1: whose phone it is, and when. */

/** A time in which a phone was one person's or one circle's. */
export type Epoch = Circle & Readonly<{ state: 'joined' | 'shared' | 'held' }>

export type PhoneState = Readonly<{
  phone: IdentifierKey
  /** `unclaimed`: only sighted; `moved`: several epochs, each judged by itself. */
  state: 'unclaimed' | 'joined' | 'shared' | 'moved' | 'held'
  epochs: readonly Epoch[]
}>

type Draft = Readonly<{ phone: IdentifierKey; epochs: readonly Circle[]; isOneEpoch: boolean }>

export type PhoneParts = Readonly<{
  groups: Groups
  rules: ResolutionRules
  /** Claims and sightings, as far as the two sides take part at all. */
  links: readonly JudgedLink[]
  /** Everything that has shown them: a silence is one of all events, also of those by whoever takes no part. */
  shownBy: readonly JudgedLink[]
  decisions: readonly IdentityDecision[]
}>

/** Judges every phone on what stands after the member numbers, all together, and joins what fits. */
export function joinPhones(parts: PhoneParts): PhoneState[] {
  const { groups, rules, links, decisions } = parts
  const claimsOf = claimsByPhone(links, devicesAmong(groups, links, rules))
  const shared = new Set(decisions.flatMap((d) => (d.kind === 'phone-shared' ? [d.phone] : [])))
  const shownOf = runsByPhone(parts.shownBy)
  const drafts = [...new Set(links.flatMap(phonesOf))].sort().map((phone): Draft => {
    const shown = shownOf.get(phone) ?? []
    const given = decisions.filter(
      (d): d is Belongs => d.kind === 'phone-belongs' && d.phone === phone,
    )
    const fixed = decisions.flatMap((d) =>
      d.kind === 'phone-epochs' && d.phone === phone ? d.epochs : [],
    )
    const claims = outsideOf(given, claimsOf.get(phone) ?? [])
    const everybody = [...claims, ...given.map(claimGiven)]
    // Where all claimants could be one person, a longer silence is believed to be theirs; never of one that has moved.
    const isPatient =
      fixed.length <= 1 && couldBeOne(groups.distinct(everybody.map(({ by }) => by)), groups, rules)
    const epochs = shared.has(phone)
      ? circlesOf(everybody, { shown: [], silenceMs: Infinity })
      : epochsOf(claims, {
          ...{ groups, given, fixed },
          silenceMs: isPatient ? rules.patientSilenceMs : rules.silenceMs,
          shown: outsideOf(
            given,
            shown.map((run) => ({ run })),
          ),
        })
    return { phone, epochs, isOneEpoch: epochs.length <= 1 }
  })
  return judged(drafts, { groups, rules, shared })
}

/** When each was shown. A store's tablet has hundreds: not all links are gone through for every phone. */
function runsByPhone(links: readonly JudgedLink[]): Map<IdentifierKey, Run[]> {
  const runs = new Map<IdentifierKey, Run[]>()
  for (const link of links) {
    for (const phone of new Set(phonesOf(link))) {
      const before = runs.get(phone)
      if (before === undefined) {
        runs.set(phone, [...link.runs])
      } else {
        before.push(...link.runs)
      }
    }
  }
  return runs
}

/** Claims on more phones than a person has. */
function devicesAmong(
  groups: Groups,
  links: readonly JudgedLink[],
  { maxPhones }: ResolutionRules,
): (claimant: IdentifierKey) => boolean {
  const phones = new Map<IdentifierKey, Set<IdentifierKey>>()
  for (const link of links.filter(({ standing }) => standing !== 'sighted')) {
    for (const phone of phonesOf(link)) {
      const { name } = groups.groupOf(otherOf(link, phone))
      phones.set(name, (phones.get(name) ?? new Set()).add(phone))
    }
  }
  return (claimant) => (phones.get(groups.groupOf(claimant).name)?.size ?? 0) > maxPhones
}

function claimsByPhone(
  links: readonly JudgedLink[],
  isDevice: (claimant: IdentifierKey) => boolean,
): Map<IdentifierKey, Claim[]> {
  const claims = new Map<IdentifierKey, Claim[]>()
  for (const link of links.filter(({ standing }) => standing !== 'sighted')) {
    for (const phone of phonesOf(link)) {
      const by = otherOf(link, phone)
      if (partsOf(by).type !== 'phone' && !isDevice(by)) {
        const runs = link.runs.map((run) => ({ by, run }))
        claims.set(phone, [...(claims.get(phone) ?? []), ...runs])
      }
    }
  }
  return claims
}

function couldBeOne(claimants: readonly Group[], groups: Groups, rules: ResolutionRules): boolean {
  return claimants.length <= rules.maxClaimants && fitsWithCards(groups)(claimants)
}

/** For phones at most one of the customers brings member numbers of any one source. */
const fitsWithCards =
  (groups: Groups) =>
  (together: readonly Group[]): boolean => {
    const sources = together.flatMap(({ keys }) => [
      ...new Set([...keys].map(partsOf).flatMap((p) => (p.type === 'member_no' ? [p.scope] : []))),
    ])
    return new Set(sources).size === sources.length && groups.areCompatible(together)
  }

type Judging = Readonly<{
  groups: Groups
  rules: ResolutionRules
  shared: ReadonlySet<IdentifierKey>
}>

function judged(drafts: readonly Draft[], { groups, rules, shared }: Judging): PhoneState[] {
  const isJoin = (phone: IdentifierKey, { claimants, isFixedShared }: Circle) =>
    !shared.has(phone) &&
    isFixedShared !== true &&
    claimants.length > 0 &&
    couldBeOne(groups.distinct(claimants), groups, rules)
  const reasonOf = (phone: IdentifierKey, index: number) => `${phone} ${index}`
  // Judged before anything is joined: a join of this step decides no other of it.
  const states = drafts.map(({ epochs, phone }) => epochs.map((circle) => isJoin(phone, circle)))
  const joins = drafts.flatMap(({ phone, epochs }, at): Join[] =>
    epochs.flatMap(({ claimants }, index) =>
      states[at]?.[index] === true ? [{ reason: reasonOf(phone, index), keys: claimants }] : [],
    ),
  )
  const held = groups.join(joins, fitsWithCards(groups))
  const whole = drafts.flatMap(({ phone, epochs, isOneEpoch }, at): Join[] => {
    const [only] = epochs
    const isOurs = isOneEpoch && states[at]?.[0] === true && !held.has(reasonOf(phone, 0))
    return isOurs && only !== undefined
      ? [{ reason: `${phone} whole`, keys: [phone, ...only.claimants] }]
      : []
  })
  const outside = groups.join(whole)
  return drafts.map(({ phone, epochs, isOneEpoch }, at): PhoneState => {
    const told = epochs.map((circle, index): Epoch => {
      const isHeld =
        held.has(reasonOf(phone, index)) || (isOneEpoch && outside.has(`${phone} whole`))
      const isOne = states[at]?.[index] === true
      return { ...circle, state: isHeld ? 'held' : isOne ? 'joined' : 'shared' }
    })
    const [first] = told
    const state = !isOneEpoch ? 'moved' : shared.has(phone) ? 'shared' : first?.state
    return { phone, state: state ?? 'unclaimed', epochs: told }
  })
}

const phonesOf = ({ a, b }: JudgedLink): IdentifierKey[] =>
  [a, b].filter((key) => partsOf(key).type === 'phone')

const otherOf = ({ a, b }: JudgedLink, key: IdentifierKey): IdentifierKey => (a === key ? b : a)
