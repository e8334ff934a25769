import type { IdentifierKey } from '../identifier.domain.js'
import type { Run } from '../link-runs.domain.js'
import {
  partsOf,
  type IdentityDecision,
  type JudgedLink,
  type ResolutionRules,
} from './evidence.domain.js'
import type { Group, Groups, Join } from './groups.domain.js'

/** Step 5 of identity.md 2.1: whose phone it is, and when. */

/** A time in which a phone was one person's or one circle's. */
export type Epoch = Readonly<{
  from: Date
  to: Date
  /** Who claimed it, by one identifier each, in order. */
  claimants: readonly IdentifierKey[]
  state: 'joined' | 'shared' | 'held'
}>

export type PhoneState = Readonly<{
  phone: IdentifierKey
  /** `unclaimed`: only sighted; `moved`: several epochs, each judged by itself. */
  state: 'unclaimed' | 'joined' | 'shared' | 'moved' | 'held'
  epochs: readonly Epoch[]
}>

type Belongs = Extract<IdentityDecision, { kind: 'phone-belongs' }>
type Claim = Readonly<{ by: IdentifierKey; run: Run }>
type Draft = Readonly<{ phone: IdentifierKey; epochs: readonly Circle[]; isOneEpoch: boolean }>
type Circle = Readonly<{ from: Date; to: Date; claimants: readonly IdentifierKey[] }>

export type PhoneParts = Readonly<{
  groups: Groups
  rules: ResolutionRules
  /** Claims and sightings, as far as the two sides take part at all. */
  links: readonly JudgedLink[]
  decisions: readonly IdentityDecision[]
}>

/** Judges every phone on what stands after the member numbers, all together, and joins what fits. */
export function joinPhones({ groups, rules, links, decisions }: PhoneParts): PhoneState[] {
  const claimsOf = claimsByPhone(links, devicesAmong(groups, links, rules))
  const shared = new Set(decisions.flatMap((d) => (d.kind === 'phone-shared' ? [d.phone] : [])))
  const shownOf = runsByPhone(links)
  const drafts = [...shownOf].sort(byPhone).map(([phone, shown]): Draft => {
    const given = decisions.filter(
      (d): d is Belongs => d.kind === 'phone-belongs' && d.phone === phone,
    )
    const claims = withDecisions(claimsOf.get(phone) ?? [], given)
    const epochs = shared.has(phone)
      ? circlesOf(claims, { shown: [], silenceMs: Infinity })
      : epochsOf(claims, { groups, rules, shown })
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

type ByPhone = readonly [phone: IdentifierKey, runs: readonly Run[]]
const byPhone = ([one]: ByPhone, [other]: ByPhone): number => (one < other ? -1 : 1)

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

/** Within what an operator gave to somebody, nobody else's claim counts. */
function withDecisions(claims: readonly Claim[], given: readonly Belongs[]): Claim[] {
  const outside = given.reduce<readonly Claim[]>((left, { from, until }) => {
    const [start, end] = [from?.getTime() ?? -Infinity, until?.getTime() ?? Infinity]
    return left.flatMap(({ by, run }) => [
      ...(run.from.getTime() < start
        ? [{ by, run: { from: run.from, to: new Date(Math.min(run.to.getTime(), start - 1)) } }]
        : []),
      ...(run.to.getTime() > end
        ? [{ by, run: { from: new Date(Math.max(run.from.getTime(), end + 1)), to: run.to } }]
        : []),
    ])
  }, claims)
  const own = given.map(({ to, from, until }): Claim => {
    return { by: to, run: { from: from ?? new Date(MIN_MS), to: until ?? new Date(MAX_MS) } }
  })
  return [...outside, ...own]
}

const MAX_MS = 8.64e15
const MIN_MS = -MAX_MS

type Silence = Readonly<{ shown: readonly Run[]; silenceMs: number }>

/** Claims that no long silence parts. A silence is a time in which no event showed the phone at all. */
export function circlesOf(claims: readonly Claim[], { shown, silenceMs }: Silence): Circle[] {
  const moments = [
    ...claims.map(({ by, run }) => ({ run, by })),
    ...shown.map((run) => ({ run, by: null })),
  ].sort((x, y) => x.run.from.getTime() - y.run.from.getTime())
  const circles: { from: number; to: number; by: Set<IdentifierKey> }[] = []
  for (const { run, by } of moments) {
    const [from, to] = [run.from.getTime(), run.to.getTime()]
    const last = circles.at(-1)
    const circle =
      last !== undefined && from - last.to < silenceMs
        ? last
        : { from, to, by: new Set<IdentifierKey>() }
    circle.to = Math.max(circle.to, to)
    if (by !== null) {
      circle.by.add(by)
    }
    if (circle !== last) {
      circles.push(circle)
    }
  }
  return circles
    .filter(({ by }) => by.size > 0)
    .map(({ from, to, by }) => ({
      from: new Date(from),
      to: new Date(to),
      claimants: [...by].sort(),
    }))
}

/** Where all claimants could be one person, a longer silence is believed to be theirs. */
function epochsOf(
  claims: readonly Claim[],
  { groups, rules, shown }: Pick<PhoneParts, 'groups' | 'rules'> & { shown: readonly Run[] },
): Circle[] {
  const everybody = groups.distinct(claims.map(({ by }) => by))
  const isPatient = couldBeOne(everybody, groups, rules)
  const silenceMs = isPatient ? rules.patientSilenceMs : rules.silenceMs
  return circlesOf(claims, { shown, silenceMs })
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
  const isJoin = (phone: IdentifierKey, { claimants }: Circle) =>
    !shared.has(phone) && couldBeOne(groups.distinct(claimants), groups, rules)
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
