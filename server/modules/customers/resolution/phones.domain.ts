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
  /** When the phone was shown again after it; null for the end of all. What lies in the silence goes with what was before. */
  next: Date | null
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
type Circle = Omit<Epoch, 'state'>

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
    const claims = outsideOf(given, claimsOf.get(phone) ?? [])
    const epochs = shared.has(phone)
      ? circlesOf([...claims, ...given.map(claimGiven)], { shown: [], silenceMs: Infinity })
      : epochsOf(claims, {
          ...{ groups, rules, given },
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

/** Within what an operator gave to somebody, nothing else counts. */
function outsideOf<Item extends Readonly<{ run: Run }>>(
  given: readonly Belongs[],
  items: readonly Item[],
): readonly Item[] {
  return given.reduce<readonly Item[]>((left, { from, until }) => {
    const [start, end] = [from?.getTime() ?? -Infinity, until?.getTime() ?? Infinity]
    return left.flatMap((one) => [
      ...(one.run.from.getTime() < start
        ? [{ ...one, run: { from: one.run.from, to: sooner(one.run.to, start - 1) } }]
        : []),
      ...(one.run.to.getTime() > end
        ? [{ ...one, run: { from: later(one.run.from, end + 1), to: one.run.to } }]
        : []),
    ])
  }, items)
}

const sooner = (at: Date, ms: number) => new Date(Math.min(at.getTime(), ms))
const later = (at: Date, ms: number) => new Date(Math.max(at.getTime(), ms))

const claimGiven = ({ to, from, until }: Belongs): Claim => ({
  by: to,
  run: { from: from ?? new Date(MIN_MS), to: until ?? new Date(MAX_MS) },
})

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
    .map((circle, index) => ({ ...circle, next: circles[index + 1]?.from ?? null }))
    .filter(({ by }) => by.size > 0)
    .map(({ from, to, by, next }) => ({
      from: new Date(from),
      to: new Date(to),
      claimants: [...by].sort(),
      next: next === null ? null : new Date(next),
    }))
}

type Around = Pick<PhoneParts, 'groups' | 'rules'> &
  Readonly<{
    given: readonly Belongs[]
    /** When any event showed the phone, outside of what was given. */
    shown: readonly Readonly<{ run: Run }>[]
  }>

/**
 * Where all claimants could be one person, a longer silence is believed to be theirs. What an operator gave to somebody
 * for a time is an epoch of its own, however soon the next claim follows: that was the question.
 */
function epochsOf(claims: readonly Claim[], { groups, rules, given, shown }: Around): Circle[] {
  const own = given.map(claimGiven)
  const everybody = groups.distinct([...claims, ...own].map(({ by }) => by))
  const isPatient = couldBeOne(everybody, groups, rules)
  const silenceMs = isPatient ? rules.patientSilenceMs : rules.silenceMs
  // Overlapping ones are one: then several people have it.
  const spans = circlesOf(own, { shown: [], silenceMs: 1 })
  const between = Array.from({ length: spans.length + 1 }, (_, at) => {
    const isHere = ({ run }: { run: Run }) => spans.filter(({ to }) => to < run.from).length === at
    const runs = shown.filter(isHere).map(({ run }) => run)
    return circlesOf(claims.filter(isHere), { shown: runs, silenceMs })
  })
  return between
    .flatMap((circles, at) => [...circles, ...spans.slice(at, at + 1)])
    .reduce<Circle[]>((epochs, circle) => {
      const last = epochs.at(-1)
      const goesOn =
        last !== undefined &&
        (spans.includes(last) || spans.includes(circle)) &&
        circle.from.getTime() - last.to.getTime() < silenceMs &&
        groups.distinct([...last.claimants, ...circle.claimants]).length === 1
      if (!goesOn) {
        return [...epochs, circle]
      }
      // The same person before, in and after the time that was given.
      const claimants = [...new Set([...last.claimants, ...circle.claimants])].sort()
      const whole = { from: last.from, to: circle.to, claimants, next: circle.next }
      spans.push(whole)
      return [...epochs.slice(0, -1), whole]
    }, [])
    .map((circle, at, all) => ({ ...circle, next: soonest(circle.next, all[at + 1]?.from) }))
}

const soonest = (a: Date | null, b: Date | undefined): Date | null =>
  a === null || (b !== undefined && b < a) ? (b ?? null) : a

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
