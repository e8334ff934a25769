import type { IdentifierKey } from '../identifier.domain.js'
import type { Run } from '../link-runs.domain.js'
import type { FixedEpoch, IdentityDecision } from './evidence.domain.js'
import type { Groups } from './groups.domain.js'

/** Step 5 of identity.md 2.1: the times of a phone that long silences and words part. Pure. */

/** A time of a phone with those who claimed it. */
export type Circle = Readonly<{
  from: Date
  to: Date
  /** Who claimed it, by one identifier each, in order. Nobody where all of them have been erased. */
  claimants: readonly IdentifierKey[]
  /** When the phone was shown again after it; null for the end of all. What lies in the silence goes with what was before. */
  next: Date | null
  /** Joins nobody, and asks nobody: see `FixedEpoch`. */
  isFixedShared?: boolean
}>

export type Belongs = Extract<IdentityDecision, { kind: 'phone-belongs' }>
export type Claim = Readonly<{ by: IdentifierKey; run: Run }>
type Time = Readonly<{ from?: Date; until?: Date }>
type InTime = Readonly<{ run: Run }>

/** What lies outside of these times: within what an operator gave to somebody, nothing else counts. */
export function outsideOf<Item extends InTime>(
  times: readonly Time[],
  items: readonly Item[],
): readonly Item[] {
  return times.reduce<readonly Item[]>((left, { from, until }) => {
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

export const claimGiven = ({ to, from, until }: Belongs): Claim => ({
  by: to,
  run: { from: from ?? BEGINNING, to: until ?? END },
})

const MAX_MS = 8.64e15
/** The ends of all time, where a word leaves one open. */
const [BEGINNING, END] = [new Date(-MAX_MS), new Date(MAX_MS)]
export const isOpenEnded = ({ from, to }: Pick<Circle, 'from' | 'to'>): boolean =>
  from.getTime() === -MAX_MS || to.getTime() === MAX_MS

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

type Around = Readonly<{
  groups: Groups
  given: readonly Belongs[]
  fixed: readonly FixedEpoch[]
  silenceMs: number
  /** When any event showed the phone, outside of what was given. */
  shown: readonly InTime[]
}>

/** `said`: an operator gave the phone to somebody then; `fixed`: it stands as it once was; else judged by the silences. */
type Bound = Circle & Readonly<{ by: 'said' | 'fixed' | 'silences' }>

/**
 * The epochs of a phone. What an operator gave to somebody for a time is an epoch of its own, however soon the next claim
 * follows: that was the question. `claims`: outside of what was given.
 */
export function epochsOf(claims: readonly Claim[], around: Around): Circle[] {
  const { groups, given, silenceMs } = around
  // Overlapping ones are one: then several people have it.
  const said = circlesOf(given.map(claimGiven), { shown: [], silenceMs: 1 })
  const bounds: Bound[] = [
    ...said.map((circle): Bound => ({ ...circle, by: 'said' })),
    ...fixedCircles(claims, around),
  ].sort((x, y) => x.from.getTime() - y.from.getTime())
  const taken = bounds
    .filter(({ by }) => by === 'fixed')
    .map(({ from, to }) => ({ from, until: to }))
  const [free, shown] = [outsideOf(taken, claims), outsideOf(taken, around.shown)]
  const between = Array.from({ length: bounds.length + 1 }, (_, at) => {
    const isHere = ({ run }: InTime) => bounds.filter(({ to }) => to < run.from).length === at
    const runs = shown.filter(isHere).map(({ run }) => run)
    return circlesOf(free.filter(isHere), { shown: runs, silenceMs })
  })
  return between
    .flatMap((circles, at): Bound[] => [
      ...circles.map((circle): Bound => ({ ...circle, by: 'silences' })),
      ...bounds.slice(at, at + 1),
    ])
    .reduce<Bound[]>((epochs, circle) => {
      const last = epochs.at(-1)
      const isNear = last !== undefined && circle.from.getTime() - last.to.getTime() < silenceMs
      return isNear && goesOn(last, circle, groups)
        ? [...epochs.slice(0, -1), whole(last, circle)]
        : [...epochs, circle]
    }, [])
    .map(({ by: _by, ...circle }, at, all) => ({
      ...circle,
      next: soonest(circle.next, all[at + 1]?.from),
    }))
}

/** The times that stand as they once were, with those who are left; what an operator has given since stands above them. */
function fixedCircles(claims: readonly Claim[], { given, fixed }: Around): Bound[] {
  const times = fixed.map((epoch) => ({ ...epoch, run: { from: epoch.from, to: epoch.to } }))
  return outsideOf(given, times).map(({ run, next, isShared }): Bound => {
    const here = claims.filter((claim) => claim.run.from <= run.to && claim.run.to >= run.from)
    return {
      ...{ from: run.from, to: run.to, next, by: 'fixed' },
      claimants: [...new Set(here.map(({ by }) => by))].sort(),
      ...(isShared ? { isFixedShared: true } : {}),
    }
  })
}

/** Is the later the same time, where no silence is between them? */
function goesOn(last: Bound, circle: Bound, groups: Groups): boolean {
  const bounds = new Set([last.by, circle.by])
  if (bounds.has('said')) {
    // The same person before, in and after the time that was given.
    const isAsked = last.isFixedShared === true || circle.isFixedShared === true
    const [a, b] = [groups.distinct(last.claimants), groups.distinct(circle.claimants)]
    return !isAsked && a.length === 1 && b.length === 1 && a[0] === b[0]
  }
  // Two that were told apart stay apart; what comes soon after one is of it.
  return bounds.has('fixed') && bounds.has('silences')
}

function whole(last: Bound, circle: Bound): Bound {
  return {
    from: last.from,
    to: last.to > circle.to ? last.to : circle.to,
    claimants: [...new Set([...last.claimants, ...circle.claimants])].sort(),
    next: circle.next,
    by: last.by === 'said' || circle.by === 'said' ? 'said' : 'fixed',
    ...(last.isFixedShared === true || circle.isFixedShared === true
      ? { isFixedShared: true }
      : {}),
  }
}

const soonest = (a: Date | null, b: Date | undefined): Date | null =>
  a === null || (b !== undefined && b < a) ? (b ?? null) : a
